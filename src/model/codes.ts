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

function isPlain(fragment: Fragment): boolean {
  for (const part of fragment) if (part.kind !== "text") return false;
  return true;
}

const NOTHING_WRONG: CodeComparison = { missing: [], unknown: [], duplicated: [], misnested: [] };

/** Compares the codes of a target with those of its source. */
export function compareCodes(source: Fragment, target: Fragment): CodeComparison {
  if (isPlain(source) && isPlain(target)) return NOTHING_WRONG;
  const wanted = codesOf(source);
  const present = codesOf(target);
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
  if (isPlain(source) && isPlain(target)) return true;
  const { missing, unknown, duplicated, misnested } = compareCodes(source, target);
  return missing.length + unknown.length + duplicated.length + misnested.length === 0;
}

function misnested(codes: readonly InlineCode[]): InlineCode[] {
  // Codes closed out of turn leave a hole, and where each id stands is noted: a search for each would take long in a long target.
  const open: (InlineCode | undefined)[] = [];
  const places = new Map<string, number[]>();
  const wrong: InlineCode[] = [];
  for (const code of codes) {
    if (code.kind === "open") {
      const known = places.get(code.id);
      if (known === undefined) places.set(code.id, [open.length]);
      else known.push(open.length);
      open.push(code);
    }
    if (code.kind !== "close") continue;
    while (open.length > 0 && open.at(-1) === undefined) open.pop();
    const place = places.get(code.id)?.pop();
    if (place === undefined || place !== open.length - 1) wrong.push(code);
    if (place !== undefined) open[place] = undefined;
  }
  return [...wrong, ...open.filter((code) => code !== undefined)];
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
  const closings = closingsOf(source);
  const lost: LostCodes[] = [];
  let offset = 0;
  for (const part of source) {
    if (part.kind === "text") offset += part.text.length;
    else if (part.kind !== "close" && !present.has(key(part))) {
      const at = length === 0 ? 0 : Math.round((offset / length) * targetLength);
      lost.push({ at, codes: part.kind === "open" ? [part, closings.get(part.id)!] : [part] });
    }
  }
  return normaliseFragment(insertAll(nested, lost));
}

/** The closing codes by id; the first where an id has several. */
function closingsOf(fragment: Fragment): Map<string, InlineCode> {
  const closings = new Map<string, InlineCode>();
  for (const part of fragment) if (part.kind === "close" && !closings.has(part.id)) closings.set(part.id, part);
  return closings;
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
  const isOpen = new Set<string>();
  const used = new Set<string>();
  const close = (id: string): void => {
    isOpen.delete(id);
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
      while (isOpen.has(part.id)) close(open.pop()!);
      return;
    }
    if (used.has(key(part))) return;
    if (part.kind === "open") {
      if ((closings.get(part.id) ?? -1) < index) return;
      open.push(part.id);
      isOpen.add(part.id);
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

/** Codes to put back: a standalone one, or both halves of a pair. */
interface LostCodes {
  /** After how many characters of text they belong. */
  readonly at: number;
  readonly codes: readonly InlineCode[];
}

/**
 * Puts codes back, given in the order of their places: each after `at` characters of text, or at the end of the word that stands there. Those
 * that come to one place keep their order. Without any text they come to the end.
 */
function insertAll(parts: readonly FragmentPart[], lost: readonly LostCodes[]): FragmentPart[] {
  const whole: FragmentPart[] = [];
  let position = 0;
  let next = 0;
  for (const part of parts) {
    if (part.kind !== "text") {
      whole.push(part);
      continue;
    }
    const { text } = part;
    let written = 0;
    for (let at = lost[next]?.at; at !== undefined && at <= position + text.length; at = lost[next]?.at) {
      const cut = wordEnd(text, written, at - position);
      const first = next;
      while (next < lost.length && lost[next]!.at <= position + cut) next += 1;
      whole.push({ kind: "text", text: text.slice(written, cut) });
      for (const { codes } of lost.slice(first, next)) whole.push(...codes);
      written = cut;
    }
    whole.push({ kind: "text", text: text.slice(written) });
    position += text.length;
  }
  for (const { codes } of lost.slice(next)) whole.push(...codes);
  return whole;
}

/** The end of the word that stands at `from`; where a stretch of text begins there, that is `from` itself. */
function wordEnd(text: string, start: number, from: number): number {
  let end = from;
  while (end > start && end < text.length && !/\s/u.test(text[end]!)) end += 1;
  return end;
}
