import type { CodeItem, Range, TextItem } from "./line-items.ts";
import type { TemplateRegion } from "./template-regions.ts";

/** A page ready to be read: what template engines replace is hidden from the parser by a mask of the same length. */
export interface MaskedPage {
  readonly text: string;
  readonly regions: readonly TemplateRegion[];
  readonly mask: string;
  /** Some of its bytes were no characters. */
  readonly hasDamage: boolean;
}

/** A character that its encoding could not say, as `decodePage` gives it: it is kept, and no text. */
const DAMAGED = /[\uDC80-\uDCFF]/;
const DAMAGED_RUN = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]+/g;

/**
 * Divides a stretch of text or of an attribute's value into its texts and what stands for template syntax and damaged bytes.
 * @param text the characters of the stretch, references resolved, masks in it
 * @param from index of the first region that does not end before the stretch
 */
export function splitMasked(
  page: MaskedPage,
  { start, end }: Range,
  text: string,
  from: number,
): (TextItem | CodeItem)[] {
  const items: (TextItem | CodeItem)[] = [];
  let position = 0;
  let rawPosition = start;
  for (let index = from; index < page.regions.length; index += 1) {
    const region = page.regions[index]!;
    if (region.start >= end) break;
    if (region.start < start) continue;
    const at = text.indexOf(page.mask, position);
    if (at === -1) break;
    addText(items, page.text, { start: rawPosition, end: region.start }, text.slice(position, at));
    items.push(codeOf(region));
    position = at + (region.end - region.start);
    rawPosition = region.end;
  }
  addText(items, page.text, { start: rawPosition, end }, text.slice(position));
  return items;
}

function codeOf({ start, end, display }: TemplateRegion): CodeItem {
  return display === undefined
    ? { kind: "code", start, end, type: "other/pitrans:comment", display: "comment", isWord: false }
    : { kind: "code", start, end, type: "ui/xlf:var", display, isWord: true };
}

function addText(items: (TextItem | CodeItem)[], page: string, { start, end }: Range, text: string): void {
  if (end <= start) return;
  if (!DAMAGED.test(text)) {
    items.push({ kind: "text", start, end, text });
    return;
  }
  // Damaged characters are never written as references, so they stand in the page as they stand in the text.
  let rawPosition = start;
  let position = 0;
  DAMAGED_RUN.lastIndex = 0;
  const pieces = Array.from(text.matchAll(DAMAGED_RUN));
  for (const piece of pieces) {
    const at = page.indexOf(piece[0], rawPosition);
    if (at === -1 || at >= end) break;
    if (at > rawPosition)
      items.push({ kind: "text", start: rawPosition, end: at, text: text.slice(position, piece.index) });
    rawPosition = at + piece[0].length;
    position = piece.index + piece[0].length;
    items.push({
      kind: "code",
      start: at,
      end: rawPosition,
      type: "other/pitrans:damaged",
      display: "damaged character",
      isWord: true,
    });
  }
  if (rawPosition < end) items.push({ kind: "text", start: rawPosition, end, text: text.slice(position) });
}
