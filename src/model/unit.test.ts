import { describe, expect, it } from "vitest";
import { isAtLeast, stateOf } from "./unit.ts";

describe("states", () => {
  it("rise from initial to final", () => {
    expect(isAtLeast("reviewed", "edited")).toBe(true);
    expect(isAtLeast("edited", "edited")).toBe(true);
    expect(isAtLeast("draft", "edited")).toBe(false);
  });

  it("are initial where there is no target", () => {
    expect(stateOf({ id: "a.1", source: [], notes: [] })).toBe("initial");
    expect(stateOf({ id: "a.1", source: [], notes: [], target: { fragment: [], state: "final" } })).toBe("final");
  });
});
