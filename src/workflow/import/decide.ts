import { isSameFragment, type Fragment } from "../../model/fragment.ts";
import { isAtLeast, type Target } from "../../model/unit.ts";

/** What became of one segment of a return. */
export type SegmentOutcome =
  /** The editor said the text we sent is right. */
  | "confirmed"
  /** The editor changed the text. */
  | "changed"
  /** Came back as it was sent, and nobody said it is right. */
  | "untouched"
  /** Came back without a translation. */
  | "empty"
  /** Newer work stands here than what the return says. */
  | "overtaken"
  /** Not in the return. */
  | "missing"
  /** In the return, but no segment of the document answers to it. */
  | "unmatched"
  /** The return and the project say different things, and both were written by people. */
  | "conflict";

/** How contradictions are settled; without a policy a person must. */
export type ConflictPolicy = "theirs" | "ours" | "newest";

export interface ReturnedTarget {
  readonly fragment: Fragment;
  /** `reviewed` or `final` where the file says so anew since the baseline; undefined where it proves nothing. */
  readonly evidence: "reviewed" | "final" | undefined;
}

export interface ImportQuestion {
  /** The target as it was sent; undefined where it was sent empty or no baseline is known. */
  readonly sent: Target | undefined;
  /** The target as it came back; undefined where it came back empty. */
  readonly returned: ReturnedTarget | undefined;
  /** The target as it stands in the project now. */
  readonly current: Target | undefined;
  /** `--accept-all`: everything in the file was read and is right. */
  readonly isAcceptedWhole: boolean;
  readonly policy: ConflictPolicy | undefined;
  /** For the policy `newest`: whether the return was saved after the text that stands here. */
  readonly isNewer?: boolean;
  /** The source text came back as another one: the translation may be of that. */
  readonly isOtherSource?: boolean;
  /** What the return says was taken in before: it may confirm what stands here still, and never brings an old text back. */
  readonly wasTaken?: boolean;
}

export interface ImportDecision {
  readonly outcome: SegmentOutcome;
  /** What the project holds from now on; undefined: leave it as it is. */
  readonly target: Target | undefined;
  /** Of a conflict: whether the policy settled it. */
  readonly isSettled?: boolean;
}

/**
 * The three-way decision for one segment: what was sent, what came back, what is here now. A person's text is never replaced by
 * another person's without a policy; a machine's draft always gives way. States never sink for an unchanged text, and no policy puts a text
 * that nobody said is right in the place of one that somebody did. What came back with another source text is taken by a policy only.
 */
export function decide(question: ImportQuestion): ImportDecision {
  const decision = decideTarget(question);
  const { isOtherSource = false, policy, isNewer = false } = question;
  if (!isOtherSource || decision.target === undefined) return decision;
  if (policy === undefined) return { outcome: "conflict", target: undefined };
  const isKept = policy === "ours" || (policy === "newest" && !isNewer);
  return { outcome: "conflict", target: isKept ? undefined : decision.target, isSettled: true };
}

function decideTarget(question: ImportQuestion): ImportDecision {
  const { sent, returned, current, isAcceptedWhole, policy, isNewer = false, wasTaken = false } = question;
  if (!returned) return { outcome: "empty", target: undefined };
  const evidence = returned.evidence ?? (isAcceptedWhole ? "reviewed" : undefined);
  const isAsSent = sent !== undefined && isSameFragment(sent.fragment, returned.fragment);
  const isAsHere = current !== undefined && isSameFragment(current.fragment, returned.fragment);
  const isHereAsSent =
    current === undefined ? sent === undefined : sent !== undefined && isSameFragment(sent.fragment, current.fragment);

  if (isAsSent && evidence === undefined) return { outcome: "untouched", target: undefined };
  // A text that was changed was read by the one who changed it: reviewed, but nobody has approved it since.
  const state = isAsSent ? evidence! : evidence === undefined ? "edited" : "reviewed";
  const accepted: Target = { fragment: returned.fragment, state };
  if (isAsHere) return raise(current, accepted, isAsSent || wasTaken ? "confirmed" : "changed");
  if (wasTaken) return { outcome: "overtaken", target: undefined };
  const isPersonal = current !== undefined && isAtLeast(current.state, "edited");
  if (isHereAsSent || !isPersonal) return { outcome: isAsSent ? "confirmed" : "changed", target: accepted };
  // The text that was sent has been overtaken here: confirming the old one is no reason to bring it back.
  if (isAsSent && returned.evidence === undefined) return { outcome: "untouched", target: undefined };
  if (policy === undefined) return { outcome: "conflict", target: undefined };
  if (policy === "ours" || (policy === "newest" && !isNewer))
    return { outcome: "conflict", target: undefined, isSettled: true };
  if (isAtLeast(current.state, "reviewed") && !isAtLeast(accepted.state, "reviewed"))
    return { outcome: "conflict", target: undefined, isSettled: false };
  return { outcome: "conflict", target: accepted, isSettled: true };
}

function raise(current: Target, accepted: Target, outcome: SegmentOutcome): ImportDecision {
  if (isAtLeast(current.state, accepted.state)) return { outcome, target: undefined };
  return { outcome, target: { fragment: current.fragment, state: accepted.state } };
}
