import { describe, expect, it } from "vitest";
import { plainText, textFragment } from "../../model/fragment.ts";
import type { Target, TargetState } from "../../model/unit.ts";
import { decide, type ImportQuestion } from "./decide.ts";

const target = (text: string, state: TargetState): Target => ({ fragment: textFragment(text), state });

function outcome(
  question: Omit<Partial<ImportQuestion>, "returned"> & { back?: string; says?: "reviewed" | "final" },
): string {
  const { back, says, ...rest } = question;
  const returned = back === undefined ? undefined : { fragment: textFragment(back), evidence: says };
  const decision = decide({
    sent: undefined,
    current: undefined,
    isAcceptedWhole: false,
    policy: undefined,
    ...rest,
    returned,
  });
  return decision.target
    ? `${decision.outcome}: ${plainText(decision.target.fragment)} (${decision.target.state})`
    : decision.outcome;
}

const draft = target("черновик", "draft");

describe("the three-way decision", () => {
  it.each([
    ["an empty return changes nothing", { sent: draft, current: draft }, "empty"],
    ["an untouched draft stays a draft", { sent: draft, current: draft, back: "черновик" }, "untouched"],
    [
      "a signed-off draft is reviewed",
      { sent: draft, current: draft, back: "черновик", says: "reviewed" },
      "confirmed: черновик (reviewed)",
    ],
    [
      "accept-all reviews what was not touched",
      { sent: draft, current: draft, back: "черновик", isAcceptedWhole: true },
      "confirmed: черновик (reviewed)",
    ],
    [
      "a text for another source conflicts, whatever the coordinator says of the file",
      { sent: draft, current: draft, back: "лучше", says: "final", isOtherSource: true, isAcceptedWhole: true },
      "conflict",
    ],
    [
      "an approval of another source conflicts",
      { sent: draft, current: draft, back: "черновик", says: "reviewed", isOtherSource: true },
      "conflict",
    ],
    [
      "a text for another source is taken where the policy says so",
      { sent: draft, current: draft, back: "лучше", isOtherSource: true, policy: "theirs" as const },
      "conflict: лучше (edited)",
    ],
    [
      "an untouched text stays, whatever source it came back with",
      { sent: draft, current: draft, back: "черновик", isOtherSource: true },
      "untouched",
    ],
    ["a changed text is edited", { sent: draft, current: draft, back: "лучше" }, "changed: лучше (edited)"],
    [
      "a changed and approved text is reviewed",
      { sent: draft, current: draft, back: "лучше", says: "final" },
      "changed: лучше (reviewed)",
    ],
    ["a text for an empty segment is edited", { back: "новый" }, "changed: новый (edited)"],
    [
      "a person's text replaces a newer draft",
      { sent: draft, current: target("другой", "draft"), back: "лучше" },
      "changed: лучше (edited)",
    ],
    [
      "two people's different texts conflict",
      { sent: draft, current: target("мой", "edited"), back: "твой" },
      "conflict",
    ],
    [
      "theirs wins where the policy says so",
      { sent: draft, current: target("мой", "edited"), back: "твой", policy: "theirs" },
      "conflict: твой (edited)",
    ],
    [
      "the newer text wins where the policy says so",
      { sent: draft, current: target("мой", "edited"), back: "твой", policy: "newest", isNewer: true },
      "conflict: твой (edited)",
    ],
    [
      "an older return gives way where the newest is to win",
      { sent: draft, current: target("мой", "edited"), back: "твой", policy: "newest" },
      "conflict",
    ],
    [
      "no policy puts an unread text in the place of a reviewed one",
      { sent: draft, current: target("мой", "reviewed"), back: "твой", policy: "theirs" },
      "conflict",
    ],
    [
      "what was taken in before is confirmed where it stands still",
      { sent: draft, current: target("твой", "edited"), back: "твой", isAcceptedWhole: true, wasTaken: true },
      "confirmed: твой (reviewed)",
    ],
    [
      "what was taken in before and replaced since is not brought back",
      { sent: draft, current: target("мой", "edited"), back: "твой", isAcceptedWhole: true, wasTaken: true },
      "overtaken",
    ],
    [
      "ours wins where the policy says so",
      { sent: draft, current: target("мой", "edited"), back: "твой", policy: "ours" },
      "conflict",
    ],
    [
      "the same return again changes nothing",
      { sent: draft, current: target("лучше", "edited"), back: "лучше" },
      "changed",
    ],
    [
      "the same return, now signed off, raises the state",
      { sent: draft, current: target("лучше", "edited"), back: "лучше", says: "reviewed" },
      "changed: лучше (reviewed)",
    ],
    [
      "a state never sinks",
      { sent: draft, current: target("черновик", "final"), back: "черновик", says: "reviewed" },
      "confirmed",
    ],
    [
      "accept-all does not bring back a text overtaken here",
      { sent: draft, current: target("мой", "edited"), back: "черновик", isAcceptedWhole: true },
      "untouched",
    ],
    [
      "an explicit confirmation of an overtaken text is a conflict",
      { sent: draft, current: target("мой", "edited"), back: "черновик", says: "reviewed" },
      "conflict",
    ],
  ] as const)("%s", (_name, question, expected) => {
    expect(outcome(question)).toBe(expected);
  });
});
