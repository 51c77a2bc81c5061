import type { Finding } from "../../model/finding.ts";
import type { Edit } from "../../xml/edits.ts";
import { escapeText } from "../../xml/escape.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import type { TextTranslations } from "./cell-strings.ts";
import { formulaOf, listEntries, type FormulaPlace } from "./formulas.ts";
import { formulaTexts, quoteText } from "./formula-tokens.ts";
import type { XlsxOptions } from "./options.ts";
import type { WorkbookTexts } from "./read-workbook-texts.ts";
import { renameSheets, type RenamedSheets } from "./sheet-references.ts";
import { renameColumns, type RenamedColumns } from "./structured-references.ts";

/** What formulas have to follow. */
export interface FormulaChanges {
  /** By the table's name in lower case. */
  readonly columns: ReadonlyMap<string, RenamedColumns>;
  readonly sheets: RenamedSheets;
  /** Of cells' texts. */
  readonly translations: TextTranslations;
}

/** Formulas that follow, and what could not. */
export interface RewrittenFormulas {
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  readonly findings: readonly Finding[];
}

/** Excel repairs a file whose list of entries is longer, or whose formula is. */
const MOST_LIST_CHARACTERS = 255;
const MOST_FORMULA_CHARACTERS = 8192;

/** Rewrites the formulas that name columns of tables, sheets, or texts that are translated. */
export function rewriteFormulas(
  office: OfficePackage,
  { formulas }: WorkbookTexts,
  options: XlsxOptions,
  changes: FormulaChanges,
): RewrittenFormulas {
  const edits = new Map<string, Edit[]>();
  const findings: Finding[] = [];
  const { columns, sheets, translations } = changes;
  for (const formula of formulas.places) {
    const text = formulaOf(office, formula);
    // Character data sections are never written by programs that make workbooks.
    if (text.includes("<![CDATA[")) continue;
    const named = renameColumns(text, (table) => columns.get(table === "" ? formula.table : table));
    const settled = rewriteTexts(renameSheets(named, sheets), formula, options, translations, findings);
    if (settled === text || settled.length > Math.max(MOST_FORMULA_CHARACTERS, text.length)) continue;
    const edit = { start: formula.start, end: formula.end, text: escapeText(settled) };
    const known = edits.get(formula.part);
    if (known) known.push(edit);
    else edits.set(formula.part, [edit]);
  }
  return { edits, findings };
}

function rewriteTexts(
  formula: string,
  { isList, place }: FormulaPlace,
  options: XlsxOptions,
  translations: TextTranslations,
  findings: Finding[],
): string {
  if (isList ? !options.listEntries : !options.formulaTexts) return formula;
  let rewritten = "";
  let at = 0;
  for (const { start, end, text } of formulaTexts(formula)) {
    const target = isList ? translateList(text, translations) : translations.get(text);
    if (target === undefined) continue;
    if (isList && target.length > MOST_LIST_CHARACTERS) {
      findings.push({
        id: "list-too-long",
        severity: "major",
        message: `The entries of a drop-down list would take ${target.length} characters, and Excel allows ${MOST_LIST_CHARACTERS}: they stay in the source language. Put them into cells and let the list refer to these.`,
        place,
      });
      continue;
    }
    rewritten += formula.slice(at, start) + quoteText(target);
    at = end;
  }
  return rewritten + formula.slice(at);
}

/** Entries are divided by commas, so that a translation has none. */
function translateList(list: string, translations: TextTranslations): string | undefined {
  const entries = listEntries(list);
  if (!entries.some((entry) => translations.get(entry) !== undefined)) return undefined;
  return entries.map((entry) => translations.get(entry)?.replaceAll(/\s*,\s*/g, "; ") ?? entry).join(",");
}
