import type { SegmentationMode } from "../model/document.ts";
import {
  hasLetter,
  hasLetters,
  normaliseFragment,
  onlyText,
  textFragment,
  type Fragment,
  type InlineCode,
} from "../model/fragment.ts";
import type { Locale } from "../model/locale.ts";
import { codedText, partners, type CodedText, type Range } from "./coded-text.ts";
import { cutPieces, uncutId } from "./cut-pieces.ts";
import type { Piece } from "./piece.ts";
import { sentenceStarts } from "./sentence-starts.ts";
import { trimRange } from "./trim-range.ts";

/**
 * Divides a unit's source into segments and what is not translated, in order; `joinPieces` undoes it. White space and codes at the
 * edges of a segment, and pieces without letters, are ignorable. Mode "paragraph" gives one segment.
 */
export function segmentFragment(source: Fragment, locale: Locale, mode: SegmentationMode): Piece[] {
  const fragment = normaliseFragment(source);
  if (fragment.length === 0) return [];
  if (!hasLetters(fragment)) return [{ kind: "ignorable", source: fragment }];
  const plain = onlyText(fragment);
  if (plain !== undefined) {
    const starts = mode === "sentence" ? sentenceStarts(plain, locale) : [];
    // Most cells and headings: one sentence and nothing around it.
    const isWhole = starts.length === 0 && plain.trim() === plain;
    return isWhole ? [{ kind: "segment", source: fragment }] : segmentPlain(plain, starts);
  }
  const coded = codedText(fragment);
  const partner = partners(coded);
  const canBeCut =
    mode === "sentence" && !fragment.some((part) => part.kind !== "text" && uncutId(part.id) !== undefined);
  const starts = canBeCut ? codedStarts(coded, locale) : [];
  const segments: Range[] = [];
  for (let index = 0; index <= starts.length; index += 1) {
    const whole = { start: starts[index - 1] ?? 0, end: starts[index] ?? coded.text.length };
    const range = trimRange(coded, partner, whole);
    if (range.end - range.start === coded.text.length) return [{ kind: "segment", source: fragment }];
    if (hasLetterIn(coded, range)) segments.push(range);
  }
  return cutPieces(coded, partner, segments);
}

/** As below, for the text of most units, in which no code stands. */
function segmentPlain(text: string, starts: readonly number[]): Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  for (let index = 0; index <= starts.length; index += 1) {
    const from = starts[index - 1] ?? 0;
    const whole = text.slice(from, starts[index] ?? text.length);
    const sentence = whole.trim();
    if (!hasLetter(sentence)) continue;
    const start = from + whole.indexOf(sentence);
    if (start > position) pieces.push({ kind: "ignorable", source: textFragment(text.slice(position, start)) });
    pieces.push({ kind: "segment", source: textFragment(sentence) });
    position = start + sentence.length;
  }
  if (position < text.length) pieces.push({ kind: "ignorable", source: textFragment(text.slice(position)) });
  return pieces;
}

function hasLetterIn({ text }: CodedText, { start, end }: Range): boolean {
  return hasLetter(text.slice(start, end));
}

/** Sentence starts as positions of the coded text. The segmenter sees the text with `standInFor` in place of codes. */
function codedStarts(coded: CodedText, locale: Locale): number[] {
  const removed: number[] = [];
  let plain = "";
  let from = 0;
  for (const [at, code] of coded.codes) {
    const standIn = standInFor(code);
    if (standIn === "") removed.push(at);
    plain += coded.text.slice(from, at) + standIn;
    from = at + 1;
  }
  plain += coded.text.slice(from);
  const starts = sentenceStarts(plain, locale);
  if (starts.length === 0) return [];
  let skipped = 0;
  return starts.map((start) => {
    while (skipped < removed.length && removed[skipped]! < start + skipped) skipped += 1;
    let position = start + skipped;
    while (belongsToPrevious(coded, position)) position += 1;
    return position;
  });
}

/** What a reader would see, in one character: a space for a break or tab, a digit for a field or variable, nothing for the rest. */
function standInFor(code: InlineCode): string {
  if (isBreak(code)) return " ";
  return code.kind === "standalone" && code.type.startsWith("ui/") ? "1" : "";
}

function isBreak({ kind, type }: InlineCode): boolean {
  return kind === "standalone" && /(?:^|[/:])(?:lb|pb|br|tab)$/u.test(type);
}

/** Of the codes on the boundary, closing ones end the sentence before; a standalone one does where no space parts it from the text. */
function belongsToPrevious({ text, codes }: CodedText, at: number): boolean {
  const code = codes.get(at);
  if (code === undefined || code.kind === "open") return false;
  return code.kind === "close" || (at > 0 && !/\s/u.test(text[at - 1]!));
}
