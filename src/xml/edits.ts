/** Replaces text[start, end) (UTF-16 offsets) by `text`; start === end inserts. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that do not overlap, in any order; several insertions at one place keep their order. Everything else is copied as it is. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const inOrder = (a: Edit, b: Edit): number => a.start - b.start || a.end - b.end;
  // Most come in order: a document has tens of thousands.
  const isSorted = edits.every((edit, index) => index === 0 || inOrder(edits[index - 1]!, edit) <= 0);
  const sorted = isSorted ? edits : [...edits].sort(inOrder);
  const pieces: string[] = [];
  let position = 0;
  for (const edit of sorted) {
    if (edit.start < position) throw new RangeError(`Edits overlap at offset ${edit.start}.`);
    pieces.push(text.slice(position, edit.start), edit.text);
    position = edit.end;
  }
  pieces.push(text.slice(position));
  return pieces.join("");
}

/** The index of the first edit that begins at or after `start`; the edits are in order. */
export function firstEditFrom(edits: readonly Edit[], start: number): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edits[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
