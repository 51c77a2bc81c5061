import { hasLetters, isSameFragment, type Fragment } from "../model/fragment.ts";
import { isAtLeast, stateOf, type Segment, type TargetState } from "../model/unit.ts";
import { isChangedSince, type RecordedState } from "./recorded-state.ts";
import { isMoreEvidence, writtenEvidence, type ReviewEvidence } from "./review-evidence.ts";

/** A segment as it was sent. */
export interface StateBaseline {
  readonly source: Fragment;
  readonly target?: Fragment;
  readonly state: TargetState;
  /** As `writtenEvidence` gives it for what was sent. */
  readonly evidence: ReviewEvidence;
  readonly isStale?: boolean;
}

/** The baseline that a segment of an export is. */
export function stateBaselineOf(segment: Segment): StateBaseline {
  const { source, target, stale = false } = segment;
  const state = stateOf(segment);
  return {
    source,
    ...(target === undefined ? {} : { target: target.fragment }),
    state,
    evidence: writtenEvidence(state, stale),
    isStale: stale,
  };
}

/** What is known of a segment that was read. Fragments are compared as they are: reconcile them first. */
export interface StateReading {
  readonly source: Fragment;
  /** Absent: not delivered, or empty. */
  readonly target?: Fragment;
  readonly recorded?: RecordedState;
  readonly evidence: ReviewEvidence;
  /** From `.pitrans/exports`; it goes before what the file says. */
  readonly baseline?: StateBaseline;
  /** The text is listed in do-not-translate: a target equal to the source is a translation. */
  readonly mayEqualSource?: boolean;
}

export interface StateVerdict {
  readonly state: TargetState;
  /** The target is the translation of another source. */
  readonly isStale: boolean;
  /** Against the baseline or what the file records; undefined where there is neither. */
  readonly isTargetChanged: boolean | undefined;
  /** There is evidence of review that was not there when the file was written. */
  readonly isNewlyReviewed: boolean;
}

interface Earlier {
  readonly state: TargetState;
  readonly isStale: boolean;
  readonly isSourceChanged: boolean;
  readonly isTargetChanged: boolean;
  readonly evidence: ReviewEvidence;
}

/** The state of a segment that was read, by the rules of PRODUCT.md (States). */
export function stateOnReading(reading: StateReading): StateVerdict {
  const { source, target, evidence } = reading;
  const earlier = earlierOf(reading);
  const isNewlyReviewed = isMoreEvidence(evidence, earlier?.evidence ?? "none");
  const isTargetChanged = earlier?.isTargetChanged;
  if (target === undefined || target.length === 0) {
    return { state: "initial", isStale: false, isTargetChanged, isNewlyReviewed: false };
  }
  const hadTranslation = earlier !== undefined && earlier.state !== "initial";
  const isUntouchedCopy =
    isSameFragment(source, target) && hasLetters(source) && reading.mayEqualSource !== true && !isNewlyReviewed;
  if (isUntouchedCopy && !(hadTranslation && isTargetChanged === false)) {
    return { state: "initial", isStale: false, isTargetChanged, isNewlyReviewed };
  }
  return {
    state: stateFrom(earlier, evidence, isNewlyReviewed),
    isStale:
      earlier !== undefined &&
      (earlier.isSourceChanged || (earlier.isStale && !earlier.isTargetChanged && !isNewlyReviewed)),
    isTargetChanged,
    isNewlyReviewed,
  };
}

function stateFrom(earlier: Earlier | undefined, evidence: ReviewEvidence, isNewlyReviewed: boolean): TargetState {
  if (earlier === undefined) return evidence === "none" ? "draft" : "reviewed";
  if (earlier.isTargetChanged) return isNewlyReviewed ? "reviewed" : "edited";
  if (!isNewlyReviewed || evidence === "none" || isAtLeast(earlier.state, evidence)) return earlier.state;
  return evidence;
}

/** How the segment was when it was written: the baseline knows, else the file itself does. */
function earlierOf({ source, target, recorded, baseline }: StateReading): Earlier | undefined {
  if (baseline) {
    return {
      state: baseline.state,
      isStale: baseline.isStale ?? false,
      isSourceChanged: !isSameFragment(source, baseline.source),
      isTargetChanged: !isSameFragment(target ?? [], baseline.target ?? []),
      evidence: baseline.evidence,
    };
  }
  if (recorded) {
    return {
      state: recorded.state,
      isStale: recorded.isStale,
      isSourceChanged: false,
      isTargetChanged: isChangedSince(recorded, source, target ?? []),
      evidence: writtenEvidence(recorded.state, recorded.isStale),
    };
  }
  return undefined;
}
