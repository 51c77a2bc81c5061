import type { Slice } from "./blocks.ts";

const LINE_FEED = 10;

/** The lines of a block as one string, and where its characters stand in the document. */
export class Content {
  /** Joined with line feeds; white space before hard breaks is kept. */
  readonly text: string;
  readonly #lines: readonly Slice[];
  /** Where the lines begin in `text`. */
  #starts: readonly number[] | undefined;

  constructor(text: string, lines: readonly Slice[]) {
    this.text = text;
    this.#lines = lines;
  }

  /** The document's offset of a character of `text`. */
  toDocument(at: number): number {
    this.#starts ??= startsOf(this.#lines);
    const index = lineAt(this.#starts, at);
    return (this.#lines[index]?.start ?? 0) + at - (this.#starts[index] ?? at);
  }
}

/** Joins lines; each is a slice of the document. */
export function contentOf(document: string, lines: readonly Slice[]): Content {
  return new Content(textOf(document, lines), lines);
}

function textOf(document: string, lines: readonly Slice[]): string {
  const [first] = lines;
  if (first === undefined) return "";
  let end = first.end;
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index]!;
    // Marks of containers, white space or a carriage return stand between.
    if (line.start !== end + 1 || document.charCodeAt(end) !== LINE_FEED) {
      return lines.map((part) => document.slice(part.start, part.end)).join("\n");
    }
    end = line.end;
  }
  return document.slice(first.start, end);
}

function startsOf(lines: readonly Slice[]): number[] {
  let length = 0;
  return lines.map(({ start, end }) => {
    const from = length;
    length += end - start + 1;
    return from;
  });
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
