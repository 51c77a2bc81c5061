import { hasLetters } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import { paragraphText, visibleText } from "../ooxml/drawing-paragraph.ts";
import type { SiteText } from "../ooxml/text-site.ts";
import { childOf, isTrue, type XmlElement } from "../ooxml/xml-element.ts";

/** A paragraph of a table's cell. */
export interface CellText {
  /** From 1. */
  readonly row: number;
  /** From 1, cells hidden by merging counted. */
  readonly column: number;
  /** Which of the cell's paragraphs, from 1, where it has several. */
  readonly paragraph?: number;
  /** The first cells of its row and of its column. */
  readonly context: UnitContext;
  readonly text: SiteText;
  readonly element: XmlElement;
}

/** The texts of a table (`a:tbl`), row by row. Cells that merging hides are left out. */
export function tableTexts(table: XmlElement, part: string): CellText[] {
  const rows = table.children
    .filter(({ name }) => name === "a:tr")
    .map((row) => row.children.filter(({ name }) => name === "a:tc"));
  const shown = rows.map((cells) => cells.map((cell) => paragraphsOf(cell).map(visibleText).join(" ").trim()));
  return rows.flatMap((cells, row) =>
    cells.flatMap((cell, column) => {
      if (isTrue(cell, "hMerge") || isTrue(cell, "vMerge")) return [];
      const texts = paragraphsOf(cell)
        .map((element) => ({ element, text: paragraphText(element, part) }))
        .filter(({ text }) => hasLetters(text.source));
      const header = shown[0]?.[column] ?? "";
      const first = shown[row]?.[0] ?? "";
      const context: UnitContext = {
        ...(column > 0 && first !== "" ? { row: first } : {}),
        ...(row > 0 && header !== "" ? { column: header } : {}),
      };
      return texts.map(({ element, text }, index) => ({
        row: row + 1,
        column: column + 1,
        context,
        text,
        element,
        ...(texts.length === 1 ? {} : { paragraph: index + 1 }),
      }));
    }),
  );
}

function paragraphsOf(cell: XmlElement): XmlElement[] {
  return childOf(cell, "a:txBody")?.children.filter(({ name }) => name === "a:p") ?? [];
}
