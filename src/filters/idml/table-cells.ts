import { plainText } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import { attributeOf, type XmlElement } from "../ooxml/xml-element.ts";
import { planInline } from "../ooxml/plan-inline.ts";
import type { StoryLine } from "./line.ts";

/** A cell of a table, its rows and columns counted from 1, as people do. */
export interface TableCell {
  readonly row: number;
  readonly column: number;
  readonly lines: readonly StoryLine[];
  readonly context: UnitContext;
}

/** The cells of a table row by row, each with the head of its row and its column. `read` reads a cell's content. */
export function tableCells(table: XmlElement, read: (cell: XmlElement) => readonly StoryLine[]): TableCell[] {
  const cells = table.children
    .filter(({ name }) => name === "Cell")
    .map((element) => {
      // "2:0" is the third column of the first row.
      const [column = 0, row = 0] = (attributeOf(element, "Name") ?? "")
        .split(":")
        .map((number) => Number(number) || 0);
      return { row: row + 1, column: column + 1, lines: read(element) };
    })
    .sort((one, other) => one.row - other.row || one.column - other.column);
  const columnHeads = new Map<number, string>();
  const rowHeads = new Map<number, string>();
  for (const { row, column, lines } of cells) {
    if (row === 1) columnHeads.set(column, wordsOf(lines));
    if (column === 1) rowHeads.set(row, wordsOf(lines));
  }
  return cells.map(({ row, column, lines }) => {
    const rowHead = column === 1 ? "" : (rowHeads.get(row) ?? "");
    const columnHead = row === 1 ? "" : (columnHeads.get(column) ?? "");
    const context: UnitContext = {
      ...(rowHead === "" ? {} : { row: rowHead }),
      ...(columnHead === "" ? {} : { column: columnHead }),
    };
    return { row, column, lines, context };
  });
}

/** A head is a word or a line: no more of it is shown beside a text. */
const LONGEST_HEAD = 100;

function wordsOf(lines: readonly StoryLine[]): string {
  const texts = lines.map((line) => plainText(planInline(line.items.map(({ item }) => item)).source));
  return texts.join(" ").replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_HEAD);
}
