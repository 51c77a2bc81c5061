import type { CoverageRow } from "../filter.ts";

/** Counts what is extracted and what is left, category by category. */
export interface CoverageCounter {
  extracted(category: IdmlCategory): void;
  /** `count` texts of the category are left, for this reason. */
  skipped(category: IdmlCategory, reason: string, count?: number): void;
  rows(): CoverageRow[];
}

/** The categories of an InDesign document, in the order of the report; every one has a row, if only of zeros. */
const CATEGORIES = [
  "text frames",
  "tables",
  "footnotes",
  "endnotes",
  "anchored text",
  "text on a path",
  "master pages",
  "pasteboard",
  "text without a frame",
  "alternative texts",
  "form fields",
  "text variables",
  "numbering",
  "section markers",
  "cross-reference formats",
  "table of contents titles",
  "watermark",
  "notes",
  "hidden text",
  "index topics",
  "bookmarks",
  "deleted text",
  "XML without a place",
] as const;

export type IdmlCategory = (typeof CATEGORIES)[number];

/** A counter that has counted nothing yet. */
export function coverageCounter(): CoverageCounter {
  const counts = new Map<IdmlCategory, { extracted: number; skipped: number; reasons: Set<string> }>(
    CATEGORIES.map((category) => [category, { extracted: 0, skipped: 0, reasons: new Set<string>() }]),
  );
  return {
    extracted(category) {
      counts.get(category)!.extracted += 1;
    },
    skipped(category, reason, count = 1) {
      if (count === 0) return;
      const entry = counts.get(category)!;
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
