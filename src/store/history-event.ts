import type { SegmentId } from "../model/identity.ts";
import type { Locale } from "../model/locale.ts";
import type { Fragment } from "../model/fragment.ts";
import type { Origin, Target } from "../model/unit.ts";

/** What a batch of work is: one run of a command. */
export type BatchKind = "extract" | "translate" | "import";

/** What happened to one segment. `removed`: its source is gone from the document; `before` keeps the translation. */
export interface HistoryEvent {
  readonly change: "changed" | "removed";
  readonly segment: SegmentId;
  readonly source: Fragment;
  /** Absent: there was no translation. */
  readonly before?: Target;
  /** Absent: there is none now. */
  readonly after?: Target;
  /** The text (`after`; of a removed segment `before`) was written for another source: it never counts as accepted. */
  readonly isStale?: true;
  readonly origin?: Origin;
}

/** An event as history tells it, oldest first. */
export interface RecordedEvent extends HistoryEvent {
  readonly document: string;
  readonly locale: Locale;
  readonly exportId?: string;
  readonly batch: number;
  readonly kind: BatchKind;
  /** ISO 8601. */
  readonly time: string;
}

/** One run of a command, as history tells it. */
export interface Batch {
  readonly id: number;
  readonly kind: BatchKind;
  /** ISO 8601. */
  readonly time: string;
  /** Whether all its files were written; false after a crash, or while it runs. */
  readonly isComplete: boolean;
}

/** A file that a batch wrote: its SHA-256 before (absent: there was no file) and after. */
export interface BatchFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly before?: string;
  readonly after: string;
}

/** A writing of a working file, found again by its id, its path or its bytes. */
export interface ExportRecord {
  readonly id: string;
  /** Of the working file, relative to the project, with `/`. */
  readonly path: string;
  /** As `Original.name`. */
  readonly document: string;
  /** Absent for `xliff/source`. */
  readonly locale?: Locale;
  /** Of the bytes. */
  readonly sha256: string;
}
