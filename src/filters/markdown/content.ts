import type { Slice } from "./blocks.ts";

/** The lines of a block as one string, and where its characters stand in the document. */
export interface Content {
  /** Joined with line feeds; white space before hard breaks is kept. */
  readonly text: string;
  /** The document's offset of a character of `text`. */
  toDocument(at: number): number;
}

/** Joins lines; each is a slice of the document. */
export function contentOf(document: string, lines: readonly Slice[]): Content {
  const [first] = lines;
  if (first === undefined) return { text: "", toDocument: () => 0 };
  if (lines.length === 1) {
    return { text: document.slice(first.start, first.end), toDocument: (at) => first.start + at };
  }
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.end - line.start + 1;
  }
  return {
    text: lines.map(({ start, end }) => document.slice(start, end)).join("\n"),
    toDocument(at) {
      const index = lineAt(starts, at);
      return lines[index]!.start + at - starts[index]!;
    },
  };
}

/** The last line that starts at or before `at`. */
function lineAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
