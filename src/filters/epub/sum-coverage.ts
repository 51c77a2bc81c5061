import type { CoverageRow } from "../filter.ts";

/** The rows of many pages as one for each category and reason. */
export function sumCoverage(rows: readonly CoverageRow[]): CoverageRow[] {
  const sums = new Map<string, CoverageRow>();
  for (const row of rows) {
    const key = `${row.category}\n${row.reason ?? ""}`;
    const sum = sums.get(key);
    sums.set(
      key,
      sum === undefined
        ? row
        : { ...sum, extracted: sum.extracted + row.extracted, skipped: sum.skipped + row.skipped },
    );
  }
  return [...sums.values()];
}
