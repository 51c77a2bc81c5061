import type { Finding } from "../model/finding.ts";
import type { Fragment } from "../model/fragment.ts";
import type { Locale } from "../model/locale.ts";
import type { Note } from "../model/unit.ts";
import type { ReturnedIdentity } from "./identity-notes.ts";
import type { RecordedState } from "./recorded-state.ts";

/** What a unit's markup says of its state, as it is written; `reviewEvidence` judges it. */
export interface RawEvidence {
  /** XLIFF 1.2 `target/@state`; 2.x `segment/@state`, the lowest where the unit has several. */
  readonly state?: string;
  /** XLIFF 2.x `segment/@subState`, of the segment that `state` is of. */
  readonly subState?: string;
  readonly stateQualifier?: string;
  /** XLIFF 1.2 `trans-unit/@approved`. */
  readonly isApproved?: boolean;
  /** Trados: `sdl:seg/@conf`, of each segment of the unit. */
  readonly sdlConfirmations?: readonly string[];
  /** memoQ: `mq:status`. */
  readonly memoqStatus?: string;
  /** Phrase: `m:confirmed`. */
  readonly isConfirmed?: boolean;
}

/** A unit as some tool returned it. Code data is always "". */
export interface ReturnedUnit {
  readonly id: string;
  readonly resname?: string;
  readonly source: Fragment;
  /** Absent where no target was delivered; an empty target is an empty fragment. */
  readonly target?: Fragment;
  readonly hasTarget: boolean;
  readonly evidence: RawEvidence;
  /** From `extradata` (1.2) or a note (2.x), where it is ours. */
  readonly recorded?: RecordedState;
  /** All notes, ours among them (`parseUnitNotes`). */
  readonly notes: readonly Note[];
  readonly maxLength?: number;
  /** Marked as nothing to translate (`translate="no"`), itself or by what holds it. */
  readonly isProtected?: true;
  /** Line of the unit in the file, from 1. */
  readonly line: number;
}

/** One `file` element, but for its units. */
export interface FileHead {
  readonly original: string;
  readonly sourceLocale?: Locale;
  readonly targetLocale?: Locale;
  /** The tools named in the header. */
  readonly tools: readonly string[];
  /** From our header or, where a tool dropped its notes, from `product-name` and `build-num`. */
  readonly project?: string;
  readonly exportId?: string;
  /** Where the header is still ours. */
  readonly identity?: ReturnedIdentity;
}

/** One `file` element. */
export interface ReturnedFile extends FileHead {
  readonly units: readonly ReturnedUnit[];
}

/** Receives what the reader of a version reads, in the order of the file. */
export interface XliffSink {
  /** Before the first unit of a `file`, or at its end where it has none. */
  startFile(head: FileHead): void;
  unit(unit: ReturnedUnit): void;
  /** The head again, with the language that only targets after the first one told. */
  endFile(head: FileHead): void;
  finding(finding: Finding): void;
}

/** An XLIFF file, or a zipped package of them, as some tool returned it. */
export interface XliffFile {
  /** For messages. */
  readonly fileName: string;
  /** As declared: "1.0" … "2.2". */
  readonly version: string;
  readonly files: readonly ReturnedFile[];
  /** Duplicate ids, second targets and the like; the place of each is a line. */
  readonly findings: readonly Finding[];
}
