import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "./fragment.ts";

/** What is wrong with the codes of a target, compared by kind and id with its source. Empty lists: nothing. */
export interface CodeComparison {
  /** In the source, not in the target. */
  readonly missing: readonly InlineCode[];
  /** In the target, not in the source. */
  readonly unknown: readonly InlineCode[];
  /** More often in the target than in the source. */
  readonly duplicated: readonly InlineCode[];
  /** Closed before opened, never closed, or overlapping another pair. */
  readonly misnested: readonly InlineCode[];
}

const key = (code: InlineCode): string => `${code.kind} ${code.id}`;

function codesOf(fragment: Fragment): InlineCode[] {
  return fragment.filter((part): part is InlineCode => part.kind !== "text");
}

const NOTHING_WRONG: CodeComparison = { missing: [], unknown: [], duplicated: [], misnested: [] };

/** Compares the codes of a target with those of its source. */
export function compareCodes(source: Fragment, target: Fragment): CodeComparison {
  const wanted = codesOf(source);
  const present = codesOf(target);
  if (wanted.length + present.length === 0) return NOTHING_WRONG;
  const wantedKeys = new Set(wanted.map(key));
  const presentKeys = new Set(present.map(key));
  const seen = new Set<string>();
  const duplicated = present.filter((code) => {
    const isRepeat = seen.has(key(code));
    seen.add(key(code));
    return isRepeat && wantedKeys.has(key(code));
  });
  return {
    missing: wanted.filter((code) => !presentKeys.has(key(code))),
    unknown: present.filter((code) => !wantedKeys.has(key(code))),
    duplicated,
    misnested: misnested(present),
  };
}

/** Whether the target carries exactly the codes of the source, well nested. */
export function hasSameCodes(source: Fragment, target: Fragment): boolean {
  const { missing, unknown, duplicated, misnested } = compareCodes(source, target);
  return missing.length + unknown.length + duplicated.length + misnested.length === 0;
}

function misnested(codes: readonly InlineCode[]): InlineCode[] {
  const open: InlineCode[] = [];
  const wrong: InlineCode[] = [];
  for (const code of codes) {
    if (code.kind === "open") open.push(code);
    if (code.kind !== "close") continue;
    if (open.at(-1)?.id === code.id) open.pop();
    else {
      wrong.push(code);
      const index = open.findLastIndex(({ id }) => id === code.id);
      if (index >= 0) open.splice(index, 1);
    }
  }
  return [...wrong, ...open];
}

/**
 * The target with exactly the codes of its source, well nested, and all of its text: unknown and repeated codes and halves of
 * pairs go, overlapping pairs are closed in order, missing standalone codes and whole missing pairs come back at the place that
 * answers to theirs in the source (after the same share of the text, moved to the next word boundary). Codes that were right stay where they are.
 */
export function repairCodes(source: Fragment, target: Fragment): Fragment {
  if (hasSameCodes(source, target)) return target;
  const nested = wellNested(source, target);
  const present = new Set(codesOf(nested).map(key));
  const length = textLength(source);
  const targetLength = textLength(nested);
  let parts = [...nested];
  let offset = 0;
  for (const part of source) {
    if (part.kind === "text") offset += part.text.length;
    else if (part.kind !== "close" && !present.has(key(part))) {
      const at = length === 0 ? 0 : Math.round((offset / length) * targetLength);
      const pair =
        part.kind === "open" ? [part, source.find((other) => other.kind === "close" && other.id === part.id)!] : [part];
      parts = insertAt(parts, at, pair);
    }
  }
  return normaliseFragment(parts);
}

/** Keeps, in place, what can stand: known codes, once each, both halves, closed in the order they were opened. */
function wellNested(source: Fragment, target: Fragment): Fragment {
  const bySourceKey = new Map(codesOf(source).map((code) => [key(code), code]));
  const closings = new Map<string, number>();
  target.forEach((part, index) => {
    if (part.kind === "close" && !closings.has(part.id)) closings.set(part.id, index);
  });
  const parts: FragmentPart[] = [];
  const open: string[] = [];
  const used = new Set<string>();
  const close = (id: string): void => {
    const code = bySourceKey.get(`close ${id}`);
    if (code) parts.push(code);
  };
  target.forEach((part, index) => {
    if (part.kind === "text") {
      parts.push(part);
      return;
    }
    const known = bySourceKey.get(key(part));
    if (!known) return;
    if (part.kind === "close") {
      const at = open.lastIndexOf(part.id);
      if (at >= 0) for (const id of open.splice(at).reverse()) close(id);
      return;
    }
    if (used.has(key(part))) return;
    if (part.kind === "open") {
      if ((closings.get(part.id) ?? -1) < index) return;
      open.push(part.id);
    }
    used.add(key(part));
    parts.push(known);
  });
  for (const id of open.reverse()) close(id);
  return parts;
}

function textLength(fragment: Fragment): number {
  return fragment.reduce((sum, part) => sum + (part.kind === "text" ? part.text.length : 0), 0);
}

/** Inserts after `at` characters of text, or at the end of the word that stands there. */
function insertAt(parts: readonly FragmentPart[], at: number, codes: readonly FragmentPart[]): FragmentPart[] {
  let rest = at;
  for (const [index, part] of parts.entries()) {
    if (part.kind !== "text") continue;
    if (rest <= part.text.length) {
      let cut = rest;
      while (cut > 0 && cut < part.text.length && !/\s/u.test(part.text[cut]!)) cut += 1;
      const before = part.text.slice(0, cut);
      const after = part.text.slice(cut);
      return [
        ...parts.slice(0, index),
        { kind: "text", text: before },
        ...codes,
        { kind: "text", text: after },
        ...parts.slice(index + 1),
      ];
    }
    rest -= part.text.length;
  }
  return [...parts, ...codes];
}
