import { isSameFragment, normaliseFragment, onlyText, textFragment, type Fragment } from "../model/fragment.ts";
import { codedText, partners, textWithPlaceholders, type CodedText, type Range } from "./coded-text.ts";
import { cutPieces, uncutId } from "./cut-pieces.ts";
import type { Piece } from "./piece.ts";

/**
 * Finds segments, given by their sources and in order, in a unit's source, so that merging need not segment again; what lies between
 * is ignorable. Undefined where they do not fit: a text is not there, codes differ, or text with letters would be left over.
 */
export function locateSegments(source: Fragment, segmentSources: readonly Fragment[]): Piece[] | undefined {
  const fragment = normaliseFragment(source);
  const only = segmentSources[0];
  if (segmentSources.length === 1 && only && isSameFragment(fragment, only)) {
    return [{ kind: "segment", source: fragment }];
  }
  const plain = locatePlain(fragment, segmentSources);
  if (plain !== undefined) return plain;
  const coded = codedText(fragment);
  const ranges: Range[] = [];
  let position = 0;
  for (const segment of segmentSources) {
    const range = locate(coded, normaliseFragment(segment), position);
    if (range === undefined) return undefined;
    ranges.push(range);
    position = range.end;
  }
  if (letterFrom(coded.text, position) >= 0) return undefined;
  const pieces = cutPieces(coded, partners(coded), ranges);
  const found = pieces.filter(({ kind }) => kind === "segment");
  const fits =
    found.length === segmentSources.length &&
    found.every((piece, index) => isSameFragment(piece.source, segmentSources[index]!));
  return fits ? pieces : undefined;
}

/** As below for most units, whose text has no codes; undefined where there are some, or segments do not fit. */
function locatePlain(fragment: Fragment, segmentSources: readonly Fragment[]): Piece[] | undefined {
  const whole = onlyText(fragment);
  if (whole === undefined) return undefined;
  const pieces: Piece[] = [];
  let position = 0;
  const passTo = (end: number): void => {
    if (end > position) pieces.push({ kind: "ignorable", source: textFragment(whole.slice(position, end)) });
  };
  for (const source of segmentSources) {
    const text = onlyText(source);
    const letter = text === undefined ? -1 : letterFrom(text, 0);
    if (text === undefined || letter < 0) return undefined;
    const start = letterFrom(whole, position) - letter;
    if (start < position || !whole.startsWith(text, start)) return undefined;
    passTo(start);
    pieces.push({ kind: "segment", source });
    position = start + text.length;
  }
  if (letterFrom(whole, position) >= 0) return undefined;
  passTo(whole.length);
  return pieces;
}

/** The first letter after the position is the segment's first letter, for what is skipped has none. */
function locate(coded: CodedText, segment: Fragment, from: number): Range | undefined {
  const own = withoutAddedHalves(segment);
  const wanted = textWithPlaceholders(own);
  const letter = letterFrom(wanted, 0);
  const start = letter >= 0 ? letterFrom(coded.text, from) - letter : coded.text.indexOf(wanted, from);
  if (wanted === "" || start < from || !coded.text.startsWith(wanted, start)) return undefined;
  return { start, end: start + wanted.length };
}

function letterFrom(text: string, from: number): number {
  // Most texts begin with a Latin letter, or with one behind a space or a quotation mark: no search is needed then.
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 128) {
      const found = text.slice(at).search(/\p{L}/u);
      return found < 0 ? -1 : at + found;
    }
    const lower = code | 0x20;
    if (lower >= 0x61 && lower <= 0x7a) return at;
  }
  return -1;
}

/** Without the halves that cutting added: an opening code at the start, a closing one at the end, with an id such as "2a". */
function withoutAddedHalves(segment: Fragment): Fragment {
  let start = 0;
  let end = segment.length;
  if (segment[0]?.kind !== "open" && segment[end - 1]?.kind !== "close") return segment;
  const isCut = (index: number, kind: "open" | "close"): boolean => {
    const part = segment[index];
    return part?.kind === kind && uncutId(part.id) !== undefined;
  };
  while (isCut(start, "open")) start += 1;
  while (end > start && isCut(end - 1, "close")) end -= 1;
  return segment.slice(start, end);
}
