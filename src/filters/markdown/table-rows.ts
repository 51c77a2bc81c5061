import type { Slice } from "./blocks.ts";

const DELIMITER_CELL = /^:?-+:?$/;

/** The columns of the delimiter row (`| --- | :-: |`) that begins at `start`, where its white space ends; 0 where the line is none. */
export function delimiterColumns(text: string, start: number, end: number): number {
  const first = text[start];
  if (first !== "|" && first !== ":" && first !== "-") return 0;
  const line = text.slice(start, end);
  // A single column needs a pipe or a colon, or it would be the underline of a heading.
  if (!line.includes("-") || !/[|:]/.test(line)) return 0;
  const cells = splitRow(line, 0, line.length);
  return cells.every(({ start, end }) => DELIMITER_CELL.test(line.slice(start, end))) ? cells.length : 0;
}

/** The cells of a row: what stands between pipes, without white space around. Offsets are the text's. */
export function splitRow(text: string, start: number, end: number): Slice[] {
  let from = start;
  let to = end;
  while (from < to && isBlank(text, from)) from += 1;
  while (to > from && isBlank(text, to - 1)) to -= 1;
  if (text[from] === "|") from += 1;
  const cells: Slice[] = [];
  for (let at = from; at <= to; at += 1) {
    const character = text[at];
    if (at < to - 1 && character === "\\") at += 1;
    else if (at >= to || character === "|") {
      // What follows a last pipe is no cell.
      if (at < to || at > from) cells.push(trimmed(text, from, Math.min(at, to)));
      from = at + 1;
    }
  }
  return cells;
}

function trimmed(text: string, start: number, end: number): Slice {
  let from = start;
  let to = end;
  while (from < to && isBlank(text, from)) from += 1;
  while (to > from && isBlank(text, to - 1)) to -= 1;
  return { start: from, end: to };
}

function isBlank(text: string, at: number): boolean {
  const character = text[at];
  return character === " " || character === "\t";
}
