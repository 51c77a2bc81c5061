import { defineFilter, type AnyFilter } from "../filter.ts";
import { openPackage } from "../ooxml/package.ts";
import { mergeWorkbook } from "./merge-workbook.ts";
import { XLSX_DEFAULTS, XLSX_OPTIONS, type XlsxOptions } from "./options.ts";
import { readWorkbookTexts } from "./read-workbook-texts.ts";

/** Excel workbooks and templates, with and without macros. */
export const xlsx: AnyFilter = defineFilter<XlsxOptions>({
  id: "xlsx",
  name: "Excel workbook",
  extensions: [".xlsx", ".xlsm", ".xltx", ".xltm"],
  defaults: XLSX_DEFAULTS,
  options: XLSX_OPTIONS,

  extract: async ({ bytes, locale }, options) => {
    const office = openPackage(bytes, true);
    const { units, findings, coverage } = readWorkbookTexts(office, options, { source: locale, target: locale }, false);
    return { units: units.map(({ unit }) => unit), findings, coverage: coverage.rows() };
  },

  merge: async (document, translation, options) => mergeWorkbook(document, translation, options),
});
