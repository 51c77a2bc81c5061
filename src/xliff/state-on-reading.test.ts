import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import type { Segment, TargetState } from "../model/unit.ts";
import { formatRecordedState, parseRecordedState, type RecordedState } from "./recorded-state.ts";
import { reviewEvidence, type ReviewEvidence } from "./review-evidence.ts";
import { stateBaselineOf, stateOnReading, type StateReading } from "./state-on-reading.ts";

const [source, old, changed] = ["Play", "Играй", "Играйте"].map(textFragment) as [
  StateReading["source"],
  StateReading["source"],
  StateReading["source"],
];
const sent = (state: TargetState): Segment => ({
  id: "document.abcdefgh23.1",
  source,
  notes: [],
  ...(state === "initial" ? {} : { target: { fragment: old, state } }),
});
const recorded = (state: TargetState, isStale = false): { readonly recorded: RecordedState } => ({
  recorded: { ...parseRecordedState(formatRecordedState(sent(state)))!, isStale },
});
/** As earlier versions wrote it: of "Play" and no target. */
const recordedBefore = { recorded: parseRecordedState("initial;jv6nbrtz7r")! };
const baseline = (state: TargetState): Pick<StateReading, "baseline"> => ({
  baseline: stateBaselineOf(sent(state)),
});

describe("stateOnReading", () => {
  it.each<[string, Partial<StateReading>, string]>([
    ["unchanged draft", { target: old, ...recorded("draft") }, "draft"],
    ["unchanged draft, now approved", { target: old, evidence: "reviewed", ...recorded("draft") }, "reviewed"],
    ["unchanged edited, now final", { target: old, evidence: "final", ...recorded("edited") }, "final"],
    [
      "unchanged reviewed with our own approval",
      { target: old, evidence: "reviewed", ...recorded("reviewed") },
      "reviewed",
    ],
    ["unchanged final, evidence lost", { target: old, ...recorded("final") }, "final"],
    ["changed draft", { target: changed, ...recorded("draft") }, "edited"],
    ["changed draft, approved", { target: changed, evidence: "reviewed", ...recorded("draft") }, "reviewed"],
    [
      "OmegaT: changed under a standing approval",
      { target: changed, evidence: "reviewed", ...recorded("reviewed") },
      "edited",
    ],
    ["first text", { target: changed, ...recorded("initial") }, "edited"],
    ["first text, of another source", { source: changed, target: old, ...recorded("initial") }, "edited"],
    ["first text, approved", { target: changed, evidence: "reviewed", ...recorded("initial") }, "reviewed"],
    ["still no text, of another source", { source: changed, target: [], ...recorded("initial") }, "initial"],
    ["first text in a file of an earlier version", { target: changed, ...recordedBefore }, "edited"],
    ["no text in a file of an earlier version", { target: [], ...recordedBefore }, "initial"],
    ["no target", { ...recorded("draft") }, "initial"],
    ["source left in an empty target", { target: source, ...recorded("initial") }, "initial"],
    ["source as target, confirmed", { target: source, evidence: "reviewed", ...recorded("initial") }, "reviewed"],
    ["source as target, a name", { target: source, mayEqualSource: true, ...recorded("initial") }, "edited"],
    ["no hash", { target: old }, "draft"],
    ["no hash, approved", { target: old, evidence: "reviewed" }, "reviewed"],
    ["no hash, final", { target: old, evidence: "final" }, "reviewed"],
    ["baseline, unchanged", { target: old, ...baseline("draft") }, "draft"],
    ["baseline, changed", { target: changed, ...baseline("reviewed"), evidence: "reviewed" }, "edited"],
    [
      "baseline, changed and newly approved",
      { target: changed, ...baseline("draft"), evidence: "reviewed" },
      "reviewed",
    ],
    ["the baseline goes before the file", { target: old, ...recorded("final"), ...baseline("draft") }, "draft"],
  ])("%s", (_name, reading, state) => {
    expect(stateOnReading({ source, evidence: "none", ...reading }).state).toBe(state);
  });

  it("keeps a text stale until somebody changes or approves it", () => {
    const stale = (reading: Partial<StateReading>): boolean =>
      stateOnReading({ source, evidence: "none", ...reading }).isStale;
    expect(stale({ target: old, ...recorded("reviewed", true) })).toBe(true);
    expect(stale({ target: changed, ...recorded("reviewed", true) })).toBe(false);
    expect(stale({ target: old, evidence: "reviewed", ...recorded("reviewed", true) })).toBe(false);
    expect(stale({ target: old, source: changed, ...baseline("reviewed") })).toBe(true);
  });
});

describe("reviewEvidence", () => {
  it.each<[Parameters<typeof reviewEvidence>[0], ReviewEvidence]>([
    [{}, "none"],
    [{ state: "translated" }, "none"],
    [{ state: "needs-review-translation", isApproved: false }, "none"],
    [{ state: "translated", isApproved: true }, "reviewed"],
    [{ state: "signed-off" }, "reviewed"],
    [{ state: "final", isApproved: true }, "final"],
    [{ sdlConfirmations: ["Translated"] }, "none"],
    [{ sdlConfirmations: ["ApprovedTranslation"] }, "reviewed"],
    [{ sdlConfirmations: ["ApprovedSignOff", "Translated"] }, "none"],
    [{ memoqStatus: "Proofread" }, "reviewed"],
    [{ isConfirmed: true }, "none"],
  ])("%j proves %s", (raw, evidence) => {
    expect(reviewEvidence(raw)).toBe(evidence);
  });
});
