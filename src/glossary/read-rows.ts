import { CsvError, parse, type Options } from "csv-parse/sync";
import { GlossaryError } from "../errors.ts";

/** A row with the line it ends on, from 1. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

const DELIMITERS = ["\t", ";", ","];

/** The rows of a CSV or TSV text that are not empty. A line that begins with `#` is a remark, as OmegaT has it; Excel's `sep=;` is obeyed. */
export function readRows(text: string, file: string): Row[] {
  const told = /^sep=(.)\r?\n/.exec(text)?.[1];
  const delimiter = told ?? delimiterOf(text, file);
  const options: Options = {
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  };
  try {
    return rows(parse(text, options), told !== undefined);
  } catch (error) {
    // In a list of OmegaT's, quotes are characters like others.
    if (delimiter === "\t" && error instanceof CsvError) return rows(parse(text, { ...options, quote: false }), false);
    throw explain(error, file);
  }
}

function rows(parsed: unknown, hasSeparatorLine: boolean): Row[] {
  return (parsed as { record: string[]; info: { lines: number } }[])
    .map(({ record, info }) => ({ cells: record, line: info.lines }))
    .filter(
      ({ cells }, index) =>
        !(hasSeparatorLine && index === 0) && !isRemark(cells) && cells.some((cell) => cell.trim() !== ""),
    );
}

function isRemark(cells: readonly string[]): boolean {
  return cells[0]!.startsWith("#");
}

/** The character that divides the first lines most evenly: that occurs in each of them, most often in the first. */
function delimiterOf(text: string, file: string): string {
  if (/\.(?:tsv|tab)$/i.test(file)) return "\t";
  const lines = text
    .split(/\r\n|\r|\n/, 50)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .slice(0, 5)
    .map((line) => line.replaceAll(/"(?:[^"]|"")*"/g, ""));
  const first = lines[0] ?? "";
  const count = (delimiter: string): number => first.split(delimiter).length - 1;
  const shared = DELIMITERS.filter((delimiter) => lines.every((line) => line.includes(delimiter)));
  const candidates = shared.length > 0 ? shared : DELIMITERS;
  return candidates.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function explain(error: unknown, file: string): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error["lines"] === "number" ? error["lines"] : undefined;
  const what =
    error.code === "CSV_QUOTE_NOT_CLOSED"
      ? "A quotation mark is opened and never closed."
      : "The line is not divided into columns as CSV asks for.";
  return new GlossaryError("malformed-glossary", `${file} cannot be read. ${what}`, {
    hint: "Open the list in a spreadsheet program, look at that line, and save it as CSV UTF-8.",
    place: { file, ...(line === undefined ? {} : { line }) },
    cause: error,
  });
}
