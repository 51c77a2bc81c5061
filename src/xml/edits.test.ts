import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "./edits.ts";

/** Pieces of a text, some with a replacement. */
const arbitraryPieces = fc.array(
  fc.record({ text: fc.string(), replacement: fc.option(fc.string(), { nil: undefined }) }),
);

describe("applyEdits", () => {
  it("replaces what it is told and copies the rest, in whatever order the edits come", () => {
    fc.assert(
      fc.property(arbitraryPieces, fc.boolean(), (pieces, isReversed) => {
        let at = 0;
        const edits = pieces.flatMap(({ text, replacement }) => {
          const start = at;
          at += text.length;
          // An edit of nothing is an insertion, and insertions at one place keep their order: turning them round would not.
          return replacement === undefined || text === "" ? [] : [{ start, end: at, text: replacement }];
        });
        if (isReversed) edits.reverse();
        const whole = pieces.map(({ text }) => text).join("");
        const wanted = pieces.map(({ text, replacement }) => (text === "" ? "" : (replacement ?? text))).join("");
        expect(applyEdits(whole, edits)).toBe(wanted);
      }),
    );
  });

  it("keeps the order of insertions at one place, before a replacement that begins there", () => {
    const edits = [
      { start: 1, end: 2, text: "B" },
      { start: 1, end: 1, text: "1" },
      { start: 1, end: 1, text: "2" },
    ];
    expect(applyEdits("abc", edits)).toBe("a12Bc");
  });

  it("refuses edits that overlap", () => {
    const edits = [
      { start: 0, end: 2, text: "" },
      { start: 1, end: 3, text: "" },
    ];
    expect(() => applyEdits("abc", edits)).toThrow(RangeError);
  });
});
