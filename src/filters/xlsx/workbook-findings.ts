import type { Finding } from "../../model/finding.ts";
import { hasLetters } from "../../model/fragment.ts";
import type { CoverageCounter } from "../coverage.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { attributeOf, descendantsOf } from "../ooxml/xml-element.ts";
import type { CellString } from "./cell-strings.ts";
import type { QuotedText } from "./formulas.ts";
import type { XlsxOptions } from "./options.ts";
import type { WorkbookTexts } from "./read-workbook-texts.ts";
import type { SharedStrings } from "./shared-strings.ts";

/** Counts what is never translated, and tells what the coordinator should know before she has a workbook translated. */
export function workbookFindings(
  office: OfficePackage,
  texts: Pick<WorkbookTexts, "workbook" | "sheets" | "shared" | "sharedStrings" | "formulas" | "strings" | "styles">,
  options: XlsxOptions,
  coverage: CoverageCounter,
): Finding[] {
  return [
    ...hiddenFindings(texts, options),
    ...formulaFindings(texts, options, coverage),
    ...numberFormatFindings(texts, coverage),
    ...packageFindings(office, texts, coverage),
  ];
}

function hiddenFindings({ sheets }: Pick<WorkbookTexts, "sheets">, options: XlsxOptions): Finding[] {
  if (options.hidden === "translate") return [];
  const findings: Finding[] = [];
  let rows = 0;
  for (const { tree, cells } of sheets) {
    if (!tree.sheet.isHidden) {
      rows += cells.hiddenCells;
      continue;
    }
    findings.push({
      id: "hidden-sheet-skipped",
      severity: "minor",
      message: `The sheet ${tree.sheet.name} is hidden: only its texts that other sheets show are translated. To have all of it translated, set the option hidden to "translate".`,
      place: `Sheet ${tree.sheet.name}`,
    });
  }
  if (rows > 0) {
    findings.push({
      id: "hidden-cells-skipped",
      severity: "minor",
      message: `${rows === 1 ? "One cell with text stands" : `${rows} cells with text stand`} in hidden rows or columns: what no other cell shows stays as it is. To have all of them translated, set the option hidden to "translate".`,
    });
  }
  return findings;
}

/** What a formula quotes is not translated by default; where it quotes what cells say, it will no longer find it. */
function formulaFindings(
  { formulas, strings }: Pick<WorkbookTexts, "formulas" | "strings">,
  options: XlsxOptions,
  coverage: CoverageCounter,
): Finding[] {
  const findings: Finding[] = [];
  const isTranslated = ({ text }: QuotedText): boolean => {
    const string = strings.reading(text);
    return string !== undefined && (string.visible > 0 || string.isShown);
  };
  const report = (quoted: readonly QuotedText[], category: string, option: string, what: string): void => {
    if (quoted.length === 0) return;
    coverage.skipped(category, `the option ${option} says so`, quoted.length);
    const compared = quoted.filter(isTranslated);
    if (compared.length > 0) {
      findings.push({
        id: `${option === "formulaTexts" ? "formula" : "list"}-compares-texts`,
        severity: "major",
        message: `${examples(compared)} ${compared.length === 1 ? "is" : "are"} quoted by ${what}, and cells that say the same are translated: they will no longer match. Set the option ${option}, or add the words to the list of what is not translated.`,
      });
    }
    const others = quoted.length - compared.length;
    if (others > 0) {
      findings.push({
        id: option === "formulaTexts" ? "formula-texts-left" : "list-entries-left",
        severity: "minor",
        message: `${others === 1 ? "One text" : `${others} texts`} in ${what} stay in the source language, such as ${examples(quoted.filter((one) => !compared.includes(one)))}. The option ${option} has them translated.`,
      });
    }
  };
  if (!options.formulaTexts) report(formulas.quoted, "formulas", "formulaTexts", "formulas");
  if (!options.listEntries) report(formulas.entries, "list entries", "listEntries", "drop-down lists");
  return findings;
}

const MOST_EXAMPLES = 3;
const MOST_EXAMPLE_LENGTH = 40;

function examples(quoted: readonly QuotedText[]): string {
  const shown = quoted.slice(0, MOST_EXAMPLES).map(({ text, place }) => {
    const short = text.length > MOST_EXAMPLE_LENGTH ? `${text.slice(0, MOST_EXAMPLE_LENGTH)}…` : text;
    return `“${short}” (${place})`;
  });
  const more = quoted.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** `0 "days"`: a text in quotes, with letters; names of currencies and languages stand in brackets. */
const FORMAT_TEXT = /"([^"]*\p{L}[^"]*)"/gu;

function numberFormatFindings({ styles }: Pick<WorkbookTexts, "styles">, coverage: CoverageCounter): Finding[] {
  const root = styles.root();
  const formats = root ? descendantsOf(root, "x:numFmt") : [];
  const texts = new Set(
    formats.flatMap((format) => {
      const code = attributeOf(format, "formatCode") ?? "";
      return Array.from(code.matchAll(FORMAT_TEXT), (match) => match[1]!.trim());
    }),
  );
  if (texts.size === 0) return [];
  coverage.skipped("number formats", "they belong to the cells' formats", texts.size);
  const some = [...texts].slice(0, MOST_EXAMPLES).map((text) => `“${text}”`);
  return [
    {
      id: "number-format-texts-left",
      severity: "minor",
      message: `Number formats add ${texts.size === 1 ? "a text" : `${texts.size} texts`} to numbers, such as ${some.join(", ")}, and stay in the source language: change them in Excel (Format Cells > Number > Custom).`,
    },
  ];
}

function packageFindings(
  office: OfficePackage,
  { workbook, shared, sheets, sharedStrings }: Pick<WorkbookTexts, "workbook" | "shared" | "sheets" | "sharedStrings">,
  coverage: CoverageCounter,
): Finding[] {
  const findings: Finding[] = [];
  if (shared !== undefined)
    coverage.skipped("strings no cell shows", "leftovers of editing", unusedStrings(shared, sharedStrings));
  for (const { kind, name } of workbook.sheets) {
    if (kind === "other") {
      findings.push({
        id: "old-sheet-skipped",
        severity: "minor",
        message: `The sheet ${name} is a dialog or macro sheet of Excel 95 and stays as it is.`,
        place: `Sheet ${name}`,
      });
    }
  }
  const names = office.archive.entries.map(({ name }) => name);
  const count = (pattern: RegExp): number => names.filter((name) => pattern.test(name)).length;
  coverage.skipped("embedded objects", "they are documents of their own", count(/(?:^|\/)embeddings\/[^/]+$/));
  coverage.skipped(
    "form controls",
    "their captions are kept in an older format",
    count(/(?:^|\/)ctrlProps\/[^/]+\.xml$/),
  );
  if (names.some((name) => name.startsWith("_xmlsignatures/"))) {
    findings.push({
      id: "signed-document",
      severity: "major",
      message: "The workbook is signed: its signature will not be valid for the translation.",
    });
  }
  if (names.some((name) => /(?:^|\/)vbaProject\.bin$/i.test(name))) {
    findings.push({
      id: "macros-kept",
      severity: "minor",
      message:
        "The workbook holds macros, which stay as they are. Try those that look for texts of cells, or for headers of tables.",
    });
  }
  const fetched = sheets.flatMap(({ tree }) => tree.tables.filter(({ isFetched }) => isFetched));
  if (fetched.length > 0) {
    findings.push({
      id: "fetched-table",
      severity: "minor",
      message: `The ${fetched.length === 1 ? "table" : "tables"} ${fetched.map(({ name }) => name).join(", ")} ${fetched.length === 1 ? "is" : "are"} filled from another source: texts come back in the source language when the data is refreshed.`,
    });
  }
  return findings;
}

function unusedStrings(shared: SharedStrings, used: readonly (CellString | undefined)[]): number {
  let count = 0;
  for (let index = 0; index < shared.count; index += 1) {
    if (used[index] !== undefined) continue;
    const item = shared.item(index, () => ({ marks: [], size: "", color: "" }));
    if (item !== undefined && hasLetters(item.source)) count += 1;
  }
  return count;
}
