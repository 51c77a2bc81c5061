import type { Finding } from "../../model/finding.ts";
import type { Edit } from "../../xml/edits.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { attributeEdit } from "../ooxml/drawing-direction.ts";
import {
  attributeOf,
  childOf,
  descendantsOf,
  findAttribute,
  parseElements,
  type XmlElement,
} from "../ooxml/xml-element.ts";
import { decodeXstring } from "../ooxml/xstring.ts";
import type { TextTranslations } from "./cell-strings.ts";
import { valueEdit } from "./attribute-text.ts";

/** What translated cells mean for the PivotTables made of them. */
export interface PivotEdits {
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  readonly findings: readonly Finding[];
}

/** What a PivotTable shows under a name of its own. */
const CAPTIONS: readonly (readonly [element: string, attributes: readonly string[]])[] = [
  ["x:pivotField", ["name", "subtotalCaption"]],
  ["x:item", ["n"]],
  ["x:dataField", ["name"]],
];
const OWN_CAPTIONS = [
  "dataCaption",
  "grandTotalCaption",
  "errorCaption",
  "missingCaption",
  "rowHeaderCaption",
  "colHeaderCaption",
];

/**
 * Excel finds the fields of a PivotTable by the headers of its source, and its items by the texts of the cells. So the cache of one that is
 * made of this workbook's cells gets their translations, and is told to refresh when the workbook is opened; a field whose name is gone would be
 * dropped from the table. Names stay apart as Excel keeps them apart.
 * @param translations of cells' texts
 */
export function pivotEdits(
  office: OfficePackage,
  workbook: string,
  sheets: readonly string[],
  translations: TextTranslations,
): PivotEdits {
  const edits = new Map<string, Edit[]>();
  const findings: Finding[] = [];
  if (translations.isEmpty) return { edits, findings };
  const refreshed = new Set<string>();
  for (const part of office.related(workbook, "pivotCacheDefinition")) {
    const root = parseElements(office.text(part), part);
    if (!isOfCells(root)) continue;
    const fields = childOf(root, "x:cacheFields")?.children ?? [];
    if (fields.some((field) => findAttribute(field, "formula"))) {
      findings.push({
        id: "pivot-left",
        severity: "major",
        message:
          "A PivotTable has calculated fields, which name its columns: it keeps its old texts. Refresh it in Excel and put its fields back.",
        place: part,
      });
      continue;
    }
    refreshed.add(part);
    edits.set(part, [
      attributeEdit(root, "refreshOnLoad", "1"),
      ...renameApart(fields, "name", translations),
      ...fields.flatMap((field) => {
        const items = childOf(field, "x:sharedItems");
        return renameApart(items?.children.filter(({ name }) => name === "x:s") ?? [], "v", translations);
      }),
    ]);
  }
  for (const sheet of sheets) {
    for (const part of office.related(sheet, "pivotTable")) {
      if (!office.related(part, "pivotCacheDefinition").some((cache) => refreshed.has(cache))) continue;
      const root = parseElements(office.text(part), part);
      edits.set(part, [
        ...OWN_CAPTIONS.flatMap((name) => renameApart([root], name, translations)),
        ...CAPTIONS.flatMap(([element, names]) =>
          names.flatMap((name) => renameApart(descendantsOf(root, element), name, translations)),
        ),
      ]);
    }
  }
  for (const part of office.related(workbook, "slicerCache")) {
    edits.set(part, renameApart([parseElements(office.text(part), part)], "sourceName", translations));
  }
  return { edits, findings };
}

/** Made of cells of this workbook: not of a database, several ranges, or another file. */
function isOfCells(root: XmlElement): boolean {
  const source = childOf(root, "x:cacheSource");
  const cells = source && childOf(source, "x:worksheetSource");
  return cells !== undefined && attributeOf(cells, "r:id") === undefined;
}

/** Translates an attribute of elements whose values must stay apart. */
function renameApart(elements: readonly XmlElement[], name: string, translations: TextTranslations): Edit[] {
  const attributes = elements.map((element) => findAttribute(element, name));
  const values = attributes.map((attribute) => (attribute ? decodeXstring(attribute.value) : undefined));
  const taken = new Set(
    values
      .filter((value) => value !== undefined && translations.get(value) === undefined)
      .map((value) => value!.toLowerCase()),
  );
  const numbers = new Map<string, number>();
  return attributes.flatMap((attribute, index) => {
    const value = values[index];
    const wanted = value === undefined ? undefined : translations.get(value);
    if (!attribute || value === undefined || wanted === undefined) return [];
    let text = wanted;
    while (taken.has(text.toLowerCase())) {
      const number = (numbers.get(wanted) ?? 1) + 1;
      numbers.set(wanted, number);
      text = `${wanted}${number}`;
    }
    taken.add(text.toLowerCase());
    return [valueEdit(elements[index]!, attribute, text)];
  });
}
