import { hasLetters, plainText } from "../../model/fragment.ts";
import type { Slot } from "./slot.ts";
import type { Discoveries } from "./discoveries.ts";
import { readBlock, readParagraph } from "./read-blocks.ts";
import { isShape } from "./read-shape.ts";
import { innerStory, type Story } from "./story.ts";
import { valueOf } from "./value-of.ts";

/** What the elements around a text call it. */
const NAMES: Readonly<Record<string, string>> = {
  "chart:title": "title",
  "chart:subtitle": "subtitle",
  "chart:footer": "footer",
  "chart:axis": "axis title",
  "chart:series": "data label",
  "chart:data-point": "data label",
  "chart:data-label": "data label",
  "chart:regression-curve": "trend line",
  "chart:legend": "legend",
};

/**
 * Reads office:chart, whose tag is under the cursor: titles and labels, and every distinct text of the table it keeps beside it, which
 * repeats cells of the sheet or table it was drawn from where there is one.
 * @param name "Chart 1"
 */
export function readChart(story: Story, name: string): void {
  const { lexer, found } = story;
  const emitted: Slot[] = [];
  const inner = (what: string): Story =>
    innerStory(story, "charts", `${name}, ${what}`, (slots) => emitted.push(...slots));
  const own = new Map<string, Slot>();
  const open: string[] = [];
  if (!lexer.isOpen) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) {
      depth -= 1;
      open.pop();
      continue;
    }
    if (!lexer.isElement) continue;
    const { tag } = lexer;
    if (tag === "table:table") readCells(inner, own);
    else if (tag === "text:p") readParagraph(inner(nameIn(open)));
    else if (isShape(tag)) readBlock(inner(""));
    else if (lexer.isOpen) {
      depth += 1;
      open.push(tag);
    }
  }
  for (const [text, slot] of own) {
    const cell = found.cells.get(text);
    if (cell !== undefined) slot.twin = cell;
    else emitted.push(...takeHidden(found, text, slot));
  }
  story.emit(emitted);
}

/** Cells that nobody sees say what the chart shows, and would say it again in the source language when it is next drawn. */
function takeHidden({ hiddenCells }: Discoveries, text: string, shown: Slot): readonly Slot[] {
  const slots = hiddenCells.get(text) ?? [];
  hiddenCells.delete(text);
  for (const slot of slots) slot.twin ??= shown;
  return slots;
}

/** A title within an axis is the axis's. */
function nameIn(open: readonly string[]): string {
  const names = open.flatMap((tag) => NAMES[tag] ?? []);
  return names[0] ?? "text";
}

/** The chart's own table: names of series in its header, categories in its rows. Shapes in its cells hold addresses, not texts. */
function readCells(storyOf: (what: string) => Story, own: Map<string, Slot>): void {
  const series = storyOf("series");
  const category = storyOf("category");
  const { lexer } = series;
  if (!lexer.isOpen) return;
  let isText = false;
  let isHeader = false;
  const take = (slots: readonly Slot[]): void => {
    for (const slot of slots) {
      const text = plainText(slot.source);
      const first = own.get(text);
      if (first !== undefined) slot.twin = first;
      else if (hasLetters(slot.source)) own.set(text, slot);
    }
    series.emit(slots);
  };
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (lexer.tag === "table:table-header-rows") isHeader = lexer.isOpen;
    if (!lexer.isElement) continue;
    if (lexer.tag === "table:table-cell") isText = (valueOf(lexer, "office:value-type") ?? "string") === "string";
    if (lexer.tag === "text:p" && isText) {
      readParagraph({ ...(isHeader ? series : category), emit: take });
      continue;
    }
    if (isShape(lexer.tag) || lexer.tag === "text:p") {
      lexer.skip();
      continue;
    }
    if (lexer.isOpen) depth += 1;
  }
}
