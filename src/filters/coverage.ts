import type { CoverageRow } from "./filter.ts";

/** Counts what is extracted and what is left, category by category. */
export interface CoverageCounter<Category extends string = string> {
  /** `count` texts of the category are extracted. */
  extracted(category: Category, count?: number): void;
  /** `count` texts of the category are left, for this reason. */
  skipped(category: Category, reason: string, count?: number): void;
  rows(): CoverageRow[];
}

/** A counter that has counted nothing yet. Every category has a row, in this order, if only of zeros; others are added behind. */
export function coverageCounter<Category extends string>(categories: readonly Category[]): CoverageCounter<Category> {
  const counts = new Map<Category, { extracted: number; skipped: number; reasons: Set<string> }>(
    categories.map((category) => [category, { extracted: 0, skipped: 0, reasons: new Set() }]),
  );
  const of = (category: Category): { extracted: number; skipped: number; reasons: Set<string> } => {
    const known = counts.get(category) ?? { extracted: 0, skipped: 0, reasons: new Set<string>() };
    counts.set(category, known);
    return known;
  };
  return {
    extracted(category, count = 1) {
      of(category).extracted += count;
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

/** As `coverageCounter`, with a row for every category and reason, in the order of their first mention. */
export function coverageByReason(): CoverageCounter {
  const rows = new Map<string, { category: string; extracted: number; skipped: number; reason?: string }>();
  const row = (category: string, reason?: string): { extracted: number; skipped: number } => {
    const key = `${category}\u0000${reason ?? ""}`;
    const known = rows.get(key) ?? { category, extracted: 0, skipped: 0, ...(reason === undefined ? {} : { reason }) };
    rows.set(key, known);
    return known;
  };
  return {
    extracted: (category, count = 1) => {
      row(category).extracted += count;
    },
    skipped: (category, reason, count = 1) => {
      if (count > 0) row(category, reason).skipped += count;
    },
    rows: () => [...rows.values()],
  };
}
