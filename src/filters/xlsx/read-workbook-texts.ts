import type { Finding } from "../../model/finding.ts";
import { unitIds } from "../../model/identity.ts";
import type { TextUnit, UnitContext } from "../../model/unit.ts";
import { coverageCounter, type CoverageCounter } from "../coverage.ts";
import { propertyTexts } from "../ooxml/document-properties.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import type { TextSite } from "../ooxml/text-site.ts";
import type { XmlElement } from "../ooxml/xml-element.ts";
import { attributeCopy, attributeSite, type TextCopy } from "./attribute-text.ts";
import { cellName } from "./cell-reference.ts";
import { cellStrings, type CellString, type CellStrings } from "./cell-strings.ts";
import { WORKBOOK_CATEGORIES } from "./coverage.ts";
import { workbookFindings } from "./workbook-findings.ts";
import { readFormulas, type WorkbookFormulas } from "./formulas.ts";
import type { XlsxOptions } from "./options.ts";
import { contextText, scanCells, type CellSources, type ScannedCells } from "./scan-cells.ts";
import { leaveQuotedHeaders, quotedColumns } from "./quoted-columns.ts";
import { readSharedStrings, type SharedStrings } from "./shared-strings.ts";
import { MOST_SHEET_NAME } from "./sheet-names.ts";
import { readSheetSites } from "./sheet-sites.ts";
import { readSheetTrees, type SheetTree } from "./sheet-tree.ts";
import { shownRanges } from "./shown-ranges.ts";
import { siteList, type SiteList } from "./site-list.ts";
import { readStyles, type Styles } from "./styles.ts";
import { readWorkbook, type Sheet, type Workbook } from "./workbook.ts";

/** A unit with what it was made of: a text of cells, or one that stands beside them. */
export interface WorkbookUnit {
  readonly unit: TextUnit;
  readonly string?: CellString;
  readonly site?: TextSite;
}

/** A sheet with what its cells say. */
export interface ReadSheet {
  readonly tree: SheetTree;
  readonly cells: ScannedCells;
}

/** Everything a workbook says, and where. */
export interface WorkbookTexts {
  readonly workbook: Workbook;
  readonly sheets: readonly ReadSheet[];
  readonly shared: SharedStrings | undefined;
  readonly styles: Styles;
  readonly strings: CellStrings;
  /** Every cell has a string of its own. */
  readonly isPerCell: boolean;
  /** Strings by their number among the shared ones. */
  readonly sharedStrings: readonly (CellString | undefined)[];
  /** In reading order. */
  readonly units: readonly WorkbookUnit[];
  /** Places that repeat cells. */
  readonly copies: readonly TextCopy[];
  readonly formulas: WorkbookFormulas;
  /** Headers of tables that formulas name inside texts, in lower case: they stay. */
  readonly quotedColumns: ReadonlySet<string>;
  readonly surfaces: ReadonlyMap<string, XmlElement>;
  readonly coverage: CoverageCounter;
  readonly findings: readonly Finding[];
}

/**
 * Reads all of a workbook. Errors: DocumentError where a part is damaged or the package holds no workbook.
 * @param isMerging what only the writing of a translation needs is read, too
 */
export function readWorkbookTexts(
  office: OfficePackage,
  options: XlsxOptions,
  change: LocaleChange,
  isMerging: boolean,
): WorkbookTexts {
  const workbook = readWorkbook(office);
  const coverage = coverageCounter(WORKBOOK_CATEGORIES);
  const trees = readSheetTrees(office, workbook);
  const sharedPart = office.related(workbook.part, "sharedStrings")[0];
  const sources: CellSources = {
    strings: cellStrings(options.perCell),
    shared: sharedPart === undefined ? undefined : readSharedStrings(office, sharedPart),
    sharedStrings: [],
    styles: readStyles(office, workbook.part),
    isPerCell: options.perCell,
    takesHidden: options.hidden === "translate",
    measuresRows: isMerging,
    findsSheetNames: options.sheetNames,
  };
  const shown = shownRanges(trees, workbook);
  const sheets = trees.map((tree): ReadSheet => ({
    tree,
    cells: scanCells(tree, shown.get(tree.sheet.part) ?? [], sources),
  }));
  const formulas = readFormulas(office, workbook, sheets, sources.strings, options);
  const quoted = quotedColumns(office, formulas.places, sheets);
  const leftHeaders = leaveQuotedHeaders(sheets, quoted);
  const sites = siteList((kind) => SHARED_KINDS.has(kind));
  const copies = sheets.flatMap(({ tree }) => sheetCopies(tree, options));
  const surfaces = new Map<string, XmlElement>();
  const names = options.sheetNames ? nameSites(workbook, sites, coverage) : 0;
  const computed = showComputed(sheets, sources.strings);
  const ends = sheets.map(({ tree }) => {
    if (!tree.sheet.isHidden || options.hidden === "translate") {
      readSheetSites(tree, {
        office,
        options,
        change,
        coverage,
        computed,
        sites,
        copies,
        surfaces,
        strings: sources.strings,
      });
    }
    return sites.sites.length;
  });
  for (const site of propertyTexts(office)) if (sites.add(site)) coverage.extracted("document properties");

  const units = listUnits(sheets, formulas, sites.sites, { names, ends, isMerging }, coverage);
  const read = {
    workbook,
    sheets,
    styles: sources.styles,
    shared: sources.shared,
    strings: sources.strings,
    isPerCell: options.perCell,
    sharedStrings: sources.sharedStrings,
    formulas,
    quotedColumns: quoted,
  };
  const findings = [...workbook.findings, ...leftHeaders, ...workbookFindings(office, read, options, coverage)];
  return { ...read, units, copies, surfaces, coverage, findings };
}

/** Sorts of text that sheets repeat. */
const SHARED_KINDS: ReadonlySet<string> = new Set([
  "header",
  "prompt title",
  "prompt",
  "error title",
  "error message",
  "link tooltip",
]);

function nameSites(workbook: Workbook, sites: SiteList, coverage: CoverageCounter): number {
  for (const { name, element, isHidden } of workbook.sheets) {
    const text = attributeSite(element, "name", workbook.part);
    if (text === undefined || isHidden) continue;
    const place = `Sheet ${name}, name`;
    if (sites.add({ key: "workbook", kind: "sheet name", place, text, copies: [], maxLength: MOST_SHEET_NAME })) {
      coverage.extracted("sheet names");
    }
  }
  return sites.sites.length;
}

/** What repeats cells in a sheet's own part and in its tables. */
function sheetCopies(tree: SheetTree, options: XlsxOptions): TextCopy[] {
  const { sheet, tables } = tree;
  const copies = [
    ...tree.elements("hyperlink").map((link) => attributeCopy(link, "display", sheet.part)),
    ...tree.elements("filter").map((filter) => attributeCopy(filter, "val", sheet.part)),
    // What a rule looks for stands in its formula, too.
    ...(options.formulaTexts ? tree.elements("cfRule").map((rule) => attributeCopy(rule, "text", sheet.part)) : []),
    ...tables.flatMap(({ filters, part }) => filters.map((filter) => attributeCopy(filter, "val", part))),
  ];
  return copies.filter((copy) => copy !== undefined);
}

/** Hidden texts that a formula shows count as seen. Gives all texts that formulas have made. */
function showComputed(sheets: readonly ReadSheet[], strings: CellStrings): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { cells } of sheets) {
    for (const { text, isVisible } of cells.computed) {
      texts.add(text);
      const string = isVisible ? strings.reading(text) : undefined;
      if (string !== undefined) string.isShown = true;
    }
  }
  return texts;
}

/** Units in reading order, with their ids, and what is left of the cells. */
function listUnits(
  sheets: readonly ReadSheet[],
  formulas: WorkbookFormulas,
  sites: readonly TextSite[],
  { names, ends, isMerging }: { readonly names: number; readonly ends: readonly number[]; readonly isMerging: boolean },
  coverage: CoverageCounter,
): WorkbookUnit[] {
  const idOf = unitIds();
  const units: WorkbookUnit[] = [];
  const prefixes = new Map(sheets.map(({ tree: { sheet } }) => [sheet, `Sheet ${sheet.name}, `]));
  const addSites = (from: number, until: number): void => {
    for (const site of sites.slice(from, until)) {
      const { key, kind, place, context, maxLength, text } = site;
      const unit: TextUnit = {
        id: idOf(key, kind, text.source),
        place,
        source: text.source,
        preserveSpace: true,
        ...(context === undefined ? {} : { context }),
        ...(maxLength === undefined ? {} : { maxLength }),
      };
      units.push({ unit, site });
    }
  };
  const addString = (string: CellString): void => {
    if (!string.hasLetters) {
      coverage.skipped("cells", "no letters");
      return;
    }
    coverage.extracted("cells");
    const { source } = string;
    const id = idOf("cells", "cell", source);
    const place = placeOf(string, prefixes);
    // A merge asks for no contexts, which a million units need not carry.
    const unit: TextUnit = isMerging
      ? { id, place, source, preserveSpace: true }
      : { id, place, source, preserveSpace: true, context: contextOf(string) };
    units.push({ unit, string });
  };
  addSites(0, names);
  let from = names;
  for (const [index, sheet] of sheets.entries()) {
    const { tree, cells } = sheet;
    for (const string of cells.strings) {
      if (string.visible > 0 || string.isShown) addString(string);
      else coverage.skipped("cells", "formulas name the header inside a text");
    }
    for (const string of cells.hiddenStrings) {
      if (string.visible > 0) continue;
      if (string.isShown) addString(string);
      else if (string.hasLetters) {
        if (tree.sheet.isHidden) coverage.skipped("hidden sheets", "nobody is shown them");
        else coverage.skipped("hidden rows and columns", "nobody is shown them");
      }
    }
    for (const string of formulas.strings.get(sheet) ?? []) addString(string);
    addSites(from, ends[index]!);
    from = ends[index]!;
  }
  addSites(from, sites.length);
  return units;
}

/** "Sheet Plan, B4, and 12 more cells". `prefixes`: "Sheet Plan, ", which the places of a sheet share. */
function placeOf({ first, visible, hidden, place: known }: CellString, prefixes: ReadonlyMap<Sheet, string>): string {
  if (known !== undefined || first === undefined) return known ?? "Formula";
  const more = Math.max(visible, visible === 0 ? hidden : 0) - 1;
  const place = `${prefixes.get(first.sheet)}${cellName(first.row, first.column)}`;
  return more > 0 ? `${place}, and ${more} more ${more === 1 ? "cell" : "cells"}` : place;
}

function contextOf(string: CellString): UnitContext {
  const context: { -readonly [K in keyof UnitContext]: UnitContext[K] } = {};
  const row = contextText(string.rowHead === string ? undefined : string.rowHead);
  const column = contextText(string.columnHead === string ? undefined : string.columnHead);
  if (row !== undefined) context.row = row;
  if (column !== undefined) context.column = column;
  if (string.first !== undefined) context.heading = string.first.sheet.name;
  return context;
}
