import type { CoverageRow } from "../filter.ts";

/** Counts what is extracted and what is left, category by category. */
export interface CoverageCounter {
  extracted(category: string): void;
  /** `count` texts of the category are left, for this reason. */
  skipped(category: string, reason: string, count?: number): void;
  rows(): CoverageRow[];
}

/** A counter that has counted nothing yet. Every category has a row, in this order, if only of zeros; others are added behind. */
export function coverageCounter(categories: readonly string[]): CoverageCounter {
  const counts = new Map(
    categories.map((category) => [category, { extracted: 0, skipped: 0, reasons: new Set<string>() }]),
  );
  const of = (category: string): { extracted: number; skipped: number; reasons: Set<string> } => {
    const known = counts.get(category) ?? { extracted: 0, skipped: 0, reasons: new Set<string>() };
    counts.set(category, known);
    return known;
  };
  return {
    extracted(category) {
      of(category).extracted += 1;
    },
    skipped(category, reason, count = 1) {
      if (count === 0) return;
      const entry = of(category);
      entry.skipped += count;
      entry.reasons.add(reason);
    },
    rows: () =>
      [...counts].map(([category, { extracted, skipped, reasons }]) => ({
        category,
        extracted,
        skipped,
        ...(reasons.size === 0 ? {} : { reason: [...reasons].join("; ") }),
      })),
  };
}
