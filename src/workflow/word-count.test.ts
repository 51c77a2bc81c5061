import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textFragment } from "../model/fragment.ts";
import { countByState } from "./word-count.ts";

function wordsOf(text: string): number {
  const segments = [{ id: "a.1", source: textFragment(text), notes: [] }];
  const original = { name: "a.txt", sha256: "", filter: "txt", options: {} };
  const units = [{ id: "a", place: "Line 1", segments }];
  return countByState({ original, sourceLocale: "en", segmentation: "sentence", units }).words;
}

describe("the words of a text", () => {
  it.each([
    ["Listen – and wait.", 3],
    ["Die Übung für Mütter", 4],
    ["Дорогие родители!", 2],
    ["ένα «δύο»", 2],
    ["… — !", 0],
    ["२ बच्चे", 2],
  ])("of “%s” are %i", (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  it("are runs between white space that hold a letter or a digit, in every script", () => {
    const letters = fc.constantFrom(...Array.from("aZ9 é½ŽЖі \u00a0\u2009–“’…—.,\u0301αअ中 😀\t\n§×"));
    fc.assert(
      fc.property(
        fc.array(letters).map((each) => each.join("")),
        (text) => {
          const words = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
          expect(wordsOf(text)).toBe(words.length);
        },
      ),
    );
  });
});
