import { normaliseFragment, plainText, type Fragment, type FragmentPart } from "../model/fragment.ts";
import { wholeWords } from "./literals.ts";
import type { Markup, WireElement } from "./markup.ts";

/** A translation with the codes that found their place, and those that did not. */
export interface Placement {
  readonly parts: Fragment;
  readonly missing: readonly WireElement[];
}

/**
 * Puts missing codes where their place is certain: beside a code they touch in the source; around text that is the same in both and
 * stands once in each (a name, a number, an address); beside such text; around a label at the start that ends with the only colon. Gives
 * the others back as missing: a guess would look like a translation.
 */
export function placeWhereCertain(
  markup: Pick<Markup, "inner">,
  target: Fragment,
  missing: readonly WireElement[],
): Placement {
  let parts: Fragment = normaliseFragment(target);
  let left = missing.filter(({ kind }) => kind !== "literal");
  for (let placed = true; placed && left.length > 0;) {
    placed = false;
    for (const element of left) {
      const next =
        element.kind === "pair"
          ? placePair(markup.inner, parts, element)
          : placeSingle(markup.inner, parts, element as WireElement & { kind: "single" });
      if (next === undefined) continue;
      parts = normaliseFragment(next);
      left = left.filter((other) => other !== element);
      placed = true;
    }
  }
  return { parts, missing: left };
}

function placePair(
  source: Fragment,
  target: Fragment,
  { open, close }: WireElement & { kind: "pair" },
): Fragment | undefined {
  const start = source.indexOf(open);
  const end = source.indexOf(close);
  const content = source.slice(start + 1, end);
  if (content.some((part) => part.kind !== "text")) return undefined;
  const text = plainText(content);
  const words = text.trim();
  if (words === "") return undefined;
  const at = findOnce(source, target, words);
  if (at !== undefined) {
    const part = textOf(target, at.part);
    return spliced(target, at.part, [
      textPart(part.slice(0, at.start)),
      open,
      textPart(words),
      close,
      textPart(part.slice(at.start + words.length)),
    ]);
  }
  return placeLabel(source, target, { start, end, text, open, close });
}

/** "<1>Note:</1> the rest" or "<1>Note</1>: the rest": everything up to the only colon, where both begin with it. */
function placeLabel(
  source: Fragment,
  target: Fragment,
  label: { start: number; end: number; text: string; open: FragmentPart; close: FragmentPart },
): Fragment | undefined {
  const first = target[0];
  if (label.start !== 0 || first?.kind !== "text") return undefined;
  const next = source[label.end + 1];
  const isInside = label.text.trimEnd().endsWith(":");
  const isBehind = next?.kind === "text" && next.text.startsWith(":");
  if (!isInside && !isBehind) return undefined;
  if (occurrences(plainText(source), ":") !== 1 || occurrences(plainText(target), ":") !== 1) return undefined;
  const colon = first.text.indexOf(":");
  if (colon <= 0) return undefined;
  const end = isInside ? colon + 1 : colon;
  return spliced(target, 0, [
    label.open,
    textPart(first.text.slice(0, end)),
    label.close,
    textPart(first.text.slice(end)),
  ]);
}

/** How far to look for a word beside a code; longer ones are no words. */
const NEAR = 200;

function placeSingle(
  source: Fragment,
  target: Fragment,
  { code }: WireElement & { kind: "single" },
): Fragment | undefined {
  const index = source.indexOf(code);
  const before = source[index - 1];
  const after = source[index + 1];
  if (before !== undefined && before.kind !== "text" && target.includes(before)) {
    return spliced(target, target.indexOf(before), [before, code]);
  }
  if (after !== undefined && after.kind !== "text" && target.includes(after)) {
    return spliced(target, target.indexOf(after), [code, after]);
  }
  const left =
    before?.kind === "text"
      ? /(?<token>[\p{L}\p{N}][^\s]*)(?<gap>\s*)$/u.exec(before.text.slice(-NEAR))?.groups
      : undefined;
  if (left !== undefined) {
    const at = findOnce(source, target, left["token"]!);
    if (at !== undefined) {
      const text = textOf(target, at.part);
      let cut = at.start + left["token"]!.length;
      if (left["gap"] !== "" && /\s/u.test(text[cut] ?? "")) cut += 1;
      return spliced(target, at.part, [textPart(text.slice(0, cut)), code, textPart(text.slice(cut))]);
    }
  }
  const right =
    after?.kind === "text"
      ? /^(?<gap>\s*)(?<token>[^\s]*[\p{L}\p{N}])/u.exec(after.text.slice(0, NEAR))?.groups
      : undefined;
  if (right !== undefined) {
    const at = findOnce(source, target, right["token"]!);
    if (at !== undefined) {
      const text = textOf(target, at.part);
      let cut = at.start;
      if (right["gap"] !== "" && /\s/u.test(text[cut - 1] ?? "")) cut -= 1;
      return spliced(target, at.part, [textPart(text.slice(0, cut)), code, textPart(text.slice(cut))]);
    }
  }
  return undefined;
}

/** Where the words stand in the target, if they stand once, as whole words, in source and in target. */
function findOnce(source: Fragment, target: Fragment, words: string): { part: number; start: number } | undefined {
  if (!isTelling(words)) return undefined;
  if (occurrences(plainText(source), words) !== 1 || occurrences(plainText(target), words) !== 1) return undefined;
  for (const [part, value] of target.entries()) {
    if (value.kind !== "text") continue;
    const start = wholeWords(value.text, words)[0];
    if (start !== undefined) return { part, start };
  }
  return undefined;
}

/** Whether two texts that share these words share them for a reason: "in" stands in English and German by chance, "Bolashaq" does not. */
function isTelling(words: string): boolean {
  return /[\p{N}\p{Lu}@/]/u.test(words) || words.length >= 5;
}

function occurrences(text: string, words: string): number {
  return wholeWords(text, words).length;
}

function textOf(fragment: Fragment, index: number): string {
  const part = fragment[index];
  return part?.kind === "text" ? part.text : "";
}

const textPart = (text: string): FragmentPart => ({ kind: "text", text });

const spliced = (parts: Fragment, index: number, replacement: readonly FragmentPart[]): Fragment => [
  ...parts.slice(0, index),
  ...replacement,
  ...parts.slice(index + 1),
];
