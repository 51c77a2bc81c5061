import { textFragment } from "../../model/fragment.ts";
import { unescapeXml } from "../../xml/escape.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { attributeOf, childOf, contentOf, descendantsOf, type XmlElement } from "../ooxml/xml-element.ts";
import { cellName } from "./cell-reference.ts";
import type { CellString, CellStrings } from "./cell-strings.ts";
import { formulaTexts } from "./formula-tokens.ts";
import type { XlsxOptions } from "./options.ts";
import type { ReadSheet } from "./read-workbook-texts.ts";
import { localName } from "./string-format.ts";
import type { Workbook } from "./workbook.ts";

/** A formula, by its content's offsets in a part. */
export interface FormulaPlace {
  readonly part: string;
  readonly start: number;
  readonly end: number;
  /** "Plan!C4", "Plan!C4:C90, list", "the name Weeks". */
  readonly place: string;
  /** The sheet it stands in; undefined for those of the whole workbook. */
  readonly sheet: ReadSheet | undefined;
  /** In lower case, the table that its bare brackets mean. */
  readonly table: string;
  /** The whole formula is a list of entries: `"Yes,No"`. */
  readonly isList: boolean;
}

/** A text that formulas quote, with one place of them. */
export interface QuotedText {
  readonly text: string;
  readonly place: string;
}

/** The formulas of a workbook that name columns, sheets or texts. */
export interface WorkbookFormulas {
  readonly places: readonly FormulaPlace[];
  /** Texts with letters that they quote, each once, and list entries likewise. */
  readonly quoted: readonly QuotedText[];
  readonly entries: readonly QuotedText[];
  /** Those that became units and that no cell shows; by the sheet they stand in. */
  readonly strings: ReadonlyMap<ReadSheet, readonly CellString[]>;
}

/** Reads the formulas of cells, rules, tables and names. */
export function readFormulas(
  office: OfficePackage,
  workbook: Workbook,
  sheets: readonly ReadSheet[],
  strings: CellStrings,
  options: XlsxOptions,
): WorkbookFormulas {
  const places: FormulaPlace[] = [
    ...sheets.flatMap((sheet) => [...cellPlaces(sheet), ...rulePlaces(sheet), ...tablePlaces(sheet)]),
    ...namePlaces(workbook),
  ];
  const quoted = new Map<string, QuotedText>();
  const entries = new Map<string, QuotedText>();
  const made = new Map<ReadSheet, CellString[]>();
  const enter = (text: string, formula: FormulaPlace, isWanted: boolean): void => {
    const { sheet } = formula;
    if (!isWanted || sheet === undefined || (sheet.tree.sheet.isHidden && options.hidden === "skip")) return;
    const known = strings.reading(text);
    if (known !== undefined) {
      known.isShown = true;
      return;
    }
    const string = strings.of(textFragment(text));
    string.isShown = true;
    string.first = { sheet: sheet.tree.sheet, row: 1, column: 1, style: 0 };
    string.place = `Sheet ${sheet.tree.sheet.name}, ${formula.place.slice(formula.place.lastIndexOf("!") + 1)}, formula`;
    const list = made.get(sheet);
    if (list) list.push(string);
    else made.set(sheet, [string]);
  };
  for (const formula of places) {
    const text = formulaOf(office, formula);
    for (const { text: quote } of formulaTexts(text)) {
      if (!/\p{L}/u.test(quote)) continue;
      if (!formula.isList) {
        if (!quoted.has(quote)) quoted.set(quote, { text: quote, place: formula.place });
        enter(quote, formula, options.formulaTexts);
        continue;
      }
      for (const entry of listEntries(quote)) {
        if (!/\p{L}/u.test(entry)) continue;
        if (!entries.has(entry)) entries.set(entry, { text: entry, place: formula.place });
        enter(entry, formula, options.listEntries);
      }
    }
  }
  return { places, quoted: [...quoted.values()], entries: [...entries.values()], strings: made };
}

/** The formula at a place, entities resolved. */
export function formulaOf(office: OfficePackage, { part, start, end }: FormulaPlace): string {
  return unescapeXml(office.text(part).slice(start, end));
}

/** The entries of a list that is written into its rule. */
export function listEntries(list: string): string[] {
  return list.split(",").map((entry) => entry.trim());
}

function cellPlaces(sheet: ReadSheet): FormulaPlace[] {
  const { part, name } = sheet.tree.sheet;
  return sheet.cells.formulas.map(({ row, column, start, end }) => ({
    part,
    start,
    end,
    sheet,
    place: `${name}!${cellName(row, column)}`,
    table: tableAt(sheet, row, column),
    isList: false,
  }));
}

function tableAt({ tree }: ReadSheet, row: number, column: number): string {
  const table = tree.tables.find(
    ({ range }) => row >= range.top && row <= range.bottom && column >= range.left && column <= range.right,
  );
  return table?.name.toLowerCase() ?? "";
}

/** Conditional formats, data validation, sparklines and the like. */
function rulePlaces(sheet: ReadSheet): FormulaPlace[] {
  const { tree } = sheet;
  const { part, name } = tree.sheet;
  return ["formula", "formula1", "formula2", "f"].flatMap((element) =>
    tree.elements(element).flatMap((formula) => {
      if (formula.isEmpty || formula.children.length > 0) return [];
      const rule = ruleOf(formula);
      const cells = (rule && attributeOf(rule, "sqref")) ?? "";
      const isList = rule !== undefined && attributeOf(rule, "type") === "list" && /^\s*"/.test(contentOf(formula));
      const place = `${name}!${cells.split(/\s/)[0] || "rule"}`;
      const { contentStart: start, contentEnd: end } = formula;
      return [{ part, start, end, sheet, place, table: "", isList }];
    }),
  );
}

function ruleOf(formula: XmlElement): XmlElement | undefined {
  for (let at = formula.parent; at !== undefined; at = at.parent) {
    if (/^(?:dataValidation|conditionalFormatting)$/.test(localName(at))) return at;
  }
  return undefined;
}

function tablePlaces(sheet: ReadSheet): FormulaPlace[] {
  return sheet.tree.tables.flatMap(({ part, root, name }) =>
    ["x:calculatedColumnFormula", "x:totalsRowFormula"]
      .flatMap((element) => descendantsOf(root, element))
      .map(({ contentStart: start, contentEnd: end }) => ({
        part,
        start,
        end,
        sheet,
        place: `the table ${name}`,
        table: name.toLowerCase(),
        isList: false,
      })),
  );
}

function namePlaces(workbook: Workbook): FormulaPlace[] {
  const names = childOf(workbook.root, "x:definedNames");
  return (names?.children ?? []).map((element) => ({
    part: workbook.part,
    start: element.contentStart,
    end: element.contentEnd,
    place: `the name ${attributeOf(element, "name") ?? ""}`,
    sheet: undefined,
    table: "",
    isList: false,
  }));
}
