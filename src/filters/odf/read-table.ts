import { contentSlot, readContent } from "./text-slots.ts";
import { cellSlots, noteCell } from "./cell-slots.ts";
import { isColumnHidden, type OpenTable } from "./open-table.ts";
import { noteQuotes } from "./quoted-texts.ts";
import { readBlock, readParagraph } from "./read-blocks.ts";
import { skipSink } from "./skip-sink.ts";
import type { Slot } from "./slot.ts";
import type { Story } from "./story.ts";
import { countOf, valueOf } from "./value-of.ts";

/** A story in a table. */
export type TableStory = Story & { readonly table: OpenTable };

/** Reads the table or sheet under the cursor, or a group of its rows or columns; how far it is stands in `story.table`. */
export function readTable(story: TableStory): void {
  const { lexer } = story;
  if (lexer.isEmpty) return;
  while (lexer.next() && !lexer.isClose) if (lexer.isElement) readPart(story);
}

function readPart(story: TableStory): void {
  const { lexer, table, part, partKey } = story;
  switch (lexer.tag) {
    case "table:table-columns":
    case "table:table-column-group":
    case "table:table-header-columns":
    case "table:table-rows":
    case "table:table-row-group":
    case "table:table-header-rows":
      readTable(story);
      return;
    case "table:table-column": {
      const from = table.declared + 1;
      table.declared += countOf(lexer, "table:number-columns-repeated");
      if (isUnseen(story)) table.hiddenColumns.push({ from, to: table.declared });
      lexer.skip();
      return;
    }
    case "table:table-row":
      readRow(story);
      return;
    case "table:title":
    case "table:desc": {
      const what = lexer.tag === "table:title" ? "title" : "alternative text";
      const facts = { part, partKey, kind: "alt", category: "alternative texts", place: `${table.name}, ${what}` };
      story.emit([contentSlot(facts, readContent(lexer))]);
      return;
    }
    case "table:table-source":
    case "table:scenario":
      lexer.skip();
      return;
    default:
      readBlock(story);
  }
}

/** Rows and columns that were hidden, or that a filter hides. */
function isUnseen({ lexer }: Story): boolean {
  const visibility = valueOf(lexer, "table:visibility");
  return visibility === "collapse" || visibility === "filter";
}

function readRow(story: TableStory): void {
  const { lexer, table } = story;
  const repeated = countOf(lexer, "table:number-rows-repeated");
  table.row += 1;
  table.column = 0;
  table.rowLabel = "";
  table.isRowHidden = isUnseen(story);
  if (lexer.isOpen) {
    while (lexer.next() && !lexer.isClose) {
      if (lexer.tag === "table:table-cell" || lexer.tag === "table:covered-table-cell") readCell(story);
      else if (lexer.isElement) lexer.skip();
    }
  }
  table.row += repeated - 1;
}

function readCell(story: TableStory): void {
  const { lexer, table, found } = story;
  table.column += 1;
  const repeated = countOf(lexer, "table:number-columns-repeated");
  const formula = valueOf(lexer, "table:formula");
  if (formula !== undefined) noteQuotes(found, formula);
  const stringValue =
    valueOf(lexer, "office:string-value") === undefined ? undefined : lexer.find("office:string-value");
  if (lexer.isOpen || stringValue !== undefined) {
    const emit = sinkOf(story, lexer.tag === "table:covered-table-cell");
    const type = valueOf(lexer, "office:value-type") ?? "string";
    const style = valueOf(lexer, "table:style-name");
    const paragraphs: Slot[] = [];
    const inner: Story = {
      ...story,
      emit,
      surface: style === undefined ? undefined : { family: "table-cell", name: style },
    };
    const isText = formula === undefined && type === "string";
    if (lexer.isOpen) readCellContent(inner, isText, paragraphs);
    const slots = isText ? cellSlots(inner, paragraphs, stringValue) : paragraphs;
    if (isText) noteCell(inner, slots, emit === story.emit && !story.isHidden);
    emit(slots);
  }
  table.column += repeated - 1;
}

/** Where a cell's texts go: nowhere, if nobody sees it. */
function sinkOf({ table, found, emit }: TableStory, isCovered: boolean): Story["emit"] {
  if (isCovered) return skipSink(found, "hidden cells", "behind merged cells");
  const isHidden = found.options.hidden === "skip" && (table.isRowHidden || isColumnHidden(table, table.column));
  return isHidden ? skipSink(found, "hidden cells", "in hidden rows and columns", "hidden-cells-skipped") : emit;
}

function readCellContent(story: Story, isText: boolean, paragraphs: Slot[]): void {
  const { lexer, found } = story;
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    const isParagraph = lexer.tag === "text:p" || lexer.tag === "text:h";
    if (!isParagraph) readBlock(story);
    else if (isText) readParagraph({ ...story, emit: (slots) => paragraphs.push(...slots) });
    else if (/\p{L}/u.test(readContent(lexer).value)) {
      found.coverage.skipped("cell values", "numbers, dates and results of formulas");
    }
  }
}
