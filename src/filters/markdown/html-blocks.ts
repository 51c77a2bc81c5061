/** How an HTML block begins and ends (CommonMark 4.6, conditions 1 to 7). */
export interface HtmlBlockKind {
  readonly start: RegExp;
  /** What its last line holds; absent: it ends before a blank line. */
  readonly end?: RegExp;
  readonly canInterrupt: boolean;
}

const BLOCK_NAMES =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";

/** A whole opening tag (CommonMark 6.6). More attributes than this nobody writes, and they are more than a regular expression can hold. */
export const OPENING_TAG =
  "<[A-Za-z][A-Za-z0-9-]*(?:\\s+[a-zA-Z_:][\\w:.-]*(?:\\s*=\\s*(?:[^\"'=<>`\\s]+|'[^']*'|\"[^\"]*\"))?){0,500}\\s*/?>";

export const CLOSING_TAG = "</[A-Za-z][A-Za-z0-9-]*\\s*>";

const KINDS: readonly HtmlBlockKind[] = [
  {
    start: /<(?:script|pre|textarea|style)(?=[\s>]|$)/iy,
    end: /<\/(?:script|pre|textarea|style)>/i,
    canInterrupt: true,
  },
  { start: /<!--/y, end: /-->/, canInterrupt: true },
  { start: /<\?/y, end: /\?>/, canInterrupt: true },
  { start: /<![A-Za-z]/y, end: />/, canInterrupt: true },
  { start: /<!\[CDATA\[/y, end: /\]\]>/, canInterrupt: true },
  { start: new RegExp(`</?(?:${BLOCK_NAMES})(?=[\\s/>]|$)`, "iy"), canInterrupt: true },
  {
    start: new RegExp(
      `(?:${OPENING_TAG.replaceAll("\\s", "[ \\t]")}|${CLOSING_TAG.replaceAll("\\s", "[ \\t]")})[ \\t]*(?=[\\r\\n]|$)`,
      "y",
    ),
    canInterrupt: false,
  },
];

/** The kind of HTML block that begins at `at`, where a line's text begins. */
export function htmlBlockAt(text: string, at: number, isInterrupting: boolean): HtmlBlockKind | undefined {
  if (text[at] !== "<") return undefined;
  return KINDS.find((kind) => {
    if (isInterrupting && !kind.canInterrupt) return false;
    kind.start.lastIndex = at;
    return kind.start.test(text);
  });
}
