import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spellChanges, wordChanges } from "./word-changes.ts";

describe("changed words", () => {
  it.each([
    ["We meet on Monday.", "We meet on Tuesday.", "We meet on [-Monday-]{+Tuesday+}."],
    ["Играйте вместе.", "Играйте и пойте вместе.", "Играйте {+и пойте +}вместе."],
    ["Play.", "Play.", "Play."],
    ["", "New.", "{+New.+}"],
  ])("%j and %j: %s", (before, after, line) => expect(spellChanges(wordChanges(before, after))).toBe(line));

  it("make up both texts again", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const changes = wordChanges(before, after);
        const without = (kind: string): string =>
          changes.flatMap((each) => (each.kind === kind ? [] : [each.text])).join("");
        expect([without("added"), without("removed")]).toEqual([before, after]);
      }),
    );
  });
});
