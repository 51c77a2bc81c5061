import { CsvError, parse } from "csv-parse/sync";
import type { ExchangeFormat } from "./format.ts";
import { malformed, utf8 } from "./malformed.ts";
import { fromRows, toRows } from "./table.ts";

/** A table as comma- or tab-separated values (RFC 4180), in UTF-8 with a mark, without which Excel takes it for something else. */
export const csv: ExchangeFormat = {
  id: "csv",
  extensions: [".csv", ".tsv"],
  read: async (bytes, context) => {
    const text = utf8(bytes, context.file);
    const first = text.slice(0, Math.max(0, text.search(/\r?\n/)));
    const delimiter = ["\t", ";", ","].find((sign) => first.includes(sign)) ?? ",";
    try {
      const rows = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true });
      return { document: fromRows(rows, context), losses: [] };
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const line = typeof error["lines"] === "number" ? error["lines"] : undefined;
      throw malformed(
        context.file,
        "it is not a table of comma-separated values.",
        "Save it again as CSV, in UTF-8.",
        line,
        error,
      );
    }
  },
  write: async (document) => {
    const { rows, losses } = toRows(document);
    const text = rows.map((row) => row.map(quoted).join(",")).join("\r\n");
    return { bytes: Buffer.from(`\uFEFF${text}\r\n`), losses };
  },
};

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
