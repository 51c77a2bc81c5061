import { gates } from "./gates/index.ts";
import type { CorpusReport, FormatSummary, GateSummary } from "./report.ts";

/** The report for a person, as lines. `most`: how many failed documents of each gate are named. */
export function printReport(report: CorpusReport, most: number): string[] {
  const unread = Object.entries(report.unread).map(([extension, files]) => `${files} ${extension}`);
  return [
    ...report.formats.flatMap((format) => formatLines(format, most)),
    ...(unread.length > 0 ? ["", `Not read, no filter claims them: ${unread.join(", ")}.`] : []),
    "",
    report.ok ? "Every gate was passed." : "Some gates were not passed.",
  ];
}

function formatLines(format: FormatSummary, most: number): string[] {
  return [
    "",
    `${format.format}: ${format.files} files`,
    ...format.gates.flatMap((gate) => gateLines(gate, most)),
    ...(format.codesPer100 === undefined ? [] : [`  codes per 100 paragraphs: ${format.codesPer100}`]),
    ...(format.coverage.length === 0 ? [] : ["  coverage, as the filter reports it:"]),
    ...format.coverage.map(
      ({ category, extracted, skipped, reason }) =>
        `    ${String(extracted).padStart(8)} extracted ${String(skipped).padStart(8)} skipped  ${category}${reason ? ` (${reason})` : ""}`,
    ),
    ...letterLines(format),
  ];
}

function gateLines(summary: GateSummary, most: number): string[] {
  const title = gates.find(({ id }) => id === summary.gate)?.title ?? "";
  const counts = Object.entries(summary.counts)
    .filter(([key]) => !/^(?:letters|left): /.test(key))
    .map(([key, amount]) => `${key} ${amount}`);
  const { failed } = summary;
  return [
    `  ${summary.gate} ${title}: ${summary.passed} of ${summary.files} passed`,
    ...(counts.length > 0 ? [`     ${counts.join(" · ")}`] : []),
    ...summary.excepted.map(({ file, reason }) => `     excepted: ${file}: ${reason}`),
    ...failed
      .slice(0, most)
      .flatMap(({ file, reasons }) => [`     ${file}`, ...reasons.map((reason) => `       ${reason}`)]),
    ...(failed.length > most ? [`     and ${failed.length - most} more files (--list shows more)`] : []),
  ];
}

/** The independent count of G4: plain letters in each kind of part, and the share that pseudo-translation reached. */
function letterLines(format: FormatSummary): string[] {
  const counts = format.gates.find(({ gate }) => gate === "G4")?.counts ?? {};
  const kinds = Object.keys(counts).filter((key) => key.startsWith("letters: "));
  if (kinds.length === 0) return [];
  const rows = kinds
    .map((key) => ({ kind: key.slice(9), letters: counts[key]!, left: counts[`left: ${key.slice(9)}`] ?? 0 }))
    .sort((a, b) => b.letters - a.letters);
  return [
    "  plain letters in paragraphs, counted apart from the filter, and how many were reached:",
    ...rows.map(({ kind, letters, left }) => {
      const share = ((1 - left / letters) * 100).toFixed(1).padStart(6);
      return `    ${String(letters).padStart(9)} letters ${share} % reached  ${kind}`;
    }),
  ];
}
