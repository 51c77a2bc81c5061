import type { BilingualDocument, BilingualUnit } from "../../model/document.ts";
import type { Fragment } from "../../model/fragment.ts";
import type { SegmentId, UnitId } from "../../model/identity.ts";
import { isAtLeast, stateOf, type Segment, type TargetState } from "../../model/unit.ts";

export interface GateOptions {
  /** Every segment must have reached this state. */
  readonly minState: TargetState;
  /** A paragraph without a whole translation keeps its source. */
  readonly isUntranslatedAllowed: boolean;
}

/** A segment that keeps its document from being finished. */
export interface Blocking {
  readonly segment: SegmentId;
  readonly place: string;
  readonly source: Fragment;
  readonly reason: "initial" | "stale" | TargetState;
}

/** A unit, and the targets of its segments, in order. */
export interface UnitTargets {
  readonly unit: BilingualUnit;
  readonly fragments: readonly Fragment[];
}

export interface GateResult {
  /** Units that are translated whole, and good enough. */
  readonly targets: ReadonlyMap<UnitId, UnitTargets>;
  readonly blocking: readonly Blocking[];
  /** Units that keep their source, as `isUntranslatedAllowed` says. */
  readonly untranslated: readonly UnitId[];
  /** Units for which an earlier accepted text stands in. */
  readonly fallbacks: readonly UnitId[];
}

/**
 * Judges whether a document is good enough to be finished. A unit counts as a whole, so that no paragraph mixes languages. Where a unit
 * is not good enough, the last accepted text of all its segments may stand in (`lastAccepted`, from history, asked for only then).
 */
export function gate(
  document: BilingualDocument,
  options: GateOptions,
  lastAccepted: () => (segment: Segment) => Fragment | undefined,
): GateResult {
  let recall: ((segment: Segment) => Fragment | undefined) | undefined;
  const targets = new Map<UnitId, UnitTargets>();
  const blocking: Blocking[] = [];
  const untranslated: UnitId[] = [];
  const fallbacks: UnitId[] = [];
  for (const unit of document.units) {
    const blocked = unit.segments.filter((segment) => !isGoodEnough(segment, options.minState));
    if (blocked.length === 0) {
      targets.set(unit.id, { unit, fragments: unit.segments.map((segment) => segment.target!.fragment) });
      continue;
    }
    const accepted = unit.segments.map((segment) =>
      isGoodEnough(segment, "reviewed") ? segment.target!.fragment : (recall ??= lastAccepted())(segment),
    );
    if (accepted.every((fragment) => fragment !== undefined)) {
      targets.set(unit.id, { unit, fragments: accepted });
      fallbacks.push(unit.id);
    } else if (options.isUntranslatedAllowed && unit.segments.some(isUntranslated)) untranslated.push(unit.id);
    else blocking.push(...blocked.map((segment) => block(unit, segment)));
  }
  return { targets, blocking, untranslated, fallbacks };
}

function isGoodEnough(segment: Segment, minState: TargetState): boolean {
  return segment.target !== undefined && segment.stale !== true && isAtLeast(segment.target.state, minState);
}

/** No translation of the text as it is now. */
function isUntranslated(segment: Segment): boolean {
  return segment.target === undefined || segment.stale === true;
}

function block(unit: BilingualUnit, segment: Segment): Blocking {
  const reason = segment.stale === true ? "stale" : stateOf(segment);
  return { segment: segment.id, place: unit.place, source: segment.source, reason };
}
