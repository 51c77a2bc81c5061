import { GlossaryError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import type { Locale } from "../model/locale.ts";
import type { GlossaryEntry, TermStatus } from "../model/term.ts";
import { columnsOf, type Column } from "./columns.ts";
import { decodeText } from "./decode-text.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { readRows } from "./read-rows.ts";

export interface GlossaryOptions {
  /** For messages: "glossaries/en-ru.csv". */
  readonly file: string;
  /** For headers that name the languages. */
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale;
}

export interface Glossary {
  readonly entries: readonly GlossaryEntry[];
  /** Rows that were left out or look wrong, with their line. */
  readonly findings: readonly Finding[];
}

/** Words for a status, as people and TBX write them, lower-case, letters only. */
const STATUSES: Readonly<Record<TermStatus, readonly string[]>> = {
  preferred: ["", "preferred", "approved", "standard", "preferredtermadmnsts"],
  admitted: ["admitted", "allowed", "acceptable", "admittedtermadmnsts"],
  forbidden: ["forbidden", "deprecated", "prohibited", "donotuse", "supersededtermadmnsts", "deprecatedtermadmnsts"],
};

const YES = new Set(["yes", "y", "true", "1", "x"]);

/**
 * Reads a term list in CSV or TSV: comma, semicolon or tab; UTF-8 or UTF-16; with a header, or as DeepL (two columns) and OmegaT (three) write
 * it. Errors: GlossaryError malformed-glossary, with file and line. What is wrong with single rows is a finding: glossary-empty and
 * glossary-unknown-status (row left out), glossary-stray-space, glossary-duplicate, glossary-conflict.
 */
export function readGlossary(bytes: Uint8Array, options: GlossaryOptions): Glossary {
  const { file } = options;
  const rows = readRows(decodeText(bytes, file), file);
  const first = rows[0];
  if (!first) return { entries: [], findings: [] };
  if (first.cells.length < 2)
    throw new GlossaryError(
      "malformed-glossary",
      `${file} has only one column. A glossary has a term and its translation in each line.`,
      {
        hint: "Divide the columns by commas, semicolons or tabs.",
        place: { file, line: first.line },
      },
    );
  const { columns, hasHeader } = columnsOf(first.cells, options.sourceLocale, options.targetLocale);
  const entries: GlossaryEntry[] = [];
  const findings: Finding[] = [];
  for (const { cells, line } of hasHeader ? rows.slice(1) : rows) {
    const place = `${file}, line ${line}`;
    const report = (id: string, message: string): void => {
      findings.push({ id, severity: "minor", message, place });
    };
    const raw = (column: Column): string => cells[columns.get(column) ?? -1] ?? "";
    const cell = (column: Column): string => raw(column).normalize("NFC").replaceAll(/\s+/g, " ").trim();
    const [source, target] = [cell("source"), cell("target")];
    const status = statusOf(cell("status"));
    if (source === "" || target === "")
      report(
        "glossary-empty",
        `The ${source === "" ? "term" : `translation of “${source}”`} is empty; the line is left out.`,
      );
    else if (!status)
      report(
        "glossary-unknown-status",
        `“${cell("status")}” is no status; use preferred, admitted or forbidden. The line is left out.`,
      );
    else {
      if (raw("source").normalize("NFC") !== source || raw("target").normalize("NFC") !== target)
        report("glossary-stray-space", `“${source}” has spaces too many, or special ones; they are not counted.`);
      const optional = (column: "partOfSpeech" | "note" | "scope"): object =>
        cell(column) === "" ? {} : { [column]: cell(column) };
      entries.push({
        source,
        target,
        status,
        caseSensitive: YES.has(cell("caseSensitive").toLowerCase()),
        place,
        ...optional("partOfSpeech"),
        ...optional("note"),
        ...optional("scope"),
      });
    }
  }
  return { entries, findings: [...findings, ...findDuplicates(entries)] };
}

function statusOf(cell: string): TermStatus | undefined {
  const word = cell.toLowerCase().replaceAll(/[^\p{L}]/gu, "");
  return (Object.keys(STATUSES) as TermStatus[]).find((status) => STATUSES[status].includes(word));
}
