import type { OfficePackage } from "../ooxml/package.ts";
import { attributeOf, childOf, descendantsOf, isTrue, parseElements, type XmlElement } from "../ooxml/xml-element.ts";
import { decodeXstring } from "../ooxml/xstring.ts";
import { parseRange, type CellRange } from "./cell-reference.ts";

/** A column of a table. */
export interface TableColumn {
  /** As its header cell says it. */
  readonly name: string;
  readonly element: XmlElement;
}

/** A table of a worksheet (ECMA-376 part 1, 18.5). */
export interface Table {
  readonly part: string;
  readonly root: XmlElement;
  /** What formulas call it. */
  readonly name: string;
  readonly range: CellRange;
  readonly columns: readonly TableColumn[];
  /** The row of its header cells; undefined where it shows none. */
  readonly headerRow: number | undefined;
  /** The row of its totals; undefined where it shows none. */
  readonly totalsRow: number | undefined;
  /** Its content, headers included, is fetched from somewhere else. */
  readonly isFetched: boolean;
  /** Values its filter lets through. */
  readonly filters: readonly XmlElement[];
}

/** The tables of a worksheet. Errors: DocumentError where a part is damaged. */
export function readTables(office: OfficePackage, worksheet: string): Table[] {
  return office.related(worksheet, "table").flatMap((part) => {
    const root = parseElements(office.text(part), part);
    const range = parseRange(attributeOf(root, "ref") ?? "");
    if (range === undefined) return [];
    const columns = descendantsOf(childOf(root, "x:tableColumns") ?? root, "x:tableColumn").map((element) => ({
      name: decodeXstring(attributeOf(element, "name") ?? ""),
      element,
    }));
    const hasHeader = (attributeOf(root, "headerRowCount") ?? "1") !== "0";
    const hasTotals = Number(attributeOf(root, "totalsRowCount") ?? 0) > 0 && isTrue(root, "totalsRowShown", true);
    return [
      {
        part,
        root,
        name: attributeOf(root, "displayName") ?? attributeOf(root, "name") ?? "",
        range,
        columns,
        headerRow: hasHeader ? range.top : undefined,
        totalsRow: hasTotals ? range.bottom : undefined,
        isFetched: /^(?:queryTable|xml)$/.test(attributeOf(root, "tableType") ?? ""),
        filters: descendantsOf(root, "x:filter"),
      },
    ];
  });
}
