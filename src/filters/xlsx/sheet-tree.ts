import type { OfficePackage } from "../ooxml/package.ts";
import { attributeOf, isTrue, parseElements, type XmlElement } from "../ooxml/xml-element.ts";
import { MAX_COLUMN } from "./cell-reference.ts";
import { localName } from "./string-format.ts";
import { readTables, type Table } from "./tables.ts";
import type { Sheet, Workbook } from "./workbook.ts";

/** Everything of a sheet's part but its cells. */
export interface SheetTree {
  readonly sheet: Sheet;
  readonly root: XmlElement;
  /** Where the cells are; undefined in a chart sheet. */
  readonly data: XmlElement | undefined;
  /** By number. */
  readonly hiddenColumns: ReadonlySet<number>;
  readonly tables: readonly Table[];
  /** Elements by local name, in order, wherever they stand: newer ones are kept in extensions. */
  elements(name: string): readonly XmlElement[];
}

/** Elements of a worksheet that something here asks for. */
const WANTED: ReadonlySet<string> = new Set([
  "dataValidation",
  "hyperlink",
  "filter",
  "formula",
  "formula1",
  "formula2",
  "f",
  "headerFooter",
  "drawing",
  "oleObject",
  "control",
  "sheetView",
  "autoFilter",
  "pane",
  "col",
  "mergeCell",
  "cfRule",
]);

/** Parses the sheets that can be read. Errors: DocumentError where a part is damaged. */
export function readSheetTrees(office: OfficePackage, workbook: Workbook): SheetTree[] {
  return workbook.sheets
    .filter(({ kind }) => kind !== "other")
    .map((sheet) => {
      const root = parseElements(office.text(sheet.part), sheet.part);
      const found = new Map<string, XmlElement[]>();
      let data: XmlElement | undefined;
      const visit = (element: XmlElement): void => {
        const name = localName(element);
        if (name === "sheetData") {
          data ??= element;
          return;
        }
        if (WANTED.has(name)) {
          const known = found.get(name);
          if (known) known.push(element);
          else found.set(name, [element]);
        }
        for (const child of element.children) visit(child);
      };
      visit(root);
      return {
        sheet,
        root,
        data,
        hiddenColumns: columnNumbers((found.get("col") ?? []).filter(isHiddenColumn)),
        tables: readTables(office, sheet.part),
        elements: (name) => found.get(name) ?? [],
      };
    });
}

function isHiddenColumn(column: XmlElement): boolean {
  return isTrue(column, "hidden") || attributeOf(column, "width") === "0";
}

function columnNumbers(columns: readonly XmlElement[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const column of columns) {
    const first = Math.max(1, Number(attributeOf(column, "min") ?? 0));
    const last = Math.min(MAX_COLUMN, Number(attributeOf(column, "max") ?? first));
    // A part that hides the same columns again and again is soon done with.
    for (let number = first; number <= last && numbers.size < MAX_COLUMN; number += 1) numbers.add(number);
  }
  return numbers;
}
