import type { CoverageRow } from "../../filters/filter.ts";
import type { CorpusReport, FormatSummary } from "./report.ts";

/** What is kept of a run, so that a regression shows: figures by format and category, and nothing of the documents themselves. */
export interface Snapshot {
  /** Only every n-th document was run; 1: all. */
  readonly every: number;
  readonly formats: Readonly<Record<string, FormatFigures>>;
}

interface FormatFigures {
  /** Documents that went through G4. */
  readonly files: number;
  /** How many documents passed each gate that was run; those excepted count. */
  readonly passed: Readonly<Record<string, number>>;
  readonly codesPer100?: number;
  /** Plain letters, counted apart from the filter: all, and those that no translation reached. */
  readonly letters: number;
  readonly lettersLeft: number;
  readonly coverage: readonly CoverageRow[];
}

/** The figures of a run. */
export function takeSnapshot(report: CorpusReport, every: number): Snapshot {
  return { every, formats: Object.fromEntries(report.formats.map((format) => [format.format, figuresOf(format)])) };
}

function figuresOf({ gates, codesPer100, coverage }: FormatSummary): FormatFigures {
  const counts = gates.find(({ gate }) => gate === "G4");
  const sum = (prefix: string): number =>
    Object.entries(counts?.counts ?? {}).reduce((all, [key, amount]) => all + (key.startsWith(prefix) ? amount : 0), 0);
  return {
    files: counts?.files ?? 0,
    passed: Object.fromEntries(gates.map(({ gate, passed, excepted }) => [gate, passed + excepted.length])),
    ...(codesPer100 === undefined ? {} : { codesPer100 }),
    letters: sum("letters: "),
    lettersLeft: sum("left: "),
    coverage,
  };
}

/** The older snapshot with the formats of the newer one in place of its own. Both must hold every n-th document of the same n. */
export function updateSnapshot(older: Snapshot | undefined, newer: Snapshot): Snapshot {
  const formats = { ...(older?.every === newer.every ? older.formats : {}), ...newer.formats };
  const sorted = Object.entries(formats).sort(([a], [b]) => (a < b ? -1 : 1));
  return { every: newer.every, formats: Object.fromEntries(sorted) };
}

/** Sentences about what has become worse since the older snapshot; formats and gates that were not run now are passed over. */
export function findRegressions(older: Snapshot, newer: Snapshot): string[] {
  return Object.entries(newer.formats).flatMap(([format, now]) => {
    const then = older.formats[format];
    if (then === undefined) return [];
    if (then.files !== now.files)
      return [`${format}: ${now.files} documents were run, ${then.files} then: these are not the same documents.`];
    return compareFigures(then, now).map((sentence) => `${format}: ${sentence}`);
  });
}

function compareFigures(then: FormatFigures, now: FormatFigures): string[] {
  const worse: string[] = [];
  for (const [gate, passed] of Object.entries(now.passed)) {
    const before = then.passed[gate] ?? 0;
    if (passed < before) worse.push(`${gate} is passed by ${passed} documents, by ${before} then.`);
  }
  if (now.codesPer100 !== undefined && now.codesPer100 > (then.codesPer100 ?? Infinity))
    worse.push(`there are ${now.codesPer100} codes per 100 paragraphs, ${then.codesPer100} then.`);
  if (now.lettersLeft > then.lettersLeft)
    worse.push(`${now.lettersLeft} plain letters were not reached, ${then.lettersLeft} then.`);
  const extracted = extractedByCategory(now.coverage);
  for (const [category, before] of extractedByCategory(then.coverage)) {
    const texts = extracted.get(category) ?? 0;
    if (texts < before) worse.push(`${texts} texts of the category ${category} are extracted, ${before} then.`);
  }
  return worse;
}

function extractedByCategory(rows: readonly CoverageRow[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { category, extracted } of rows) sums.set(category, (sums.get(category) ?? 0) + extracted);
  return sums;
}
