import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textFragment } from "./fragment.ts";
import { parseSegmentId, segmentId, sha256, shortHash, unitIds } from "./identity.ts";

const idsOf = (texts: readonly string[]): string[] => {
  const idOf = unitIds();
  return texts.map((text) => idOf("document", "paragraph", textFragment(text)));
};

describe("shortHash", () => {
  it("is the beginning of the SHA-256 in base32", () => {
    // SHA-256 of "abc" begins ba 78 16 bf 8f 01 (FIPS 180-4, appendix B.1): 10111 01001 11100 00001 …
    expect(sha256("abc").slice(0, 12)).toBe("ba7816bf8f01");
    expect(shortHash("abc")).toBe("xj4bnp4pah");
    expect(shortHash("abc", 4)).toBe("xj4b");
  });
});

describe("unit ids", () => {
  it("stay when a paragraph is deleted, except those of later twins", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 20 }), fc.nat(), (texts, at) => {
        const removed = at % texts.length;
        expect(idsOf(texts.toSpliced(removed, 1))).toEqual(idsOf(texts).toSpliced(removed, 1));
      }),
    );
    expect(idsOf(["a", "b", "a"])[2]).toBe(`${idsOf(["a"])[0]}-2`);
  });

  it("differ by part and by kind", () => {
    const idOf = unitIds();
    const text = textFragment("Hello");
    expect(new Set([idOf("a", "p", text), idOf("b", "p", text), idOf("a", "q", text), idOf("a", "p", text)]).size).toBe(
      4,
    );
  });

  it("differ where only the codes do", () => {
    const idOf = unitIds();
    const code = { kind: "standalone", id: "1", type: "other", data: "<w:br/>" } as const;
    expect(idOf("a", "p", [...textFragment("Hello"), code])).not.toBe(idOf("a", "p", textFragment("Hello")));
  });

  it("begin with a letter whatever the part is called", () => {
    for (const part of ["", "1", "кириллица", "word/document.xml", "9-lives", "x".repeat(100)]) {
      expect(unitIds()(part, "p", textFragment("Hello"))).toMatch(/^[A-Za-z][A-Za-z0-9_-]{0,31}\.[a-z2-7]{10}$/);
    }
  });

  it("are found again in the ids of their segments", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string(), { minLength: 1 }),
        fc.integer({ min: 1, max: 999 }),
        (part, texts, n) => {
          const idOf = unitIds();
          for (const text of [...texts, ...texts]) {
            const unit = idOf(part, "p", textFragment(text));
            expect(parseSegmentId(segmentId(unit, n))).toEqual({ unit, n });
          }
        },
      ),
    );
    expect(parseSegmentId("something else")).toBeUndefined();
  });
});
