import type { Locale } from "../../model/locale.ts";
import type { Outcome } from "../outcome.ts";
import type { SegmentOutcome } from "./decide.ts";
import type { SegmentReport } from "./reconcile-return.ts";

/** What became of one returned file. A file that holds several documents gives several. */
export interface ImportedFile {
  /** The document it belongs to. */
  readonly document: string;
  readonly locale: Locale;
  /** The same bytes were imported before; nothing was done. */
  readonly isRepeated: boolean;
  /** Without a baseline the comparison was two-way. */
  readonly isThreeWay: boolean;
  readonly segments: readonly SegmentReport[];
  readonly counts: ImportCounts;
}

export type ImportCounts = Readonly<Record<SegmentOutcome | "codesRepaired" | "codesWrong", number>>;

export interface ImportReport {
  readonly outcomes: readonly Outcome<ImportedFile>[];
  /** Names of files in the inbox that are no XLIFF. */
  readonly leftOut: readonly string[];
  /** Relative to the root: the report for people and for programs; absent where nothing was written. */
  readonly reportFiles: readonly string[];
  /** How many translations went to the memory. */
  readonly remembered: number;
  readonly isInterrupted: boolean;
}

/** Counts segments by what became of them. */
export function countOutcomes(segments: readonly SegmentReport[]): ImportCounts {
  const counts = {
    confirmed: 0,
    changed: 0,
    untouched: 0,
    empty: 0,
    overtaken: 0,
    missing: 0,
    unmatched: 0,
    conflict: 0,
    codesRepaired: 0,
    codesWrong: 0,
  };
  for (const { outcome, codes } of segments) {
    counts[outcome] += 1;
    if (codes === "repaired") counts.codesRepaired += 1;
    if (codes === "wrong") counts.codesWrong += 1;
  }
  return counts;
}
