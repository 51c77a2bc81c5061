import type { CoverageRow } from "../../filters/filter.ts";
import type { Exception } from "./exceptions.ts";
import { traitsOf } from "./format-traits.ts";
import { count, type GateId } from "./gate.ts";
import { gates } from "./gates/index.ts";
import type { FileReport } from "./job.ts";

/** One gate over all documents of one format. */
export interface GateSummary {
  readonly gate: GateId;
  readonly files: number;
  readonly passed: number;
  readonly failed: readonly { readonly file: string; readonly reasons: readonly string[] }[];
  /** Failed, and listed as being the document's own fault. */
  readonly excepted: readonly { readonly file: string; readonly reason: string }[];
  readonly counts: Readonly<Record<string, number>>;
}

export interface FormatSummary {
  readonly format: string;
  readonly files: number;
  readonly gates: readonly GateSummary[];
  readonly coverage: readonly CoverageRow[];
  /** Visible codes per 100 paragraphs, a pair counted once; undefined without G6. */
  readonly codesPer100?: number;
}

/** The whole run, the same for the same files and the same program. */
export interface CorpusReport {
  readonly ok: boolean;
  /** Files that no filter claims, by extension. */
  readonly unread: Readonly<Record<string, number>>;
  readonly formats: readonly FormatSummary[];
}

/** Adds up the reports of single files. */
export function summarise(
  reports: readonly FileReport[],
  unread: Readonly<Record<string, number>>,
  exceptions: readonly Exception[] = [],
): CorpusReport {
  const names = [...new Set(reports.map(({ format }) => format ?? "unknown"))].sort();
  const formats = names.map((name) =>
    summariseFormat(
      name,
      reports.filter(({ format }) => (format ?? "unknown") === name),
      exceptions,
    ),
  );
  return { ok: formats.every(({ gates }) => gates.every(({ failed }) => failed.length === 0)), unread, formats };
}

function summariseFormat(
  format: string,
  reports: readonly FileReport[],
  exceptions: readonly Exception[],
): FormatSummary {
  const summaries = gates
    .map(({ id }) => summariseGate(id, reports, exceptions))
    .filter(({ files }) => files > 0)
    .map((summary) => (summary.gate === "G6" ? withBudget(summary, format) : summary));
  const codes = summaries.find(({ gate }) => gate === "G6");
  return {
    format,
    files: reports.length,
    gates: summaries,
    coverage: addCoverage(reports.flatMap(({ results }) => results.flatMap(({ coverage }) => coverage ?? []))),
    ...(codes ? { codesPer100: codesPer100(codes) } : {}),
  };
}

function summariseGate(gate: GateId, reports: readonly FileReport[], exceptions: readonly Exception[]): GateSummary {
  const results = reports.flatMap(({ name: file, sha256, results }) =>
    results
      .filter((result) => result.gate === gate)
      .map((result) => ({
        ...result,
        file,
        exception: exceptions.find((exception) => exception.gate === gate && exception.sha256 === sha256),
      })),
  );
  const counts: Record<string, number> = {};
  for (const result of results) for (const [key, amount] of Object.entries(result.counts)) count(counts, key, amount);
  const notPassed = results.filter(({ failures }) => failures.length > 0);
  return {
    gate,
    files: results.length,
    passed: results.length - notPassed.length,
    failed: notPassed
      .filter(({ exception }) => exception === undefined)
      .map(({ file, failures }) => ({ file, reasons: failures })),
    excepted: notPassed.flatMap(({ file, exception }) => (exception ? [{ file, reason: exception.reason }] : [])),
    counts: Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function codesPer100({ counts }: GateSummary): number {
  const codes = (counts["codes: pairs"] ?? 0) + (counts["codes: standalone"] ?? 0);
  const paragraphs = counts["paragraphs"] ?? 0;
  return paragraphs === 0 ? 0 : Math.round((codes / paragraphs) * 1000) / 10;
}

/** The budget is kept by all documents together, not by each. */
function withBudget(summary: GateSummary, format: string): GateSummary {
  const most = traitsOf(format).codeBudget;
  const found = codesPer100(summary);
  if (most === undefined || found <= most) return summary;
  const reason = `There are ${found} codes per 100 paragraphs; ${most} is the budget.`;
  return { ...summary, failed: [...summary.failed, { file: "(all files together)", reasons: [reason] }] };
}

/** Rows of the same category and reason added up; most texts first. */
function addCoverage(rows: readonly CoverageRow[]): CoverageRow[] {
  const byKey = new Map<string, CoverageRow>();
  for (const row of rows) {
    const key = `${row.category}\t${row.reason ?? ""}`;
    const sum = byKey.get(key);
    byKey.set(key, {
      ...row,
      extracted: row.extracted + (sum?.extracted ?? 0),
      skipped: row.skipped + (sum?.skipped ?? 0),
    });
  }
  return [...byKey.values()].sort(
    (a, b) => b.extracted + b.skipped - a.extracted - a.skipped || (a.category < b.category ? -1 : 1),
  );
}
