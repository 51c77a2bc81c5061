import { describe, expect, it } from "vitest";
import type { BilingualDocument } from "../../model/document.ts";
import { textFragment } from "../../model/fragment.ts";
import type { Segment, TargetState } from "../../model/unit.ts";
import { gate, type GateOptions } from "./gate.ts";

function segment(id: string, state: TargetState | "stale"): Segment {
  const base = { id, source: textFragment(id), notes: [] };
  if (state === "initial") return base;
  const target = { fragment: textFragment(`${id}!`), state: state === "stale" ? ("reviewed" as const) : state };
  return state === "stale" ? { ...base, target, stale: true } : { ...base, target };
}

function documentOf(...units: (TargetState | "stale")[][]): BilingualDocument {
  const original = { name: "a.txt", sha256: "", filter: "txt", options: {} };
  return {
    original,
    sourceLocale: "en",
    targetLocale: "ru",
    segmentation: "sentence",
    units: units.map((states, n) => ({
      id: `u${n}`,
      place: `Line ${n}`,
      segments: states.map((state, m) => segment(`u${n}.${m}`, state)),
    })),
  };
}

const judge = (document: BilingualDocument, options: Partial<GateOptions> = {}, accepted: string[] = []) =>
  gate(
    document,
    { minState: "edited", isUntranslatedAllowed: false, ...options },
    () =>
      ({ id }) =>
        accepted.includes(id) ? textFragment(`${id} accepted`) : undefined,
  );

describe("the gate", () => {
  it("lets a document pass when every segment was edited or more", () => {
    const { targets, blocking } = judge(documentOf(["edited", "reviewed"], ["final"]));
    expect(targets.size).toBe(2);
    expect(blocking).toEqual([]);
  });

  it("lists drafts, untranslated and stale segments with their reasons", () => {
    const { blocking } = judge(documentOf(["draft", "edited"], ["initial"], ["stale"]));
    expect(blocking.map(({ place, reason }) => [place, reason])).toEqual([
      ["Line 0", "draft"],
      ["Line 1", "initial"],
      ["Line 2", "stale"],
    ]);
  });

  it("lets drafts pass where they are allowed, but no stale text", () => {
    expect(judge(documentOf(["draft"]), { minState: "draft" }).blocking).toEqual([]);
    expect(judge(documentOf(["stale"]), { minState: "draft" }).blocking).toHaveLength(1);
  });

  it("leaves the source of a whole paragraph rather than mix languages in it", () => {
    const result = judge(documentOf(["edited", "initial"], ["edited"]), { isUntranslatedAllowed: true });
    expect(result.untranslated).toEqual(["u0"]);
    expect([...result.targets.keys()]).toEqual(["u1"]);
  });

  it("does not let allowed untranslated text excuse a draft", () => {
    expect(judge(documentOf(["draft"]), { isUntranslatedAllowed: true }).blocking).toHaveLength(1);
  });

  it("takes the last accepted text for a whole paragraph only", () => {
    expect(judge(documentOf(["draft", "reviewed"]), {}, ["u0.0"])).toMatchObject({ fallbacks: ["u0"], blocking: [] });
    expect(judge(documentOf(["draft", "draft"]), {}, ["u0.0"]).blocking).toHaveLength(2);
  });
});
