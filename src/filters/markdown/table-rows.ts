import type { Slice } from "./blocks.ts";

const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** The columns of a delimiter row (`| --- | :-: |`); 0 where the line is none. */
export function delimiterColumns(line: string): number {
  if (!line.includes("-") || !DELIMITER_ROW.test(line)) return 0;
  // A single column needs a pipe, or it would be the underline of a heading.
  if (!line.includes("|") && !line.includes(":")) return 0;
  return splitRow(line, 0, line.length).length;
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
    if (at < to && character === "\\") at += 1;
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
