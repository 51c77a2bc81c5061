import type { Slice } from "./blocks.ts";

/** A line that marks something and may say how it is called. */
export interface Titled {
  readonly title?: Slice;
}

/** `!!! note "Title"`, `??? tip`, `=== "Tab"`: what stands below, indented, belongs to it (Python-Markdown, Material for MkDocs). */
const ADMONITION =
  /^(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+){0,20}(?:[ \t]+"(?<title>[^"]*)")?|===[!+]?[ \t]+"(?<tab>[^"]*)")[ \t]*$/d;

/** `:::note[Title]{.class}`, `::video[Title]{src=x}`, `::: warning Title`, `:::` (directives; VuePress and pandoc). */
const DIRECTIVE =
  /^(?:(?<leaf>::)(?=[A-Za-z])|:{3,}[ \t]*)(?:[A-Za-z][\w-]*)?(?:\[(?<label>[^\]]*)\])?(?:[ \t]*\{[^}]*\})?(?:[ \t]+(?<words>[^:\s][^:]*?))?[ \t]*:*[ \t]*$/d;

function titleOf(match: RegExpExecArray, at: number, names: readonly string[]): Titled {
  for (const name of names) {
    const range = match.indices?.groups?.[name];
    if (range !== undefined && range[1] > range[0]) return { title: { start: at + range[0], end: at + range[1] } };
  }
  return {};
}

/** The admonition that a line opens. */
export function admonitionAt(text: string, at: number, end: number): Titled | undefined {
  if (text[at] !== "!" && text[at] !== "?" && text[at] !== "=") return undefined;
  const match = ADMONITION.exec(text.slice(at, end));
  return match === null ? undefined : titleOf(match, at, ["title", "tab"]);
}

/** The directive that a line opens, closes, or is. */
export function directiveAt(text: string, at: number, end: number): Titled | undefined {
  if (!text.startsWith("::", at)) return undefined;
  const match = DIRECTIVE.exec(text.slice(at, end));
  if (match === null || (match.groups?.["leaf"] !== undefined && match.groups["words"] !== undefined)) return undefined;
  return titleOf(match, at, ["label", "words"]);
}
