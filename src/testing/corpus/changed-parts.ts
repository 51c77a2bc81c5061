import type { RawMember } from "./raw-archive.ts";

/** A part whose bytes differ between two archives. */
export interface ChangedPart {
  readonly name: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface PartChanges {
  readonly changed: readonly ChangedPart[];
  /** Sentences about parts that went, came, moved, or were packed anew without a change. */
  readonly failures: readonly string[];
}

/** Compares two archives part by part: what is not changed must be the same compressed bytes, in the same order. */
export function comparePairs(
  before: ReadonlyMap<string, RawMember>,
  after: ReadonlyMap<string, RawMember>,
): PartChanges {
  const failures: string[] = [];
  const changed: ChangedPart[] = [];
  const names = [...before.keys()];
  if (names.join("\n") !== [...after.keys()].join("\n")) {
    const gone = names.filter((name) => !after.has(name));
    const come = [...after.keys()].filter((name) => !before.has(name));
    failures.push(
      gone.length + come.length === 0
        ? "The parts stand in another order."
        : `Parts that went: ${gone.join(", ") || "none"}; that came: ${come.join(", ") || "none"}.`,
    );
  }
  for (const [name, member] of before) {
    const other = after.get(name);
    if (other === undefined || member.compressed.equals(other.compressed)) continue;
    const contents = { before: member.content(), after: other.content() };
    if (contents.before.equals(contents.after)) failures.push(`${name} was packed anew though nothing in it changed.`);
    else changed.push({ name, ...contents });
  }
  return { changed, failures };
}
