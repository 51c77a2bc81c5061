import type { Finding } from "../../model/finding.ts";
import { isSameFragment, plainText, type Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import { codesRepaired } from "../codes-repaired.ts";
import type { Merged, SourceDocument, Translation } from "../filter.ts";
import { surfaceEdits } from "../ooxml/drawing-surface.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import { openPackage, type OfficePackage } from "../ooxml/package.ts";
import { settleEdits } from "../ooxml/settle-edits.ts";
import type { CellString, TextTranslations } from "./cell-strings.ts";
import { cellText, ELEMENT_SYNTAX } from "./cell-spelling.ts";
import { fitLength, textCut } from "./fit-length.ts";
import { rewriteFormulas } from "./formula-rewriting.ts";
import type { XlsxOptions } from "./options.ts";
import { pivotEdits } from "./pivots.ts";
import { readWorkbookTexts, type WorkbookTexts } from "./read-workbook-texts.ts";
import { rowHeights } from "./row-heights.ts";
import { settleSheetNames, sheetNameEdits } from "./sheet-names.ts";
import { writeStrings } from "./string-writer.ts";
import { settleHeaders } from "./table-headers.ts";
import { calculationEdit, directionEdits } from "./workbook-settings.ts";

/** A cell holds no more characters (Excel's own limit). */
const MOST_CELL_TEXT = 32_767;

/** The edits of a package, by part. */
class PartEdits {
  readonly all = new Map<string, Edit[]>();

  add(part: string, edits: readonly Edit[]): void {
    if (edits.length === 0) return;
    const known = this.all.get(part);
    if (known === undefined) this.all.set(part, [...edits]);
    else for (const edit of edits) known.push(edit);
  }

  addAll(edits: ReadonlyMap<string, readonly Edit[]>): void {
    for (const [part, found] of edits) this.add(part, found);
  }
}

/** Writes a translation into a workbook: strings and what repeats them, tables, formulas and PivotTables that know them, direction. */
export async function mergeWorkbook(
  document: SourceDocument,
  translation: Translation,
  options: XlsxOptions,
): Promise<Merged> {
  const office = openPackage(document.bytes, false);
  const { edits, findings } = workbookEdits(office, document, translation, options);
  // What was read of a million cells is no longer held when the parts are written.
  return { bytes: edits === undefined ? document.bytes : await rewrite(office, edits), findings };
}

/** The edits of all parts; undefined where nothing was translated. */
function workbookEdits(
  office: OfficePackage,
  document: SourceDocument,
  translation: Translation,
  options: XlsxOptions,
): { readonly edits: PartEdits | undefined; readonly findings: Finding[] } {
  const change: LocaleChange = { source: document.locale, target: translation.locale };
  const read = readWorkbookTexts(office, options, change, true);
  const edits = new PartEdits();
  const findings: Finding[] = [];
  const { targets, sheetNames, isTranslated } = takeTargets(read, translation, change, edits, findings);
  if (!isTranslated) return { edits: undefined, findings };

  const headers = settleHeaders(office, read, targets);
  const strings = writeStrings(office, read, targets, headers.single);
  for (const { unit, string } of read.units) {
    const problems = string && strings.problems.get(string);
    if (problems !== undefined) findings.push(codesRepaired(unit, problems));
  }
  const translations = textTranslations(read, targets);
  const names = settleSheetNames(read, sheetNames);
  const pivots = pivotEdits(
    office,
    read.workbook.part,
    read.sheets.map(({ tree }) => tree.sheet.part),
    translations,
  );
  const formulas = rewriteFormulas(office, read, options, {
    columns: headers.columns,
    sheets: names.renamed,
    translations,
  });
  for (const group of [headers, strings, pivots, formulas]) edits.addAll(group.edits);
  edits.addAll(sheetNameEdits(office, read, names.renamed));
  for (const copy of read.copies) {
    const target = translations.get(copy.text);
    if (target !== undefined) edits.add(copy.part, copy.edits(target));
  }
  const isStale = writeComputed(read, options, translations, edits);
  if (isStale || formulas.edits.size > 0) edits.add(read.workbook.part, [calculationEdit(read.workbook.root)]);
  for (const sheet of read.sheets) {
    const { edits: heights, finding } = rowHeights(sheet, targets, read.styles);
    edits.add(sheet.tree.sheet.part, heights);
    if (finding !== undefined) findings.push(finding);
  }
  edits.addAll(directionEdits(read, change));
  for (const [part, root] of read.surfaces) if (edits.all.has(part)) edits.add(part, surfaceEdits(root, change));
  findings.push(...headers.findings, ...names.findings, ...pivots.findings, ...formulas.findings);
  return { edits, findings };
}

/** Asks for every unit's target; texts beside the cells are written at once. */
function takeTargets(
  read: WorkbookTexts,
  translation: Translation,
  change: LocaleChange,
  edits: PartEdits,
  findings: Finding[],
): { targets: Map<CellString, Fragment>; sheetNames: Map<string, string>; isTranslated: boolean } {
  const targets = new Map<CellString, Fragment>();
  const sheetNames = new Map<string, string>();
  let isTranslated = false;
  for (const { unit, string, site } of read.units) {
    const given = translation.targets.get(unit.id, unit.source);
    if (given === undefined) continue;
    isTranslated = true;
    const maxLength = string === undefined ? unit.maxLength : MOST_CELL_TEXT;
    const target = maxLength === undefined ? given : fitLength(given, maxLength);
    if (target !== given) findings.push(textCut({ ...unit, ...(maxLength === undefined ? {} : { maxLength }) }));
    if (string !== undefined) {
      if (!isSameFragment(unit.source, target)) targets.set(string, target);
      continue;
    }
    if (site === undefined) continue;
    const written = site.text.write(target, change);
    if (written.problems !== undefined) findings.push(codesRepaired(unit, written.problems));
    if (site.kind === "sheet name") {
      sheetNames.set(plainText(unit.source).toLowerCase(), plainText(target));
      continue;
    }
    edits.add(site.text.part, written.edits);
    for (const copy of site.copies) edits.add(copy.part, copy.write(target, change).edits);
  }
  return { targets, sheetNames, isTranslated };
}

/** Worked out when they are asked for, which few ever are. */
function textTranslations(read: WorkbookTexts, targets: ReadonlyMap<CellString, Fragment>): TextTranslations {
  const translate = (string: CellString, target: Fragment): string | undefined => {
    const text = cellText(target, string.source);
    return text === string.text ? undefined : text;
  };
  let isEmpty = true;
  for (const [string, target] of targets) {
    isEmpty = translate(string, target) === undefined;
    if (!isEmpty) break;
  }
  return {
    isEmpty,
    get: (text) => {
      if (isEmpty) return undefined;
      const string = read.strings.reading(text);
      const target = string && targets.get(string);
      return string && target && translate(string, target);
    },
  };
}

/**
 * Gives results of formulas that repeat a cell its translation, for programs that show what is stored. Tells whether formulas have to be computed
 * again: they show or compare texts.
 */
function writeComputed(
  read: WorkbookTexts,
  options: XlsxOptions,
  translations: TextTranslations,
  edits: PartEdits,
): boolean {
  if (translations.isEmpty) return false;
  const quoted = new Set(options.formulaTexts ? [] : read.formulas.quoted.map(({ text }) => text));
  let isStale = quoted.size > 0;
  for (const { tree, cells } of read.sheets) {
    const own: Edit[] = [];
    for (const { text, start, end } of cells.computed) {
      isStale = true;
      const target = quoted.has(text) ? undefined : translations.get(text);
      if (target !== undefined) own.push({ start, end, text: ELEMENT_SYNTAX.encode(target, "") });
    }
    edits.add(tree.sheet.part, own);
  }
  return isStale;
}

function rewrite(office: OfficePackage, edits: PartEdits): Promise<Uint8Array> {
  const settled = new Map(
    Array.from(edits.all, ([part, found]) => [part, settleEdits(office.text(part), found)] as const),
  );
  return office.rewrite(settled);
}
