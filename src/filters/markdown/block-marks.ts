import type { Slice } from "./blocks.ts";

/** A sticky pattern's match at an offset. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const FENCE = /(?<mark>`{3,}(?=[^`\r\n]*(?:[\r\n]|$))|~{3,})/y;
const HEADING = /#{1,6}(?=[ \t\r\n]|$)/y;
const SETEXT_UNDERLINE = /(?:=+|-+)[ \t]*(?=[\r\n]|$)/y;
const LIST_MARKER = /(?:[*+-]|(?<number>\d{1,9})[.)])(?=[ \t\r\n]|$)/y;
const FOOTNOTE = /\[\^(?<label>[^[\]\s]{1,999})\]:/y;
const MATH_FENCE = /\${2,}(?=[^$\r\n]*(?:[\r\n]|$))/y;
const MATH_ONE_LINE = /\$\$[^$\r\n]+\$\$[ \t]*(?=[\r\n]|$)/y;
const MODULE_LINE =
  /(?:import\s+(?:[\w*{][^\r\n]*\sfrom\s+)?["']|export\s+(?:(?:default|const|let|function|class|async)\b|[{*]))/y;

/** The fence that opens code at `at`: its character and length. */
export function fenceAt(text: string, at: number): { readonly character: string; readonly length: number } | undefined {
  const mark = matchAt(FENCE, text, at)?.groups?.["mark"];
  return mark === undefined ? undefined : { character: mark[0]!, length: mark.length };
}

/** Whether the line, from `at`, closes the fence. */
export function closesFence(text: string, at: number, end: number, character: string, length: number): boolean {
  let position = at;
  while (position < end && text[position] === character) position += 1;
  return position - at >= length && text.slice(position, end).trim() === "";
}

/** The number of `#` of a heading that begins at `at`; 0: none. */
export function headingAt(text: string, at: number): number {
  return matchAt(HEADING, text, at)?.[0].length ?? 0;
}

/** The text of the heading that begins at `at` and ends with its line: without the marks before and behind it (CommonMark 4.2). */
export function headingText(text: string, at: number, lineEnd: number): Slice {
  let start = at + headingAt(text, at);
  while (start < lineEnd && isBlank(text, start)) start += 1;
  let end = lineEnd;
  while (end > start && isBlank(text, end - 1)) end -= 1;
  let close = end;
  while (close > start && text[close - 1] === "#") close -= 1;
  if (close < end && (close === start || isBlank(text, close - 1))) end = close;
  while (end > start && isBlank(text, end - 1)) end -= 1;
  return { start, end };
}

function isBlank(text: string, at: number): boolean {
  return text[at] === " " || text[at] === "\t";
}

/** Three or more of `*`, `_` or `-`, and nothing else but white space. */
export function isThematicBreak(text: string, at: number): boolean {
  const mark = text[at];
  if (mark !== "*" && mark !== "_" && mark !== "-") return false;
  let count = 0;
  for (let position = at; position < text.length; position += 1) {
    const character = text[position]!;
    if (character === mark) count += 1;
    else if (character === "\n" || character === "\r") break;
    else if (character !== " " && character !== "\t") return false;
  }
  return count >= 3;
}

export function isSetextUnderline(text: string, at: number): boolean {
  return matchAt(SETEXT_UNDERLINE, text, at) !== null;
}

/** The marker of a list item, without the white space after it. */
export interface ListMarker {
  readonly length: number;
  /** Absent: a bullet. */
  readonly number: number | undefined;
}

/** The marker of a list item at `at`. */
export function listMarkerAt(text: string, at: number): ListMarker | undefined {
  const match = matchAt(LIST_MARKER, text, at);
  if (match === null) return undefined;
  const number = match.groups?.["number"];
  return { length: match[0].length, number: number === undefined ? undefined : Number(number) };
}

/** The label of a footnote definition, as written. */
export function footnoteAt(text: string, at: number): { readonly length: number; readonly label: string } | undefined {
  const match = matchAt(FOOTNOTE, text, at);
  return match === null ? undefined : { length: match[0].length, label: match.groups!["label"]! };
}

/** Display math: how long its fence is, and whether the line holds all of it. */
export function mathFenceAt(
  text: string,
  at: number,
): { readonly length: number; readonly isWhole: boolean } | undefined {
  const fence = matchAt(MATH_FENCE, text, at);
  if (fence !== null) return { length: fence[0].length, isWhole: false };
  return matchAt(MATH_ONE_LINE, text, at) === null ? undefined : { length: 2, isWhole: true };
}

/** A line of JavaScript modules, as MDX has them. */
export function isModuleLine(text: string, at: number): boolean {
  return matchAt(MODULE_LINE, text, at) !== null;
}

/** `-----  ------`: the rule of a table as pandoc has them, which CommonMark would take for a thematic break. */
export function isTableRule(line: string): boolean {
  return /^--[- ]*$/.test(line) && line.trimEnd().includes(" ") && !/(?:^| )-(?: |$)/.test(line);
}
