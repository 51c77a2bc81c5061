import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import type { Segment } from "../model/unit.ts";
import { formatRecordedState, isChangedSince, parseRecordedState } from "./recorded-state.ts";

const open: Segment = { id: "document.abcdefgh23.1", source: textFragment("Play"), notes: [] };
const draft: Segment = { ...open, target: { fragment: textFragment("Играй"), state: "draft" } };

describe("the state that a unit records", () => {
  it("is bound to the text where there is one", () => {
    expect(formatRecordedState(open)).toBe("initial");
    expect(formatRecordedState(draft)).toMatch(/^draft;[a-z2-7]{10}$/);
    expect(formatRecordedState({ ...draft, stale: true })).toBe(`${formatRecordedState(draft)};stale`);
  });

  it.each([open, { ...open, stale: true as const }, draft, { ...draft, stale: true as const }])(
    "is read as it was written: %j",
    (segment) => {
      const { source, target, stale = false } = segment;
      const recorded = parseRecordedState(` ${formatRecordedState(segment)}\n`)!;
      expect(recorded).toMatchObject({ state: target?.state ?? "initial", isStale: stale });
      expect(isChangedSince(recorded, source, target?.fragment ?? [])).toBe(false);
      expect(isChangedSince(recorded, source, textFragment("Играйте"))).toBe(true);
    },
  );

  it("tells a changed source where there is a translation", () => {
    const recorded = parseRecordedState(formatRecordedState(draft))!;
    expect(isChangedSince(recorded, textFragment("Play more"), draft.target!.fragment)).toBe(true);
  });

  it("takes a code for a text, and an empty text for none", () => {
    const recorded = parseRecordedState("initial")!;
    expect(isChangedSince(recorded, open.source, [{ kind: "standalone", id: "1", type: "", data: "" }])).toBe(true);
    expect(isChangedSince(recorded, open.source, textFragment(""))).toBe(false);
  });

  it("is read as earlier versions wrote it, with a hash for no text too", () => {
    const recorded = parseRecordedState("initial;jv6nbrtz7r")!;
    expect(recorded).toEqual({ state: "initial", hash: "jv6nbrtz7r", isStale: false });
    expect(isChangedSince(recorded, open.source, [])).toBe(false);
    expect(isChangedSince(recorded, open.source, textFragment("Играй"))).toBe(true);
  });

  it.each([undefined, "", "draft", "draft;short", "initial;", "open", "initial;stale;stale"])(
    "is none of ours: %j",
    (text) => expect(parseRecordedState(text)).toBeUndefined(),
  );
});
