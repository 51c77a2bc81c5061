import type { TargetState } from "../model/unit.ts";
import type { RawEvidence } from "./xliff-file.ts";

/** What a file proves of somebody having read a text: nothing, that it is right, or that it is approved for good. In rising order. */
export type ReviewEvidence = "none" | "reviewed" | "final";

const RANK: Readonly<Record<ReviewEvidence, number>> = { none: 0, reviewed: 1, final: 2 };

const BY_STATE: Readonly<Record<string, ReviewEvidence>> = {
  "signed-off": "reviewed",
  reviewed: "reviewed",
  final: "final",
};

/** Trados: the later of its two rounds is sign-off. */
const BY_CONFIRMATION: Readonly<Record<string, ReviewEvidence>> = {
  ApprovedTranslation: "reviewed",
  ApprovedSignOff: "final",
};

/** memoQ, after its manual; not tried. A translator's own confirmation proves no review. */
const BY_MEMOQ: Readonly<Record<string, ReviewEvidence>> = { Proofread: "reviewed", Reviewer1Confirmed: "reviewed" };

/**
 * Judges a unit's markup. `translated` proves nothing (OmegaT stamps every unit that has a target); nor does Phrase's "confirmed". Of a
 * unit that Trados divided, every segment must be approved.
 */
export function reviewEvidence(raw: RawEvidence): ReviewEvidence {
  const { isApproved, state, memoqStatus, sdlConfirmations } = raw;
  let most: ReviewEvidence = isApproved === true ? "reviewed" : "none";
  const add = (evidence: ReviewEvidence | undefined): void => {
    if (evidence !== undefined && isMoreEvidence(evidence, most)) most = evidence;
  };
  if (state !== undefined) add(BY_STATE[state]);
  if (memoqStatus !== undefined) add(BY_MEMOQ[memoqStatus]);
  if (sdlConfirmations !== undefined) add(leastOf(sdlConfirmations));
  return most;
}

function leastOf(confirmations: readonly string[]): ReviewEvidence | undefined {
  return confirmations.map((each) => BY_CONFIRMATION[each] ?? "none").toSorted((a, b) => RANK[a] - RANK[b])[0];
}

/** Whether `evidence` proves more than `earlier`. */
export function isMoreEvidence(evidence: ReviewEvidence, earlier: ReviewEvidence): boolean {
  return RANK[evidence] > RANK[earlier];
}

/** The evidence that a file of ours carries for a state: it proves nothing new when it comes back. */
export function writtenEvidence(state: TargetState, isStale: boolean): ReviewEvidence {
  if (isStale) return "none";
  return state === "reviewed" || state === "final" ? state : "none";
}
