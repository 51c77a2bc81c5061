import { normaliseFragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";
import { sliceCoded, type CodedText, type Range } from "./coded-text.ts";
import type { Piece } from "./piece.ts";

interface Slice extends Range {
  readonly kind: Piece["kind"];
  parts: FragmentPart[];
}

/**
 * Divides a coded text into its segments (the ranges, rising, not overlapping) and what lies between. Where the halves of a pair fall
 * into different pieces, each segment that holds a half gets a whole pair of its own, its id the pair's with a letter: "2a", "2b".
 * Segments in between hold no trace of it: for them the pair is outside.
 */
export function cutPieces(coded: CodedText, partner: ReadonlyMap<number, number>, segments: readonly Range[]): Piece[] {
  const slices: Slice[] = [];
  const push = (kind: Piece["kind"], start: number, end: number): void => {
    if (end > start) slices.push({ kind, start, end, parts: sliceCoded(coded, { start, end }) });
  };
  let position = 0;
  for (const { start, end } of segments) {
    push("ignorable", position, start);
    push("segment", start, end);
    position = end;
  }
  push("ignorable", position, coded.text.length);
  if (isAnyCut(coded, partner, slices)) cutPairs(coded, partner, slices);
  return slices.map(({ kind, parts }) => ({ kind, source: normaliseFragment(parts) }));
}

/** Whether the halves of a pair stand in different slices: mostly none do. */
function isAnyCut(coded: CodedText, partner: ReadonlyMap<number, number>, slices: readonly Slice[]): boolean {
  if (partner.size === 0 || slices.length === 1) return false;
  let index = 0;
  for (const at of coded.codes.keys()) {
    while (at >= slices[index]!.end) index += 1;
    const other = partner.get(at);
    if (other !== undefined && other >= slices[index]!.end) return true;
  }
  return false;
}

function cutPairs(coded: CodedText, partner: ReadonlyMap<number, number>, slices: Slice[]): void {
  const sliceOf = new Map<number, Slice>();
  let index = 0;
  for (const at of coded.codes.keys()) {
    while (at >= slices[index]!.end) index += 1;
    sliceOf.set(at, slices[index]!);
  }
  const added = new Map<Slice, { opens: InlineCode[]; closes: InlineCode[] }>();
  const addedTo = (slice: Slice): { opens: InlineCode[]; closes: InlineCode[] } => {
    const known = added.get(slice) ?? { opens: [], closes: [] };
    added.set(slice, known);
    return known;
  };
  for (const [at, code] of coded.codes) {
    const other = partner.get(at);
    if (code.kind !== "open" || other === undefined) continue;
    const close = coded.codes.get(other)!;
    const first = sliceOf.get(at)!;
    const last = sliceOf.get(other)!;
    if (first === last) continue;
    let count = 0;
    if (first.kind === "segment") {
      const id = cutId(code.id, count);
      count += 1;
      rename(first, code, id);
      addedTo(first).closes.unshift({ ...close, id });
    }
    if (last.kind === "segment") {
      const id = cutId(code.id, count);
      rename(last, close, id);
      addedTo(last).opens.push({ ...code, id });
    }
  }
  for (const [slice, { opens, closes }] of added) slice.parts = [...opens, ...slice.parts, ...closes];
}

function rename(slice: Slice, code: InlineCode, id: string): void {
  slice.parts = slice.parts.map((part) => (part === code ? { ...code, id } : part));
}

/** A pair is cut into two at most: what lies between holds no half. */
function cutId(id: string, index: number): string {
  return id + "ab"[index]!;
}

/** The id of the pair that a cut id came from; undefined for any other id. */
export function uncutId(id: string): string | undefined {
  if (!id.endsWith("a") && !id.endsWith("b")) return undefined;
  return /^(?<pair>.*\d)[ab]$/u.exec(id)?.groups?.["pair"];
}
