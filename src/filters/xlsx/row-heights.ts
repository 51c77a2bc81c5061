import type { Finding } from "../../model/finding.ts";
import type { Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import { attributeOf, childOf } from "../ooxml/xml-element.ts";
import { parseRange, type CellRange } from "./cell-reference.ts";
import type { CellString } from "./cell-strings.ts";
import { cellText } from "./cell-spelling.ts";
import type { ReadSheet } from "./read-workbook-texts.ts";
import type { FittedRow } from "./scan-cells.ts";
import type { SheetTree } from "./sheet-tree.ts";
import type { Styles } from "./styles.ts";

/** Rows made higher for longer texts, and those that their author fixed and that may now be too low. */
export interface RowHeights {
  readonly edits: readonly Edit[];
  readonly finding?: Finding;
}

/** Points; Excel allows no higher row. */
const MOST_HEIGHT = 409.5;
/** Of the size of a font: the usual distance of lines. */
const LINE_DISTANCE = 1.36;
/** Points, and digits of the usual font: what a workbook that says nothing means (ECMA-376 part 1, 18.3.1.81). */
const USUAL_SIZE = 11;
const USUAL_WIDTH = 8.43;
/** Digits; what the padding of a cell takes. */
const PADDING = 0.7;
const MOST_NAMED_ROWS = 10;
/** Columns; a text in a cell merged of more never breaks. */
const MOST_MERGED = 100;

/**
 * Excel stores the height that a row's text needs, and does not look again when a file is opened. A row whose texts break into more lines than
 * before becomes higher in proportion; one whose height a person chose stays, and is named.
 */
export function rowHeights(
  { cells, tree }: ReadSheet,
  targets: ReadonlyMap<CellString, Fragment>,
  styles: Styles,
): RowHeights {
  if (cells.fittedRows.length === 0) return { edits: [] };
  const { text } = tree.root;
  const widthOf = columnWidths(tree);
  const edits: Edit[] = [];
  const low: number[] = [];
  for (const row of cells.fittedRows) {
    if (!row.cells.some(({ string }) => targets.has(string))) continue;
    const height = storedHeight(text, row);
    if (height === undefined) continue;
    const { before, after, needed } = rowLines(row, targets, widthOf, styles);
    if (after <= before) continue;
    if (row.isFixed) {
      if (needed > height.points) low.push(row.number);
      continue;
    }
    // In proportion, since our measuring is rough; but no more than the lines need, where there was room to spare.
    const wanted = Math.min(MOST_HEIGHT, (height.points * after) / before, needed);
    const points = Math.round(wanted * 4) / 4;
    if (points > height.points) edits.push({ start: height.start, end: height.end, text: String(points) });
  }
  if (low.length === 0) return { edits };
  const { name } = tree.sheet;
  const rows = `${low.slice(0, MOST_NAMED_ROWS).join(", ")}${low.length > MOST_NAMED_ROWS ? ` and ${low.length - MOST_NAMED_ROWS} more` : ""}`;
  const finding: Finding = {
    id: "may-overflow",
    severity: "minor",
    message: `In the sheet ${name} the height of ${low.length === 1 ? "row" : "rows"} ${rows} is fixed, and the translation may not fit: look at ${low.length === 1 ? "it" : "them"}.`,
    place: `Sheet ${name}`,
  };
  return { edits, finding };
}

interface StoredHeight {
  readonly points: number;
  /** Offsets of the value. */
  readonly start: number;
  readonly end: number;
}

function storedHeight(text: string, { start, end }: FittedRow): StoredHeight | undefined {
  const match = /\sht\s*=\s*["']([\d.]+)/.exec(text.slice(start, end));
  if (!match) return undefined;
  const at = start + match.index + match[0].length;
  return { points: Number(match[1]), start: at - match[1]!.length, end: at };
}

/** How many lines the row's highest text took and takes, and the points it needs. */
function rowLines(
  { cells }: FittedRow,
  targets: ReadonlyMap<CellString, Fragment>,
  widthOf: (row: number, column: number) => number,
  styles: Styles,
): { before: number; after: number; needed: number } {
  let before = 1;
  let after = 1;
  let needed = 0;
  for (const { string, row, column, style } of cells) {
    const size = Number(styles.font(style).size) || USUAL_SIZE;
    const width = Math.max(1, ((widthOf(row, column) - PADDING) * USUAL_SIZE) / size);
    const target = targets.get(string);
    const lines = lineCount(target === undefined ? string.text : cellText(target, string.source), width);
    before = Math.max(before, lineCount(string.text, width));
    after = Math.max(after, lines);
    needed = Math.max(needed, lines * size * LINE_DISTANCE);
  }
  return { before, after, needed };
}

/** Lines of a text that breaks at spaces, where so many characters stand in one. */
function lineCount(text: string, width: number): number {
  let lines = 0;
  for (const paragraph of text.split("\n")) {
    lines += 1;
    let used = 0;
    for (const word of paragraph.split(" ")) {
      const { length } = word;
      if (used > 0 && used + 1 + length > width) {
        lines += 1;
        used = 0;
      }
      lines += Math.max(0, Math.ceil(length / width) - 1);
      used += (used > 0 ? 1 : 0) + (length > width ? length % width : length);
    }
  }
  return lines;
}

/** The width of a cell in digits, that of cells merged with it included. */
function columnWidths(tree: SheetTree): (row: number, column: number) => number {
  const format = childOf(tree.root, "x:sheetFormatPr");
  const usual = Number((format && attributeOf(format, "defaultColWidth")) ?? USUAL_WIDTH) || USUAL_WIDTH;
  const spans = tree.elements("col").map((column) => ({
    first: Number(attributeOf(column, "min") ?? 0),
    last: Number(attributeOf(column, "max") ?? 0),
    width: Number(attributeOf(column, "width") ?? usual) || usual,
  }));
  const known = new Map<number, number>();
  const widthOf = (column: number): number => {
    const width =
      known.get(column) ?? spans.find(({ first, last }) => column >= first && column <= last)?.width ?? usual;
    known.set(column, width);
    return width;
  };
  const merged = new Map<string, CellRange>();
  for (const cell of tree.elements("mergeCell")) {
    const range = parseRange(attributeOf(cell, "ref") ?? "");
    if (range !== undefined) merged.set(`${range.top} ${range.left}`, range);
  }
  return (row, column) => {
    const range = merged.get(`${row} ${column}`);
    let width = widthOf(column);
    const last = Math.min(range?.right ?? column, column + MOST_MERGED);
    for (let more = column + 1; more <= last; more += 1) width += widthOf(more);
    return width;
  };
}
