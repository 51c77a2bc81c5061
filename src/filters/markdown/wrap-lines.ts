import type { InlineItem } from "./inline/inline.ts";

/** A piece of new Markdown: text may be broken at its spaces, markup may not. */
export interface MarkdownPiece {
  readonly text: string;
  readonly isMarkup: boolean;
  /** Of the source: what the markup is. */
  readonly item?: InlineItem;
}

/** A word that would begin a block, a definition or an attribute list if it began a line. */
const RISKY_START =
  /^(?:[#>=~:!?|<]|[-+*]+$|[-=]{2}|\d{1,9}[.)]$|\[\^|\[[^\]]*\]:|`{3}|\${2}|\{[:#.]|\*\[|(?:import|export)$)/;

/** Stands for a space in markup while lines are broken; XLIFF cannot hold it, so no target does. */
const UNBREAKABLE = "\u0000";

/** Joins pieces into lines of at most `width` characters, as many words on each as fit; hard breaks (line feeds in markup) stay. */
export function wrapLines(pieces: readonly MarkdownPiece[], width: number): string {
  const lines: string[] = [];
  let joined = "";
  for (const { text, isMarkup } of pieces) {
    if (!isMarkup) joined += text;
    else if (!text.endsWith("\n")) joined += text.replaceAll(" ", UNBREAKABLE);
    else {
      // The mark of the break stays on its line, and behind the space that stands before it.
      breakLines(`${joined}${text.slice(0, -1).replaceAll(" ", UNBREAKABLE)}`, width, lines);
      joined = "";
    }
  }
  if (joined.trim() !== "") breakLines(joined.trimEnd(), width, lines);
  return lines.join("\n").replaceAll(UNBREAKABLE, " ");
}

/** Adds the lines of a text whose spaces are single. */
function breakLines(joined: string, width: number, lines: string[]): void {
  let start = joined.startsWith(" ") ? 1 : 0;
  while (joined.length - start > width) {
    const last = joined.lastIndexOf(" ", start + width);
    let space = last > start ? last : joined.indexOf(" ", start + 1);
    while (space !== -1 && isRisky(joined, space + 1)) space = joined.indexOf(" ", space + 1);
    if (space === -1) break;
    lines.push(joined.slice(start, space));
    start = space + 1;
  }
  lines.push(joined.slice(start));
}

function isRisky(text: string, start: number): boolean {
  const end = text.indexOf(" ", start);
  return RISKY_START.test(text.slice(start, end === -1 ? text.length : end));
}

/** Joins pieces into one line, but for hard breaks. */
export function joinLine(pieces: readonly MarkdownPiece[]): string {
  return pieces
    .map(({ text }) => text)
    .join("")
    .replaceAll(/\n +/g, "\n");
}
