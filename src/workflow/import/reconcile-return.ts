import type { BilingualDocument } from "../../model/document.ts";
import { segmentsOf } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import { numberedText, plainText, type Fragment } from "../../model/fragment.ts";
import type { SegmentId } from "../../model/identity.ts";
import { stateOf, type Note, type Segment, type Target, type TargetState } from "../../model/unit.ts";
import { matchReturn } from "../../xliff/match-return.ts";
import { reconcileTarget, type ReconciledTarget } from "../../xliff/reconcile-target.ts";
import { reviewEvidence } from "../../xliff/review-evidence.ts";
import { stateBaselineOf, stateOnReading } from "../../xliff/state-on-reading.ts";
import { addedNotes } from "../../xliff/unit-notes.ts";
import type { ReturnedFile, ReturnedUnit } from "../../xliff/xliff-file.ts";
import { decide, type ConflictPolicy, type ReturnedTarget, type SegmentOutcome } from "./decide.ts";

export interface ReturnToReconcile {
  /** What was sent; undefined where it is no longer known: the comparison is two-way then. */
  readonly baseline: BilingualDocument | undefined;
  /** What is here now. */
  readonly current: BilingualDocument;
  readonly returned: ReturnedFile;
  readonly isAcceptedWhole: boolean;
  readonly policy: ConflictPolicy | undefined;
  /** Whether a text is a name that stays as it is, so that a target equal to its source is a translation. */
  readonly isName: (text: string) => boolean;
  /** Whether the return was saved after the text that stands at a segment; asked under the policy `newest`. */
  readonly isNewer?: (segment: SegmentId) => boolean;
  /** Whether what the return says of a segment was taken in from it before. */
  readonly wasTaken?: (segment: SegmentId, fragment: Fragment) => boolean;
}

/** What became of one segment of a return, for the report. Texts with numbered codes. */
export interface SegmentReport {
  /** Of the document's segment; of an unmatched unit the id it came with. */
  readonly segment: SegmentId;
  readonly place: string;
  readonly outcome: SegmentOutcome;
  /** Of a conflict: whether a policy settled it. */
  readonly isSettled: boolean;
  readonly source: string;
  readonly sent?: string;
  readonly returned?: string;
  readonly now?: string;
  /** The state it has now. */
  readonly state?: TargetState;
  readonly codes?: "repaired" | "wrong";
  readonly findings: readonly Finding[];
  /** What the editor wrote into the notes. */
  readonly notes: readonly Note[];
}

export interface ReconciledReturn {
  /** `current` with what was accepted from the return. */
  readonly document: BilingualDocument;
  /** Every segment of what was sent, then what came back without being asked for. */
  readonly segments: readonly SegmentReport[];
  readonly changed: ReadonlySet<SegmentId>;
}

/** Joins a return with what was sent and what is here. The source text is never taken from a return. */
export function reconcileReturn(task: ReturnToReconcile): ReconciledReturn {
  const sent = task.baseline ?? task.current;
  const here = new Map(segmentsOf(task.current).map((segment) => [segment.id, segment]));
  const match = matchReturn(task.returned.units, segmentsOf(sent));
  const matches = new Map(match.matched.map(({ segment, unit }) => [segment.id, unit]));
  const repeated = new Set(match.duplicates.map(({ segment }) => segment.id));
  const results = new Map<SegmentId, Segment>();
  const reports: SegmentReport[] = [];
  for (const unit of sent.units) {
    for (const segment of unit.segments) {
      const current = here.get(segment.id);
      const returned = matches.get(segment.id);
      const { report, result } = reconcileSegment(task, segment, current, returned);
      const findings = repeated.has(segment.id) ? [...report.findings, repeatedFinding(segment)] : report.findings;
      reports.push({ ...report, findings, place: unit.place });
      if (result) results.set(segment.id, result);
    }
  }
  const units = task.current.units.map((unit) => ({
    ...unit,
    segments: unit.segments.map((segment) => results.get(segment.id) ?? segment),
  }));
  return {
    document: { ...task.current, units },
    segments: [...reports, ...match.unmatched.map(reportUnmatched)],
    changed: new Set(results.keys()),
  };
}

function reconcileSegment(
  task: ReturnToReconcile,
  sent: Segment,
  current: Segment | undefined,
  returned: ReturnedUnit | undefined,
): { report: Omit<SegmentReport, "place">; result?: Segment } {
  const { baseline, isAcceptedWhole, policy } = task;
  const base = {
    segment: sent.id,
    source: numberedText(sent.source),
    isSettled: false,
    findings: [],
    notes: returned ? addedNotes(returned.notes, sent.notes) : [],
    ...(sent.target ? { sent: numberedText(sent.target.fragment) } : {}),
    ...(current?.target ? { now: numberedText(current.target.fragment) } : {}),
    ...(current ? { state: stateOf(current) } : {}),
  };
  if (!returned) return { report: { ...base, outcome: "missing" } };
  const reconciled = reconcileTarget(sent, returned);
  const report = { ...base, findings: reconciled.findings, ...codesOf(reconciled) };
  // The sentence is no longer in the document: its translation is told, and history keeps what there was.
  if (!current) return { report: { ...report, outcome: "unmatched", ...returnedText(reconciled) } };
  const read = readTarget(task, sent, returned, reconciled);
  const decision = decide({
    sent: baseline ? sent.target : undefined,
    returned: read,
    current: current.target,
    isAcceptedWhole,
    policy,
    isNewer: policy === "newest" && task.isNewer?.(sent.id) === true,
    wasTaken: read !== undefined && task.wasTaken?.(sent.id, read.fragment) === true,
  });
  const { outcome, isSettled = false } = decision;
  if (!decision.target) {
    const kept = policy !== undefined && outcome === "conflict" && !isSettled ? [reviewedKept(sent)] : [];
    const findings = [...report.findings, ...kept];
    return { report: { ...report, findings, outcome, isSettled, ...returnedText(reconciled) } };
  }
  const target: Target = decision.target;
  // Text for the source as it is now: what was stale is stale no more.
  const result: Segment = { id: current.id, source: current.source, target, notes: current.notes };
  return {
    report: {
      ...report,
      outcome,
      isSettled,
      ...returnedText(reconciled),
      now: numberedText(target.fragment),
      state: target.state,
    },
    result,
  };
}

function reviewedKept({ id }: Segment): Finding {
  const message =
    "What stands here was reviewed, and what came back is not marked as right; a policy alone does not replace it.";
  return { id: "reviewed-kept", severity: "major", message, segment: id };
}

function repeatedFinding({ id }: Segment): Finding {
  const message = "The segment came back more than once, with different translations; none of them was taken.";
  return { id: "duplicate-segment", severity: "major", message, segment: id };
}

/** The target that counts as delivered: not an untouched copy of the source. Its evidence is what was not there when it was sent. */
function readTarget(
  { baseline, isAcceptedWhole, isName }: ReturnToReconcile,
  sent: Segment,
  returned: ReturnedUnit,
  { fragment }: ReconciledTarget,
): ReturnedTarget | undefined {
  if (!fragment) return undefined;
  const evidence = reviewEvidence(returned.evidence);
  const verdict = stateOnReading({
    source: sent.source,
    target: fragment,
    evidence,
    mayEqualSource: isAcceptedWhole || isName(plainText(sent.source)),
    ...(returned.recorded ? { recorded: returned.recorded } : {}),
    ...(baseline ? { baseline: stateBaselineOf(sent) } : {}),
  });
  if (verdict.state === "initial") return undefined;
  return { fragment, evidence: verdict.isNewlyReviewed && evidence !== "none" ? evidence : undefined };
}

function codesOf({ isRepaired, codesWrong }: ReconciledTarget): { codes?: "repaired" | "wrong" } {
  if (codesWrong) return { codes: "wrong" };
  return isRepaired ? { codes: "repaired" } : {};
}

function returnedText({ fragment }: ReconciledTarget): { returned?: string } {
  return fragment ? { returned: numberedText(fragment) } : {};
}

function reportUnmatched({ id, source, target, line }: ReturnedUnit): SegmentReport {
  return {
    segment: id,
    place: `Line ${line} of the returned file`,
    outcome: "unmatched",
    isSettled: false,
    source: numberedText(source),
    findings: [],
    notes: [],
    ...(target ? { returned: numberedText(target) } : {}),
  };
}
