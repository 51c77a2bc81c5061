import { contextOf, sortKey } from "../../memory/entry-keys.ts";
import type { MemoryEntry } from "../../model/match.ts";
import type { Scratch, SpoolForm } from "../../store/scratch.ts";
import { sortSpooled } from "../../store/sort-spooled.ts";

/** A memory with what was added to it. */
export interface MergedMemory {
  readonly added: number;
  /** Its entries, written, sorted as in a file; asked for one by one, and again where need be. */
  readonly units: Iterable<string>;
}

/** An entry, written, and numbered as it came. */
type NumberedUnit = readonly [key: string, n: number, context: string, unit: string];

/** As JSON: a key may hold any character. */
const FORM: SpoolForm<NumberedUnit> = {
  write: (unit) => JSON.stringify(unit),
  read: (text) => JSON.parse(text) as NumberedUnit,
};

/**
 * The memory with the additions, none of which need be in memory: of entries with the same source between the same neighbours only the newest
 * stays. What is present is asked for only where there are additions.
 *
 * @param write an entry as it is to stand in the file
 */
export function mergeMemory(
  additions: Iterable<MemoryEntry>,
  present: Iterable<MemoryEntry>,
  write: (entry: MemoryEntry) => string,
  scratch: Scratch,
): MergedMemory {
  /** By context, the number of the entry that stays. */
  const newest = new Map<string, number>();
  let added = 0;
  const numbered = function* (): Generator<NumberedUnit> {
    for (const entry of additions) {
      const context = contextOf(entry);
      newest.set(context, added);
      yield [sortKey(entry), added, context, write(entry)];
      added += 1;
    }
    if (added === 0) return;
    let n = added;
    for (const entry of present) {
      const context = contextOf(entry);
      if ((newest.get(context) ?? added) < added) continue;
      newest.set(context, n);
      yield [sortKey(entry), n, context, write(entry)];
      n += 1;
    }
  };
  const sorted = sortSpooled(numbered(), ([key]) => key, scratch, FORM);
  const units = function* (): Generator<string> {
    for (const [, n, context, unit] of sorted) if (newest.get(context) === n) yield unit;
  };
  return { added, units: { [Symbol.iterator]: units } };
}
