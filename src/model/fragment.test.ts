import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryFragment, arbitraryText } from "../testing/arbitrary-fragment.ts";
import {
  hasLetters,
  isSameFragment,
  normaliseFragment,
  numberedText,
  plainText,
  textFragment,
  type Fragment,
} from "./fragment.ts";

const bold = { id: "1", type: "fmt/xlf:b", data: "<b>" };

describe("fragments", () => {
  it("are read by a person as numbered text", () => {
    const fragment: Fragment = [
      { kind: "text", text: "Click " },
      { kind: "open", ...bold },
      { kind: "text", text: "here" },
      { kind: "close", ...bold },
      { kind: "standalone", id: "2", type: "fmt/xlf:lb", data: "" },
    ];
    expect(numberedText(fragment)).toBe("Click <1>here</1><2/>");
    expect(plainText(fragment)).toBe("Click here");
  });

  it("are normalised once and for all, keeping text and codes", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(arbitraryText.map(textFragment), arbitraryFragment)), (pieces) => {
        const fragment = pieces.flat();
        const normal = normaliseFragment(fragment);
        expect(normaliseFragment(normal)).toEqual(normal);
        expect(numberedText(normal)).toBe(numberedText(fragment));
        expect(isSameFragment(fragment, normal)).toBe(true);
        expect(
          normal.some((part, at) => part.kind === "text" && (part.text === "" || normal[at + 1]?.kind === "text")),
        ).toBe(false);
      }),
    );
  });

  it("are the same by text, kind and id, whatever native markup their codes carry", () => {
    const one: Fragment = [
      { kind: "open", ...bold },
      { kind: "close", ...bold },
    ];
    expect(isSameFragment(one, one.map((part) => ({ ...part, data: "", display: "x" })) as Fragment)).toBe(true);
    expect(isSameFragment(one, [...one, { kind: "text", text: "x" }])).toBe(false);
    expect(isSameFragment([...one, { kind: "text", text: "x" }], one)).toBe(false);
    expect(isSameFragment(one, [one[1]!, one[0]!])).toBe(false);
  });

  it("have letters in any script, and none in numbers and signs", () => {
    expect(hasLetters(textFragment("2024 – 15 %"))).toBe(false);
    expect(hasLetters([{ kind: "standalone", id: "1", type: "image", data: "abc", display: "abc" }])).toBe(false);
    for (const text of ["a", "Ж", "ә", "字", "ع", "½a"]) expect(hasLetters(textFragment(text))).toBe(true);
  });
});
