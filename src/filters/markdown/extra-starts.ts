import type { Slice } from "./blocks.ts";

/** A line that marks something and may say how it is called. */
export interface Titled {
  readonly title?: Slice;
}

/** `!!! note "Title"`, `??? tip`, `=== "Tab"`: what stands below, indented, belongs to it (Python-Markdown, Material for MkDocs). */
const ADMONITION =
  /^(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+){0,20}(?:[ \t]+"(?<title>[^"]*)")?|===[!+]?[ \t]+"(?<tab>[^"]*)")[ \t]*$/d;

const NAME = /[A-Za-z][\w-]*/y;
const LABEL = /\[[^\]]*\]/y;
const ATTRIBUTES = /[ \t]*\{[^}]*\}/y;

/** The admonition that a line opens. */
export function admonitionAt(text: string, at: number, end: number): Titled | undefined {
  if (text[at] !== "!" && text[at] !== "?" && text[at] !== "=") return undefined;
  const match = ADMONITION.exec(text.slice(at, end));
  if (match === null) return undefined;
  const range = match.indices?.groups?.["title"] ?? match.indices?.groups?.["tab"];
  return range === undefined ? {} : titled({ start: at + range[0], end: at + range[1] });
}

function titled(title: Slice): Titled {
  return title.end > title.start ? { title } : {};
}

/**
 * The directive that a line opens, closes, or is: `:::note[Title]{.class}`, `::video[Title]{src=x}`, `::: warning Title`, `:::` (directives;
 * VuePress and pandoc). Colons may end it. Step by step: one pattern for all of it would try every share of a long stretch of blanks.
 */
export function directiveAt(text: string, at: number, end: number): Titled | undefined {
  if (!text.startsWith("::", at)) return undefined;
  const marks = skip(text, at, end, ":");
  const isLeaf = marks === at + 2;
  if (isLeaf && !/[A-Za-z]/.test(text.slice(marks, marks + 1))) return undefined;
  const start = skip(text, marks, end, " \t");
  const body = text.slice(start, closeOf(text, start, end));
  const name = matchEnd(NAME, body, 0);
  const label = matchEnd(LABEL, body, name);
  const attributes = matchEnd(ATTRIBUTES, body, label);
  const words = wordsAt(body, attributes) ?? wordsAt(body, label);
  if (words !== undefined) {
    if (isLeaf && words < body.length) return undefined;
    const isLabelled = label > name + "[]".length;
    const title = isLabelled ? { start: name + 1, end: label - 1 } : { start: words, end: body.length };
    return titled({ start: start + title.start, end: start + title.end });
  }
  // What looks like a name, a label or attributes and goes on otherwise is the beginning of the title.
  const isTitle = start > marks && !isLeaf && isWords(body);
  return isTitle ? titled({ start, end: start + body.length }) : undefined;
}

/** The first offset from `at` on that holds none of the characters. */
function skip(text: string, at: number, end: number, characters: string): number {
  let next = at;
  while (next < end && characters.includes(text[next]!)) next += 1;
  return next;
}

/** Where the colons begin that end a directive, with the blanks around them. */
function closeOf(text: string, start: number, end: number): number {
  let at = end;
  const back = (characters: string): void => {
    while (at > start && characters.includes(text[at - 1]!)) at -= 1;
  };
  back(" \t");
  back(":");
  back(" \t");
  return at;
}

/** Where the pattern's match ends that begins at `at`; `at` where there is none. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Where the words begin that the body ends with, behind blanks; its end where nothing follows, undefined where something else does. */
function wordsAt(body: string, at: number): number | undefined {
  const start = skip(body, at, body.length, " \t");
  if (start === body.length) return start;
  return start > at && isWords(body.slice(start)) ? start : undefined;
}

function isWords(text: string): boolean {
  return /^\S/.test(text) && !text.includes(":");
}
