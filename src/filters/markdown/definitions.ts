import type { Slice } from "./blocks.ts";

/** As labels are compared (CommonMark 4.7): white space as one space, case folded. */
export function normaliseLabel(label: string): string {
  return label.replaceAll(/\s+/g, " ").trim().toLowerCase().toUpperCase();
}

/** Offsets are the given text's. */
export interface LinkTail {
  readonly end: number;
  /** Between its quotes. */
  readonly title?: Slice;
  readonly destination: Slice;
}

interface FoundDefinition {
  readonly label: string;
  readonly title?: Slice;
  /** After the definition and its line end. */
  readonly end: number;
}

/** CommonMark's limit for a label. */
const MAX_LABEL = 999;

const LABEL = new RegExp(`\\[(?<label>(?:[^\\[\\]\\\\]|\\\\[\\s\\S]){1,${MAX_LABEL}})\\]`, "y");
const DEFINITION_GAP = /[ \t]*(?:\n[ \t]*)?/y;
const REST_OF_LINE = /[ \t]*(?:\n|$)/y;

/** A label in brackets at `at`: as written, and where it ends. */
export function labelAt(text: string, at: number): { readonly label: string; readonly end: number } | undefined {
  LABEL.lastIndex = at;
  const label = LABEL.exec(text)?.groups?.["label"];
  return label === undefined || label.trim() === "" ? undefined : { label, end: LABEL.lastIndex };
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The link reference definition that a paragraph's text holds at `at`. */
export function definitionAt(text: string, at: number): FoundDefinition | undefined {
  const labelled = labelAt(text, at);
  if (labelled === undefined || text[labelled.end] !== ":") return undefined;
  const destination = destinationAt(text, skip(DEFINITION_GAP, text, labelled.end + 1));
  if (destination === undefined) return undefined;
  const label = normaliseLabel(labelled.label);
  const afterGap = skip(DEFINITION_GAP, text, destination.end);
  const title = afterGap > destination.end ? titleAt(text, afterGap) : undefined;
  if (title !== undefined) {
    REST_OF_LINE.lastIndex = title.end + 1;
    if (REST_OF_LINE.test(text)) return { label, title, end: REST_OF_LINE.lastIndex };
  }
  REST_OF_LINE.lastIndex = destination.end;
  return REST_OF_LINE.test(text) ? { label, end: REST_OF_LINE.lastIndex } : undefined;
}

/** What follows the text of an inline link: `(destination "title")`. `at` is the parenthesis. */
export function linkTailAt(text: string, at: number): LinkTail | undefined {
  if (text[at] !== "(") return undefined;
  const from = skip(/\s*/y, text, at + 1);
  const destination = text[from] === ")" ? { start: from, end: from } : destinationAt(text, from, true);
  if (destination === undefined) return undefined;
  const afterGap = skip(/\s*/y, text, destination.end);
  const title = afterGap > destination.end ? titleAt(text, afterGap) : undefined;
  const close = title === undefined ? afterGap : skip(/\s*/y, text, title.end + 1);
  if (text[close] !== ")") return undefined;
  return { end: close + 1, destination, ...(title === undefined ? {} : { title }) };
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ["(", ")"],
]);

/** Parentheses may nest so deep in a destination (as cmark has it). */
const MAX_PARENTHESES = 32;

function destinationAt(text: string, at: number, mayBeEmpty: boolean = false): Slice | undefined {
  if (text[at] === "<") {
    for (let end = at + 1; end < text.length; end += 1) {
      const character = text[end]!;
      if (character === ">") return { start: at, end: end + 1 };
      if (character === "\n" || character === "<") return undefined;
      if (character === "\\") end += 1;
    }
    return undefined;
  }
  let depth = 0;
  let end = at;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code <= 32 || code === 127) break;
    if (code === 92) {
      const next = text.charCodeAt(end + 1);
      if (next > 32) end += 1;
    } else if (code === 40) {
      depth += 1;
      if (depth > MAX_PARENTHESES) return undefined;
    } else if (code === 41) {
      if (depth === 0) break;
      depth -= 1;
    }
  }
  if (depth > 0 || (end === at && !mayBeEmpty)) return undefined;
  return { start: at, end };
}

/** A title's text; its closing quote stands at `end`. */
function titleAt(text: string, at: number): Slice | undefined {
  const opening = text[at];
  const closing = CLOSING.get(opening ?? "");
  if (closing === undefined) return undefined;
  for (let end = at + 1; end < text.length; end += 1) {
    const character = text[end]!;
    if (character === closing) return { start: at + 1, end };
    if (character === "\\") end += 1;
    else if (character === "(" && opening === "(") return undefined;
  }
  return undefined;
}
