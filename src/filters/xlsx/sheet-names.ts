import type { Finding } from "../../model/finding.ts";
import type { Edit } from "../../xml/edits.ts";
import { escapeText } from "../../xml/escape.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import {
  attributeOf,
  contentOf,
  descendantsOf,
  findAttribute,
  parseElements,
  type XmlElement,
} from "../ooxml/xml-element.ts";
import { valueEdit } from "./attribute-text.ts";
import type { WorkbookTexts } from "./read-workbook-texts.ts";
import { renameSheets, type RenamedSheets } from "./sheet-references.ts";
import { localName } from "./string-format.ts";

/** The characters of a sheet's name (Excel's own limit). */
export const MOST_SHEET_NAME = 31;

/** What no name of a sheet may hold. */
const FORBIDDEN = /[\\/?*[\]:\u0000-\u001F]+/g;

/** The new names of sheets, as Excel takes them, and what had to be changed of the wanted ones. */
export interface SheetNames {
  /** By the old name in lower case; only those that change. */
  readonly renamed: RenamedSheets;
  readonly findings: readonly Finding[];
}

/**
 * Makes names that Excel takes of the translations: without its forbidden characters, at most 31, no name twice.
 * @param wanted translation by name
 */
export function settleSheetNames(read: WorkbookTexts, wanted: ReadonlyMap<string, string>): SheetNames {
  const renamed = new Map<string, string>();
  const findings: Finding[] = [];
  const taken = new Set(read.workbook.sheets.map(({ name }) => name.toLowerCase()).filter((name) => !wanted.has(name)));
  for (const { name } of read.workbook.sheets) {
    const text = wanted.get(name.toLowerCase());
    if (text === undefined) continue;
    const settled = freeName(legalName(text) || name, taken);
    taken.add(settled.toLowerCase());
    if (settled !== name) renamed.set(name.toLowerCase(), settled);
    if (settled !== text) {
      findings.push({
        id: "sheet-name-changed",
        severity: "minor",
        message: `The sheet ${name} is called “${settled}”, for Excel does not take “${text}”: at most ${MOST_SHEET_NAME} characters, none of \\ / ? * [ ] :, no name twice.`,
        place: `Sheet ${name}, name`,
      });
    }
  }
  return { renamed, findings };
}

function legalName(text: string): string {
  return text
    .replaceAll(FORBIDDEN, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/^['\s]+|['\s]+$/g, "")
    .slice(0, MOST_SHEET_NAME)
    .trim();
}

/** "History" is Excel's own. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? "" : ` ${number}`;
    const candidate = `${name.slice(0, MOST_SHEET_NAME - end.length).trimEnd()}${end}`;
    if (!taken.has(candidate.toLowerCase()) && candidate.toLowerCase() !== "history") return candidate;
  }
}

/**
 * The edits that call sheets by their new names wherever they are named but in formulas of cells, rules and names: in the list of sheets, in
 * links, charts, sources of PivotTables, and the document's list of titles.
 */
export function sheetNameEdits(
  office: OfficePackage,
  read: WorkbookTexts,
  renamed: RenamedSheets,
): Map<string, Edit[]> {
  const edits = new Map<string, Edit[]>();
  if (renamed.size === 0) return edits;
  const add = (part: string, edit: Edit | undefined): void => {
    if (edit === undefined) return;
    const known = edits.get(part);
    if (known) known.push(edit);
    else edits.set(part, [edit]);
  };
  const { part } = read.workbook;
  for (const { element, name } of read.workbook.sheets) {
    const target = renamed.get(name.toLowerCase());
    const attribute = findAttribute(element, "name");
    if (target === undefined || !attribute) continue;
    add(part, valueEdit(element, attribute, target));
  }
  for (const { tree } of read.sheets) {
    for (const link of tree.elements("hyperlink")) add(tree.sheet.part, referenceEdit(link, "location", renamed));
    // Controls name their cells in a part of their own.
    for (const control of office.related(tree.sheet.part, "ctrlProp")) {
      const root = parseElements(office.text(control), control);
      for (const name of ["fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"])
        add(control, referenceEdit(root, name, renamed));
    }
  }
  for (const [surface, root] of read.surfaces) {
    for (const formula of [...descendantsOf(root, "c:f"), ...descendantsOf(root, "cx:f")])
      add(surface, contentEdit(formula, renamed));
    for (const shape of descendantsOf(root, "xdr:sp")) add(surface, referenceEdit(shape, "textlink", renamed));
    for (const edit of linkEdits(office, surface, renamed)) add(relationshipsOf(surface), edit);
  }
  for (const cache of office.related(part, "pivotCacheDefinition")) {
    for (const source of descendantsOf(parseElements(office.text(cache), cache), "x:worksheetSource")) {
      const attribute = findAttribute(source, "sheet");
      const target = attribute && renamed.get(attribute.value.toLowerCase());
      const isElsewhere = attributeOf(source, "r:id") !== undefined;
      if (!attribute || target === undefined || isElsewhere) continue;
      add(cache, valueEdit(source, attribute, target));
    }
  }
  for (const properties of office.related("", "extended-properties")) {
    const root = parseElements(office.text(properties), properties);
    for (const title of root.children.filter((child) => localName(child) === "TitlesOfParts")) {
      for (const entry of descendantsOf(title, "vt:lpstr")) add(properties, titleEdit(entry, renamed));
    }
  }
  return edits;
}

function relationshipsOf(part: string): string {
  const at = part.lastIndexOf("/") + 1;
  return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
}

/** Shapes link to places of the workbook through relations: `#Plan!A1`. */
function linkEdits(office: OfficePackage, part: string, renamed: RenamedSheets): Edit[] {
  const relationships = relationshipsOf(part);
  if (!office.has(relationships)) return [];
  const root = parseElements(office.text(relationships), relationships);
  return root.children.flatMap((link) => {
    const target = findAttribute(link, "Target");
    if (!target?.value.startsWith("#")) return [];
    const text = `#${renameSheets(target.value.slice(1), renamed)}`;
    return text === target.value ? [] : [valueEdit(link, target, text)];
  });
}

function referenceEdit(element: XmlElement, name: string, renamed: RenamedSheets): Edit | undefined {
  const attribute = findAttribute(element, name);
  const text = attribute && renameSheets(attribute.value, renamed);
  if (!attribute || text === attribute.value || text === undefined) return undefined;
  return valueEdit(element, attribute, text);
}

function contentEdit(element: XmlElement, renamed: RenamedSheets): Edit | undefined {
  const formula = contentOf(element);
  const text = renameSheets(formula, renamed);
  if (text === formula) return undefined;
  return { start: element.contentStart, end: element.contentEnd, text: escapeText(text) };
}

/** A sheet's name, or a named range of one: `Plan!Print_Area`. */
function titleEdit(entry: XmlElement, renamed: RenamedSheets): Edit | undefined {
  const title = contentOf(entry);
  const text = renamed.get(title.toLowerCase()) ?? renameSheets(title, renamed);
  if (text === title) return undefined;
  return { start: entry.contentStart, end: entry.contentEnd, text: escapeText(text) };
}
