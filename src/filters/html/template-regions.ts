/** A stretch of a page that a template engine or a content system replaces; no translator may touch it, no parser sees it. UTF-16 offsets. */
export interface TemplateRegion {
  readonly start: number;
  readonly end: number;
  /** What an editor sees in its place; undefined where there is nothing to see (processing instructions of XML). */
  readonly display?: string;
}

/** Longer expressions are no placeholders but programs; nothing is searched further than this for their end. */
const MAX_EXPRESSION = 2000;
const MAX_DISPLAY = 40;

/** What may begin a region; everything else is passed over at the speed of a regular expression. */
const OPENERS =
  /<\?|<%|\{\{|\{%|\{#|\$\{|\{mlang\b[^{}<>\n]{0,80}\}|\{\$[A-Za-z][\w>.[\]-]{0,80}\}|\*\|[A-Z][A-Z0-9_:]{0,60}\|\*|\[\/?[A-Za-z][\w-]{0,60}(?=[\s\]/])/g;

/** WordPress's own shortcodes that stand alone and may have no attributes. */
const STANDALONE_SHORTCODES = new Set(["gallery", "audio", "video", "playlist", "embed", "caption", "wp_caption"]);

/**
 * Finds template syntax: `<?php … ?>`, `<% … %>`, `{{ … }}`, `{% … %}`, `{# … #}`, `${ … }`, Moodle's `{mlang en}` and `{$a->name}`,
 * Mailchimp's `*|FNAME|*`, and shortcodes of WordPress (`[gallery ids="1"]`, `[note]…[/note]`). In order, without overlaps, in linear time.
 * @param isXml in XML `<?` begins an instruction, which ends in `?>`; in HTML other than PHP's it ends at the first `>`, as in browsers
 */
export function findTemplateRegions(text: string, isXml: boolean): TemplateRegion[] {
  const regions: TemplateRegion[] = [];
  const closedShortcodes = closedNames(text);
  const missing = new Set<string>();
  OPENERS.lastIndex = 0;
  for (let match = OPENERS.exec(text); match !== null; match = OPENERS.exec(text)) {
    const region = regionAt(text, match, isXml, closedShortcodes, missing);
    if (region === undefined) {
      OPENERS.lastIndex = match.index + 1;
      continue;
    }
    regions.push(region);
    OPENERS.lastIndex = region.end;
  }
  return regions;
}

function regionAt(
  text: string,
  match: RegExpExecArray,
  isXml: boolean,
  closedShortcodes: ReadonlySet<string>,
  missing: Set<string>,
): TemplateRegion | undefined {
  const start = match.index;
  const opener = match[0];
  switch (opener) {
    case "<?":
      return instructionAt(text, start, isXml, missing);
    case "<%": {
      const end = endOf(text, start, "%>", missing);
      return end === undefined ? undefined : { start, end, display: displayOf("<% %>") };
    }
    case "{{":
    case "{%":
    case "{#":
    case "${":
      return expressionAt(text, start, opener);
  }
  if (opener.startsWith("[")) return shortcodeAt(text, start, opener, closedShortcodes);
  return { start, end: start + opener.length, display: displayOf(opener) };
}

function instructionAt(text: string, start: number, isXml: boolean, missing: Set<string>): TemplateRegion | undefined {
  if (isXml) {
    const end = endOf(text, start, "?>", missing);
    return end === undefined ? undefined : { start, end };
  }
  if (!/^<\?(?:php|=|\s)/i.test(text.slice(start, start + 6))) return undefined;
  // PHP needs no end where a file ends.
  return { start, end: endOf(text, start, "?>", missing) ?? text.length, display: "PHP" };
}

/** The offset behind the closing characters; a search that failed once is not made again. */
function endOf(text: string, start: number, closing: string, missing: Set<string>): number | undefined {
  if (missing.has(closing)) return undefined;
  const at = text.indexOf(closing, start + 2);
  if (at !== -1) return at + closing.length;
  missing.add(closing);
  return undefined;
}

/** An expression ends on its closing characters, and is none where a tag or another opener comes first. */
function expressionAt(text: string, start: number, opener: string): TemplateRegion | undefined {
  const closing = opener === "{{" ? "}}" : opener === "${" ? "}" : `${opener[1]}}`;
  const until = Math.min(text.length, start + MAX_EXPRESSION);
  for (let at = start + 2; at < until; at += 1) {
    if (text.startsWith(closing, at)) {
      // Handlebars' triple braces, `{{{ html }}}`.
      const isTriple = opener === "{{" && text[start + 2] === "{" && text[at + 2] === "}";
      const end = at + closing.length + (isTriple ? 1 : 0);
      return { start, end, display: displayOf(text.slice(start, end)) };
    }
    const character = text[at];
    if (character === "<" && /[A-Za-z/!]/.test(text[at + 1] ?? "")) return undefined;
    if (text.startsWith(opener, at) && at > start + 2) return undefined;
  }
  return undefined;
}

/** A shortcode has attributes, or a closing half somewhere, or a known name; other words in brackets are text. */
function shortcodeAt(
  text: string,
  start: number,
  opener: string,
  closedShortcodes: ReadonlySet<string>,
): TemplateRegion | undefined {
  const isClosing = opener.startsWith("[/");
  const name = opener.slice(isClosing ? 2 : 1).toLowerCase();
  const rest = /^[^\][<>]{0,500}\]/.exec(text.slice(start + opener.length, start + opener.length + 501))?.[0];
  if (rest === undefined) return undefined;
  const isCode =
    isClosing ||
    closedShortcodes.has(name) ||
    /\s[\w-]+\s*=\s*["'\w&]/.test(rest) ||
    (STANDALONE_SHORTCODES.has(name) && /^\s*\/?\]$/.test(rest));
  if (!isCode) return undefined;
  return { start, end: start + opener.length + rest.length, display: displayOf(`[${isClosing ? "/" : ""}${name}]`) };
}

/** The names that some `[/name]` closes. */
function closedNames(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/\[\/([A-Za-z][\w-]{0,60})\]/g), ([, name]) => name!.toLowerCase()));
}

/** One short line that does not look like a tag. */
function displayOf(raw: string): string {
  const line = raw.replaceAll(/\s+/g, " ").replaceAll(/[<>]/g, "").trim();
  return line.length > MAX_DISPLAY ? `${line.slice(0, MAX_DISPLAY - 1)}…` : line;
}

/**
 * Characters that stand for template syntax while a page is tokenised: a noncharacter (Unicode, 23.7) that the page does not hold,
 * neither as it is nor by its number.
 */
export function maskFor(text: string): string {
  for (let point = 0xfdd0; point <= 0xfdef; point += 1) {
    const character = String.fromCodePoint(point);
    const hex = point.toString(16);
    if (
      !text.includes(character) &&
      !text.includes(hex) &&
      !text.includes(hex.toUpperCase()) &&
      !text.includes(String(point))
    )
      return character;
  }
  return "\uFDD0";
}

/** The text with every character of the regions replaced by the mask, so that all offsets stay. */
export function maskRegions(text: string, regions: readonly TemplateRegion[], mask: string): string {
  if (regions.length === 0) return text;
  const pieces: string[] = [];
  let position = 0;
  for (const { start, end } of regions) {
    pieces.push(text.slice(position, start), mask.repeat(end - start));
    position = end;
  }
  pieces.push(text.slice(position));
  return pieces.join("");
}
