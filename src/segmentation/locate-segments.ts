import { isSameFragment, normaliseFragment, type Fragment } from "../model/fragment.ts";
import { codedText, partners, type CodedText, type Range } from "./coded-text.ts";
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
  const coded = codedText(fragment);
  const ranges: Range[] = [];
  let position = 0;
  for (const segment of segmentSources) {
    const range = locate(coded, normaliseFragment(segment), position);
    if (range === undefined) return undefined;
    ranges.push(range);
    position = range.end;
  }
  if (letterFrom(coded, position) >= 0) return undefined;
  const pieces = cutPieces(coded, partners(coded), ranges);
  const found = pieces.filter(({ kind }) => kind === "segment");
  const fits =
    found.length === segmentSources.length &&
    found.every((piece, index) => isSameFragment(piece.source, segmentSources[index]!));
  return fits ? pieces : undefined;
}

/** The first letter after the position is the segment's first letter, for what is skipped has none. */
function locate(coded: CodedText, segment: Fragment, from: number): Range | undefined {
  const own = withoutAddedHalves(segment);
  const wanted = codedText(own);
  const letter = letterFrom(wanted, 0);
  const start = letter >= 0 ? letterFrom(coded, from) - letter : coded.text.indexOf(wanted.text, from);
  if (wanted.text === "" || start < from || !coded.text.startsWith(wanted.text, start)) return undefined;
  return { start, end: start + wanted.text.length };
}

function letterFrom({ text }: CodedText, from: number): number {
  const at = text.slice(from).search(/\p{L}/u);
  return at < 0 ? -1 : from + at;
}

/** Without the halves that cutting added: an opening code at the start, a closing one at the end, with an id such as "2a". */
function withoutAddedHalves(segment: Fragment): Fragment {
  let start = 0;
  let end = segment.length;
  const isCut = (index: number, kind: "open" | "close"): boolean => {
    const part = segment[index];
    return part?.kind === kind && uncutId(part.id) !== undefined;
  };
  while (isCut(start, "open")) start += 1;
  while (end > start && isCut(end - 1, "close")) end -= 1;
  return segment.slice(start, end);
}
