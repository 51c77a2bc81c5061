import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainStarts } from "./plain-starts.ts";

/** Boundaries of UAX #29, those before a small letter left out. */
function uax(text: string): number[] {
  const starts: number[] = [];
  for (const { index } of new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)) starts.push(index);
  return starts.slice(1).filter((start) => !/^\p{Ll}/u.test(text.slice(start)));
}

const pieces = fc.constantFrom(
  "Word",
  "word",
  "Ёж",
  "ёж",
  "5",
  "U",
  "etc",
  " ",
  "  ",
  "\u00A0",
  ".",
  "..",
  "!",
  "?",
  "”",
  ")",
  "“",
  "(",
  "«",
  ",",
  "-",
  ":",
  ";",
  "…",
  "—",
  "文",
  "。",
  "\u0301",
  "\u00AD",
  "'",
  "Ω",
);

describe("plainStarts", () => {
  it("finds what the whole algorithm finds, or says that it does not know", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const plain = plainStarts(text);
        if (plain) expect(plain).toEqual(uax(text));
      }),
      { numRuns: 6000 },
    );
  });

  it("knows ordinary prose", () => {
    expect(plainStarts("He came (at 5.30, e.g. by bus). “Sit!” She sat... and so on. Да.")).toEqual([32, 39, 61]);
    expect(plainStarts("Go! 5 came.")).toBeUndefined();
  });
});
