import { applyEdits, type Edit } from "../../../xml/edits.ts";
import { CLOSING_TAG, htmlBlockAt, OPENING_TAG, type HtmlBlockKind } from "../html-blocks.ts";

const LINE_END = /\r\n|\n|\r/;
const FIRST_TAG = new RegExp(`^(?:${OPENING_TAG}|${CLOSING_TAG})`);

/**
 * Edits of a block of HTML, changed as little as keeps all of it one block of the same form: a blank line in a translation (in `pre`) would
 * end most of them, and text behind the tag that such a block begins with would make it a paragraph. Undefined where nothing helps.
 * @param html the block, without the marks of its containers
 * @param edits in order, of the block alone
 */
export function fitBlock(html: string, form: HtmlBlockKind, edits: readonly Edit[]): readonly Edit[] | undefined {
  if (edits.every(({ text }) => isSurelyFit(text)) && form.canInterrupt) return edits;
  const oneLine = edits.map((edit) => ({ ...edit, text: withoutLineEnds(edit.text) }));
  const [first, ...others] = oneLine;
  const alone = first === undefined ? [] : [{ ...first, text: first.text.replace(FIRST_TAG, "$&\n") }, ...others];
  const before = lastLineEnds(html, form);
  return [edits, oneLine, alone].find((attempt) => {
    const changed = applyEdits(html, attempt);
    return htmlBlockAt(changed, 0, false) === form && lastLineEnds(changed, form) === before && !isCut(changed, form);
  });
}

/** A text within a line, which ends no form of block: its "<" and ">" are references. */
function isSurelyFit(text: string): boolean {
  return !/[\r\n>]/.test(text) && text.trim() !== "";
}

/** Line ends as references, which read the same; in tags, where white space is white space, as spaces. */
function withoutLineEnds(text: string): string {
  return text
    .split(/(<[^>]*>)/)
    .map((piece, index) => piece.replaceAll(/\r\n|\n|\r/g, index % 2 === 1 ? " " : "&#10;"))
    .join("");
}

function lastLineEnds(html: string, { end }: HtmlBlockKind): boolean {
  return end !== undefined && end.test(html.split(LINE_END).at(-1)!);
}

/** Whether the block would end before its last line. */
function isCut(html: string, { end }: HtmlBlockKind): boolean {
  const lines = html.split(LINE_END);
  return end === undefined
    ? lines.some((line) => line.trim() === "")
    : lines.slice(0, -1).some((line) => end.test(line));
}
