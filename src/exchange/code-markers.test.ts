import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSameFragment, numberedText, textFragment } from "../model/fragment.ts";
import { arbitraryFragment } from "../testing/arbitrary-fragment.ts";
import { fromMarkers, toMarkers } from "./code-markers.ts";

describe("codes in plain text", () => {
  it("are what they were when they are read back", () => {
    fc.assert(fc.property(arbitraryFragment, (fragment) => isSameFragment(fromMarkers(toMarkers(fragment)), fragment)));
  });

  it("are not taken for text that looks like them, whatever stands before it", () => {
    const piece = fc.constantFrom("\\", "<1>", "</1>", "<2/>", "<c:a>", "a", "<b>");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const fragment = textFragment(pieces.join(""));
        return isSameFragment(fromMarkers(toMarkers(fragment)), fragment);
      }),
    );
  });

  it("are not doubled by backslashes at the end of a text before them", () => {
    const fragment = [...textFragment("a\\"), { kind: "standalone", id: "1", type: "", data: "" } as const];
    expect(toMarkers(fragment)).toBe("a\\\\<1/>");
    expect(isSameFragment(fromMarkers(toMarkers(fragment)), fragment)).toBe(true);
  });

  it("keep ids that are no numbers", () => {
    const fragment = [{ kind: "open", id: "a b/c", type: "", data: "" } as const];
    expect(isSameFragment(fromMarkers(toMarkers(fragment)), fragment)).toBe(true);
  });

  it("leave markup of other kinds alone", () => {
    expect(numberedText(fromMarkers("a <b>c</b> {0} %s"))).toBe("a <b>c</b> {0} %s");
    expect(fromMarkers("a <b>c</b> {0} %s")).toHaveLength(1);
  });
});
