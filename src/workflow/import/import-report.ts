import type { Finding } from "../../model/finding.ts";
import type { Locale } from "../../model/locale.ts";
import { isAtLeast } from "../../model/unit.ts";
import type { Outcome } from "../outcome.ts";
import type { SegmentOutcome } from "./decide.ts";
import type { LeftOutFile } from "./find-returns.ts";
import { isDoubledText } from "../../xliff/reconcile-target.ts";
import type { SegmentReport } from "./reconcile-return.ts";

/** What became of one returned file. A file that holds several documents gives several. */
export interface ImportedFile {
  /** The document it belongs to. */
  readonly document: string;
  readonly locale: Locale;
  /** The same bytes were imported before; nothing was done. */
  readonly isRepeated: boolean;
  /** The working file was gone, and was put back as it was last written. */
  readonly isRestored?: true;
  /** Without a baseline the comparison was two-way. */
  readonly isThreeWay: boolean;
  /** Of the file as a whole; those of its segments stand there. */
  readonly findings: readonly Finding[];
  readonly segments: SegmentReports;
  readonly counts: ImportCounts;
}

export type ImportCounts = Readonly<Record<SegmentOutcome | "codesRepaired" | "codesWrong" | "doubled", number>>;

export interface ImportReport {
  readonly outcomes: readonly Outcome<ImportedFile>[];
  /** Files in the inbox that are no XLIFF. */
  readonly leftOut: readonly LeftOutFile[];
  /** Relative to the root: the report for people and for programs; absent where nothing was written. */
  readonly reportFiles: readonly string[];
  /** How many translations went to the memory. */
  readonly remembered: number;
  readonly isInterrupted: boolean;
}

/** Every segment of a returned file, which need not all be in memory: ask for them one by one. As JSON an array. */
export interface SegmentReports extends Iterable<SegmentReport> {
  readonly counts: ImportCounts;
  /** Contradictions that no policy settled: a person must choose. */
  readonly conflicts: readonly SegmentReport[];
  /** How many are too little reviewed for a merge without flags. */
  readonly unready: number;
  /** How many need a person's look. */
  readonly remarkable: number;
  /** How many the editor wrote a note on. */
  readonly noted: number;
  add(report: SegmentReport): void;
  /** Each as JSON. */
  texts(): Iterable<string>;
  toJSON(): readonly SegmentReport[];
}

/** An array, or a spool, which keeps them as JSON already. */
interface KeptReports extends Iterable<SegmentReport> {
  push(report: SegmentReport): unknown;
  texts?(): Iterable<string>;
}

/** Whether a person should look at a segment. */
export function needsLook({ outcome, codes, findings, notes }: SegmentReport): boolean {
  return (
    outcome === "conflict" || outcome === "unmatched" || codes === "wrong" || findings.length > 0 || notes.length > 0
  );
}

/** Collects reports and counts them; `kept`: where they are kept. */
export function collectReports(kept: KeptReports): SegmentReports {
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
    doubled: 0,
  };
  const conflicts: SegmentReport[] = [];
  let unready = 0;
  let remarkable = 0;
  let noted = 0;
  return {
    counts,
    conflicts,
    get unready() {
      return unready;
    },
    get remarkable() {
      return remarkable;
    },
    get noted() {
      return noted;
    },
    add(report) {
      kept.push(report);
      if (needsLook(report)) remarkable += 1;
      if (report.notes.length > 0) noted += 1;
      const { outcome, codes, isSettled, state } = report;
      counts[outcome] += 1;
      if (codes === "repaired") counts.codesRepaired += 1;
      if (codes === "wrong") counts.codesWrong += 1;
      if (report.findings.some(isDoubledText)) counts.doubled += 1;
      const isOpen = outcome === "conflict" && !isSettled;
      // Its texts may be cut-outs of larger ones (`detached`).
      if (isOpen) conflicts.push(JSON.parse(JSON.stringify(report)) as SegmentReport);
      const isGoodEnough = state !== undefined && isAtLeast(state, "edited");
      if (outcome !== "unmatched" && (isOpen || !isGoodEnough)) unready += 1;
    },
    [Symbol.iterator]: () => kept[Symbol.iterator](),
    texts: () => kept.texts?.() ?? Array.from(kept, (report) => JSON.stringify(report)),
    toJSON: () => [...kept],
  };
}
