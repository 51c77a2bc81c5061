import { readAlternatives } from "./read-alternatives.ts";
import { readControlProperties } from "./read-control.ts";
import { readParagraph } from "./read-paragraph.ts";
import { skipLocked } from "./read-line.ts";
import type { Slot } from "./slot.ts";
import { count, nextSerial, type Story } from "./story.ts";
import { attributeSlot } from "./text-slots.ts";

/** Blocks that hold nothing to read. */
const SKIPPED = new Set([
  "w:sectPr",
  "w:tblGrid",
  "w:trPr",
  "w:tblPrEx",
  "w:sdtEndPr",
  "w:del",
  "w:moveFrom",
  "m:oMathPara",
  "m:oMath",
]);

/** Reads the blocks in the element under the cursor, up to its closing tag; each paragraph's slots go to `story.emit`. */
export function readBlocks(story: Story): void {
  const { lexer } = story;
  if (lexer.isEmpty) return;
  while (lexer.next()) {
    if (lexer.isClose) return;
    if (lexer.isElement) readBlock(story);
  }
}

function readBlock(story: Story): void {
  const { lexer, tables } = story;
  switch (lexer.tag) {
    case "w:p":
      readParagraph(story);
      return;
    case "w:tbl":
      readTable(story);
      return;
    case "w:tr": {
      const table = tables.at(-1);
      if (table !== undefined) {
        table.row += 1;
        table.column = 0;
        table.span = 1;
        table.rowLabel = "";
      }
      break;
    }
    case "w:tc": {
      const table = tables.at(-1);
      if (table !== undefined) {
        table.column += table.span;
        table.span = 1;
      }
      break;
    }
    case "w:tblPr":
      readTableProperties(story);
      return;
    case "w:tcPr":
      readCellProperties(story);
      return;
    case "w:sdt":
      readControl(story);
      return;
    case "w:bookmarkStart":
      story.found.bookmarksAhead.push(lexer.get("w:name") ?? "");
      break;
    case "w:altChunk":
      count(story.found, "imported-file");
      break;
    case "mc:AlternateContent": {
      const slots: Slot[] = [];
      readAlternatives(story, slots, (inner, found) => readBlocks({ ...inner, emit: (more) => found.push(...more) }));
      story.emit(slots);
      return;
    }
    default:
      if (SKIPPED.has(lexer.tag)) {
        lexer.skip();
        return;
      }
  }
  readBlocks(story);
}

function readTable(story: Story): void {
  story.tables.push({
    number: nextSerial(story.found, "Table"),
    row: 0,
    column: 0,
    span: 1,
    headers: [],
    rowLabel: "",
  });
  readBlocks(story);
  story.tables.pop();
}

/** The alternative texts of a table, which screen readers say. */
function readTableProperties(story: Story): void {
  const { lexer } = story;
  const table = story.tables.at(-1);
  if (lexer.isEmpty) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (lexer.isOpen) depth += 1;
    if (!lexer.isElement || (lexer.tag !== "w:tblCaption" && lexer.tag !== "w:tblDescription")) continue;
    const value = lexer.find("w:val");
    if (value === undefined || table === undefined) continue;
    const what = lexer.tag === "w:tblCaption" ? "title" : "alternative text";
    const { part, partKey } = story;
    const place = `Table ${table.number}, ${what}`;
    story.emit([attributeSlot({ part, partKey, kind: "alt", category: "alternative texts", place }, value)]);
  }
}

function readCellProperties(story: Story): void {
  const { lexer } = story;
  const table = story.tables.at(-1);
  if (lexer.isEmpty) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (lexer.isOpen) depth += 1;
    if (lexer.tag === "w:gridSpan" && table !== undefined) table.span = Math.max(1, Number(lexer.get("w:val")) || 1);
  }
}

function readControl(story: Story): void {
  const { lexer } = story;
  let isLocked = false;
  const slots: Slot[] = [];
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    if (lexer.tag === "w:sdtPr") {
      isLocked = readControlProperties(story, slots).isLocked;
      if (slots.length > 0) story.emit(slots);
    } else if (lexer.tag === "w:sdtContent" && !isLocked) readBlocks(story);
    else {
      const start = lexer.start;
      const isContent = lexer.tag === "w:sdtContent";
      lexer.skip();
      if (isContent) skipLocked(story, start);
    }
  }
}
