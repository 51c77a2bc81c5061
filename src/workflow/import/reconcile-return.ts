import type { Finding } from "../../model/finding.ts";
import { isSameFragment, numberedText, plainText, type Fragment } from "../../model/fragment.ts";
import type { SegmentId } from "../../model/identity.ts";
import { stateOf, type Note, type Segment, type Target, type TargetState } from "../../model/unit.ts";
import { matchReturn, type ReturnedList } from "../../xliff/match-return.ts";
import { isDoubledText, reconcileTarget, type ReconciledTarget } from "../../xliff/reconcile-target.ts";
import { reviewEvidence } from "../../xliff/review-evidence.ts";
import { stateBaselineOf, stateOnReading } from "../../xliff/state-on-reading.ts";
import { addedNotes } from "../../xliff/unit-notes.ts";
import type { ReturnedUnit } from "../../xliff/xliff-file.ts";
import type { StoredDocument } from "./stored-document.ts";
import { decide, type ConflictPolicy, type ReturnedTarget, type SegmentOutcome } from "./decide.ts";

export interface ReturnToReconcile {
  /** What was sent; undefined where it is no longer known: the comparison is two-way then. */
  readonly baseline: StoredDocument | undefined;
  /** What is here now. */
  readonly current: StoredDocument;
  readonly returned: ReturnedList;
  readonly isAcceptedWhole: boolean;
  readonly policy: ConflictPolicy | undefined;
  /** Whether a text is a name that stays as it is, so that a target equal to its source is a translation. */
  readonly isName: (text: string) => boolean;
  /** Whether the return was saved after the text that stands at a segment; asked under the policy `newest`. */
  readonly isNewer?: (segment: SegmentId, here: number) => boolean;
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

/** What became of a segment, and where something was accepted from the return, its target from now on and its number here. */
export interface ReconciledSegment {
  readonly report: SegmentReport;
  readonly accepted?: { readonly here: number; readonly target: Target };
}

/**
 * Joins a return with what was sent and what is here: every segment of what was sent, then what came back without being asked for, one by one.
 * The source text is never taken from a return.
 */
export function* reconcileReturn(task: ReturnToReconcile): Generator<ReconciledSegment> {
  const { current, returned } = task;
  const sent = task.baseline ?? current;
  const match = matchReturn(returned, sent);
  for (const [index, id] of sent.ids.entries()) {
    const segment = sent.get(index);
    // Mostly what was sent still stands here.
    const here = sent.ids === current.ids ? index : current.indexOf(id);
    const present = here === undefined ? undefined : { here, segment: current.get(here) };
    const answer = match.answers[index]!;
    const unit = answer < 0 ? undefined : returned.get(answer);
    const verdict = judge(task, segment, present, unit);
    const report = reportSegment(segment, sent.placeOf(index), present?.segment, unit, verdict);
    const repeats = match.duplicates.get(index);
    const found = repeats
      ? contradictItself(report, segment, textsOf(segment, repeats, returned), task.policy)
      : report;
    const { target } = verdict;
    yield present && target ? { report: found, accepted: { here: present.here, target } } : { report: found };
  }
  for (const unit of match.unmatched) yield { report: reportUnmatched(returned.get(unit)) };
}

/** What becomes of a segment. */
interface Verdict {
  readonly outcome: SegmentOutcome;
  readonly isSettled?: boolean;
  readonly findings: readonly Finding[];
  /** What came back, where something did. */
  readonly reconciled?: ReconciledTarget;
  /** What it says from now on, where that was accepted. */
  readonly target?: Target;
}

function judge(
  task: ReturnToReconcile,
  sent: Segment,
  present: { readonly here: number; readonly segment: Segment } | undefined,
  returned: ReturnedUnit | undefined,
): Verdict {
  const { baseline, isAcceptedWhole, policy } = task;
  if (!returned) return { outcome: "missing", findings: [] };
  const reconciled = reconcileTarget(sent, returned);
  const { findings } = reconciled;
  // The sentence is no longer in the document: its translation is told, and history keeps what there was.
  if (!present) return { outcome: "unmatched", findings, reconciled };
  const read = readTarget(task, sent, returned, reconciled);
  const isCopy = reconciled.fragment !== undefined && read === undefined;
  const isTold = findings.some(({ id }) => id === "source-as-target");
  const told = isCopy && !isTold ? [...findings, sourceReturned(sent)] : findings;
  const {
    outcome,
    isSettled = false,
    target,
  } = decide({
    sent: baseline ? sent.target : undefined,
    returned: read,
    current: present.segment.target,
    isAcceptedWhole,
    policy,
    isOtherSource: findings.some(({ id }) => id === "source-changed"),
    isNewer: policy === "newest" && task.isNewer?.(sent.id, present.here) === true,
    wasTaken: read !== undefined && task.wasTaken?.(sent.id, read.fragment) === true,
  });
  if (target) return { outcome, isSettled, findings, reconciled, target };
  const kept = policy !== undefined && outcome === "conflict" && !isSettled ? [reviewedKept(sent)] : [];
  return { outcome, isSettled, findings: [...told, ...kept], reconciled };
}

/** At once: a spread over what is there already takes nine times as long, and every segment has a report. */
function reportSegment(
  sent: Segment,
  place: string,
  current: Segment | undefined,
  returned: ReturnedUnit | undefined,
  { outcome, isSettled = false, findings, reconciled, target }: Verdict,
): SegmentReport {
  const now = target ?? current?.target;
  const state = target?.state ?? (current && stateOf(current));
  return {
    segment: sent.id,
    source: numberedText(sent.source),
    isSettled,
    findings,
    notes: returned ? addedNotes(returned.notes, sent.notes) : [],
    ...(sent.target ? { sent: numberedText(sent.target.fragment) } : {}),
    ...(now && current?.target ? { now: numberedText(now.fragment) } : {}),
    ...(state === undefined ? {} : { state }),
    ...(reconciled ? codesOf(reconciled) : {}),
    outcome,
    ...(reconciled ? returnedText(reconciled) : {}),
    ...(now && !current?.target ? { now: numberedText(now.fragment) } : {}),
    place,
  };
}

function sourceReturned({ id }: Segment): Finding {
  const message = "The target is the source, which is no translation; what stands here was kept.";
  return { id: "source-as-target", severity: "minor", message, segment: id };
}

function reviewedKept({ id }: Segment): Finding {
  const message =
    "What stands here was reviewed, and what came back is not marked as right; a policy alone does not replace it.";
  return { id: "reviewed-kept", severity: "major", message, segment: id };
}

/** A return that says two things of one segment: nobody but a person can choose, unless what is here is to stay. */
function contradictItself(
  report: SegmentReport,
  segment: Segment,
  texts: readonly string[],
  policy: ConflictPolicy | undefined,
): SegmentReport {
  const findings = [...report.findings, repeatedFinding(segment, texts)];
  return { ...report, outcome: "conflict", isSettled: policy === "ours", findings };
}

/** More translations of one segment than these nobody compares in a report. */
const MAX_TEXTS = 5;

/** The different translations of a segment that came back more than once, as far as a report shows them. */
function textsOf(segment: Segment, units: readonly number[], returned: ReturnedList): string[] {
  const texts = new Set<string>();
  for (const unit of units) {
    const { fragment } = reconcileTarget(segment, returned.get(unit));
    if (fragment) texts.add(numberedText(fragment));
    if (texts.size === MAX_TEXTS) break;
  }
  return [...texts];
}

function repeatedFinding({ id }: Segment, texts: readonly string[]): Finding {
  const difference =
    texts.length === 1
      ? "in one place marked as right and in another not"
      : `with different translations (${texts.map((text) => `“${text}”`).join(", ")})`;
  const message = `The segment came back more than once, ${difference}; none of them was taken.`;
  return { id: "duplicate-segment", severity: "major", message, segment: id };
}

/** The target that counts as delivered: not an untouched copy of the source. Its evidence is what was not there when it was sent. */
function readTarget(
  { baseline, isName }: ReturnToReconcile,
  sent: Segment,
  returned: ReturnedUnit,
  { fragment, findings }: ReconciledTarget,
): ReturnedTarget | undefined {
  if (!fragment) return undefined;
  const evidence = reviewEvidence(returned.evidence);
  const verdict = stateOnReading({
    source: sent.source,
    target: fragment,
    evidence,
    // That a file was accepted as a whole does not make an untouched copy of the source a translation.
    mayEqualSource: isSameFragment(sent.source, fragment) && isName(plainText(sent.source)),
    ...(returned.recorded ? { recorded: returned.recorded } : {}),
    ...(baseline ? { baseline: stateBaselineOf(sent) } : {}),
  });
  if (verdict.state === "initial") return undefined;
  // Who said that it is right had not seen what their tool would save.
  if (findings.some(isDoubledText)) return { fragment, evidence: undefined };
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
