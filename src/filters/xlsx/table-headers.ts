import type { Finding } from "../../model/finding.ts";
import { normaliseFragment, type Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { findAttribute, type XmlElement } from "../ooxml/xml-element.ts";
import { decodeXstring } from "../ooxml/xstring.ts";
import { valueEdit } from "./attribute-text.ts";
import type { ReadSheet, WorkbookTexts } from "./read-workbook-texts.ts";
import type { PlacedCell } from "./scan-cells.ts";
import { spell, spelledText, type StringTargets } from "./string-writer.ts";
import type { RenamedColumns } from "./structured-references.ts";
import type { Table, TableColumn } from "./tables.ts";

/** What translated headers mean for tables, cells and formulas. */
export interface TableHeaders {
  /** Cells that must not say what their string says: a header that would be a second one of its name, or that has to stay. */
  readonly single: ReadonlyMap<PlacedCell, Fragment | "keep">;
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  /** New names by the old ones, by the table's name in lower case. */
  readonly columns: ReadonlyMap<string, RenamedColumns>;
  readonly findings: readonly Finding[];
}

/** Excel's limit for the name of a column. */
const MOST_CHARACTERS = 255;

/**
 * Settles what tables call their columns: exactly what the header cells say, each once, or Excel repairs the file. Labels in the row of
 * totals follow likewise. A header stays as it is where a formula names it in quotes (`quotedColumns`).
 */
export function settleHeaders(office: OfficePackage, read: WorkbookTexts, targets: StringTargets): TableHeaders {
  const single = new Map<PlacedCell, Fragment | "keep">();
  const edits = new Map<string, Edit[]>();
  const columns = new Map<string, RenamedColumns>();
  const findings: Finding[] = [];
  for (const sheet of read.sheets) {
    if (sheet.tree.tables.length === 0) continue;
    const byPlace = new Map(sheet.cells.placed.map((cell) => [placeKey(cell.row, cell.column), cell]));
    for (const table of sheet.tree.tables) {
      const cellAt = (row: number | undefined, index: number): PlacedCell | undefined =>
        row === undefined ? undefined : byPlace.get(placeKey(row, table.range.left + index));
      const settled = settleTable({ office, read, targets, sheet }, table, cellAt);
      for (const [cell, target] of settled.single) single.set(cell, target);
      if (settled.edits.length > 0) edits.set(table.part, settled.edits);
      if (settled.renamed.size > 0) columns.set(table.name.toLowerCase(), settled.renamed);
      findings.push(...settled.findings);
    }
  }
  return { single, edits, columns, findings };
}

const placeKey = (row: number, column: number): string => `${row} ${column}`;

interface Settling {
  readonly office: OfficePackage;
  readonly read: WorkbookTexts;
  readonly targets: StringTargets;
  readonly sheet: ReadSheet;
}

function settleTable(
  settling: Settling,
  table: Table,
  cellAt: (row: number | undefined, index: number) => PlacedCell | undefined,
): { single: Map<PlacedCell, Fragment | "keep">; edits: Edit[]; renamed: Map<string, string>; findings: Finding[] } {
  const { read, targets, sheet } = settling;
  const single = new Map<PlacedCell, Fragment | "keep">();
  const edits: Edit[] = [];
  const renamed = new Map<string, string>();
  const findings: Finding[] = [];
  const place = `Sheet ${sheet.tree.sheet.name}, table ${table.name}`;
  const taken = new Set<string>();
  const translated: { column: TableColumn; cell: PlacedCell; target: Fragment; name: string }[] = [];
  for (const [index, column] of table.columns.entries()) {
    const cell = cellAt(table.headerRow, index);
    const target = cell?.string && targets.get(cell.string);
    // Where a file says two things of a column already, both stay as they are.
    if (cell === undefined || target === undefined || textOf(settling, cell, undefined) !== column.name) {
      taken.add(column.name.toLowerCase());
      continue;
    }
    const name = textOf(settling, cell, target);
    const isQuoted = read.quotedColumns.has(column.name.toLowerCase());
    if (!isQuoted && name.trim() !== "" && name.length <= MOST_CHARACTERS) {
      translated.push({ column, cell, target, name });
      continue;
    }
    taken.add(column.name.toLowerCase());
    single.set(cell, "keep");
    // What is quoted was told when it was extracted.
    if (isQuoted) continue;
    const message = `The header “${column.name}” stays in the source language, since its translation is empty or longer than ${MOST_CHARACTERS} characters.`;
    findings.push({ id: "header-left", severity: "minor", message, place });
  }
  const numbers = new Map<string, number>();
  for (const { column, cell, target, name: wanted } of translated) {
    let name = wanted;
    let fragment = target;
    while (taken.has(name.toLowerCase())) {
      const number = (numbers.get(wanted.toLowerCase()) ?? 1) + 1;
      numbers.set(wanted.toLowerCase(), number);
      fragment = normaliseFragment([...target, { kind: "text", text: ` ${number}` }]);
      name = textOf(settling, cell, fragment);
    }
    taken.add(name.toLowerCase());
    if (fragment !== target) {
      single.set(cell, fragment);
      const message = `Two columns would be called the same, so “${column.name}” became “${name}”. Excel allows each name once in a table.`;
      findings.push({ id: "header-numbered", severity: "minor", message, place });
    }
    edits.push(...attributeEdits(column.element, "name", column.name, name));
    if (name !== column.name) renamed.set(column.name.toLowerCase(), name);
  }
  for (const [index, { element }] of table.columns.entries()) {
    const cell = cellAt(table.totalsRow, index);
    const target = cell?.string && targets.get(cell.string);
    if (cell === undefined || target === undefined) continue;
    edits.push(
      ...attributeEdits(element, "totalsRowLabel", textOf(settling, cell, undefined), textOf(settling, cell, target)),
    );
  }
  return { single, edits, renamed, findings };
}

function textOf({ office, read }: Settling, { spelling }: PlacedCell, target: Fragment | undefined): string {
  return spelledText(spelling, spell(spelling, target, { office, read }).xml);
}

/** Gives an attribute the new text, where it says exactly the old one. */
function attributeEdits(element: XmlElement, name: string, old: string, text: string): Edit[] {
  const attribute = findAttribute(element, name);
  if (!attribute || text === old || decodeXstring(attribute.value) !== old) return [];
  return [valueEdit(element, attribute, text)];
}
