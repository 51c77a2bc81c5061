import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryFragment, arbitraryText } from "../testing/arbitrary-fragment.ts";
import { breakCodes } from "../testing/corpus/break-codes.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import { compareCodes, hasSameCodes, repairCodes } from "./codes.ts";
import { numberedText, plainText, type Fragment, type FragmentPart } from "./fragment.ts";

/** `a<1>b</1><2/>` as a fragment. */
function parse(text: string): Fragment {
  return text.split(/(<\/?\d+\/?>)/).flatMap((piece): FragmentPart[] => {
    const match = /^<(?<slash>\/?)(?<id>\d+)(?<end>\/?)>$/.exec(piece);
    if (!match) return piece === "" ? [] : [{ kind: "text", text: piece }];
    const { slash, id, end } = match.groups as { slash: string; id: string; end: string };
    return [{ kind: slash ? "close" : end ? "standalone" : "open", id, type: "other", data: "" }];
  });
}

const repaired = (source: string, target: string): string => numberedText(repairCodes(parse(source), parse(target)));

/** Whether a surrogate stands alone. */
const lone = (text: string): boolean =>
  /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);

describe("compareCodes", () => {
  it.each([
    ["<1>a</1>", "<1>b</1>", {}],
    ["<1>a</1><2/>", "<2/><1>b</1>", {}],
    ["<1>a</1>", "b", { missing: ["<1>", "</1>"] }],
    ["a", "<7/>b", { unknown: ["<7/>"] }],
    ["<1/>a", "<1/>b<1/>", { duplicated: ["<1/>"] }],
    ["<1>a</1>", "</1>b<1>", { misnested: ["</1>", "<1>"] }],
    ["<1>a</1><2>b</2>", "<1>a<2>b</1></2>", { misnested: ["</1>"] }],
    ["<1>a</1>", "<1>b", { missing: ["</1>"], misnested: ["<1>"] }],
  ])("compares %s with %s", (source, target, wanted) => {
    const comparison = compareCodes(parse(source), parse(target));
    const found = Object.fromEntries(
      Object.entries(comparison)
        .map(([kind, codes]) => [kind, codes.map((code: FragmentPart) => numberedText([code]))] as const)
        .filter(([, codes]) => codes.length > 0),
    );
    expect(found).toEqual(wanted);
  });

  it("finds nothing wrong with a fragment's own codes", () => {
    fc.assert(fc.property(arbitraryFragment, (fragment) => hasSameCodes(fragment, fragment)));
  });
});

describe("repairCodes", () => {
  it.each([
    ["keeps what is right", "<1>a</1> b", "b <1>a</1>", "b <1>a</1>"],
    ["puts a lost standalone code back where it stood", "one<1/>", "one", "one<1/>"],
    ["keeps the order of codes that come to one place", "one<1/><2/>", "eins", "eins<1/><2/>"],
    ["puts a lost pair back, empty, at the end of a word", "see <1>here</1>", "siehe hier", "siehe<1></1> hier"],
    ["drops strangers", "a", "<9>b</9>", "b"],
    ["drops repeats", "<1/>a", "<1/>b<1/>", "<1/>b"],
    ["takes the half of a pair for a lost pair", "<1>a</1>", "b <1>c", "<1></1>b c"],
    ["closes pairs in the order they were opened", "<1>a<2>b</2></1>", "<1>c<2>d</1></2>", "<1>c<2>d</2></1>"],
    ["untangles overlapping pairs", "<1>a</1><2>b</2>", "<1>a<2>b</1>c</2>", "<1>a<2>b</2></1>c"],
  ])("%s", (_, source, target, wanted) => {
    expect(repaired(source, target)).toBe(wanted);
  });

  it("always yields the source's codes, well nested, and all of the target's text", () => {
    fc.assert(
      fc.property(arbitraryFragment, arbitraryFragment, fc.string(), (source, other, seed) => {
        for (const target of [breakCodes(source, seededRandom(seed)), breakCodes(other, seededRandom(seed))]) {
          const result = repairCodes(source, target);
          expect(compareCodes(source, result)).toEqual({ missing: [], unknown: [], duplicated: [], misnested: [] });
          expect(plainText(result)).toBe(plainText(target));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("takes no longer than the text is long, whatever became of the codes", () => {
    const code = (kind: "open" | "close" | "standalone", id: number): FragmentPart => ({
      kind,
      id: String(id),
      type: "other",
      data: "",
    });
    const ids = Array.from({ length: 20_000 }, (_, index) => index);
    const word: FragmentPart = { kind: "text", text: "word " };
    const breaks = ids.flatMap((id) => [word, code("standalone", id)]);
    const pairs = ids.flatMap((id) => [code("open", id), word, code("close", id)]);
    const overlapping = [...ids.map((id) => code("open", id)), word, ...ids.map((id) => code("close", id))];
    const unopened = [...ids.map((id) => code("open", id)), ...ids.map((id) => code("close", id + ids.length))];
    for (const [source, target] of [
      [breaks, [word]],
      [breaks, ids.map(() => word)],
      [pairs, [word]],
      [pairs, overlapping],
      [overlapping, [word]],
      [
        [...pairs, ...ids.map((id) => code("close", id + ids.length))],
        [...unopened, ...ids.map((id) => code("close", id))],
      ],
    ] as const) {
      expect(plainText(repairCodes(source, target))).toBe(plainText(target));
    }
  });

  it("changes nothing that it has repaired before", () => {
    fc.assert(
      fc.property(arbitraryFragment, fc.string(), (source, seed) => {
        const once = repairCodes(source, breakCodes(source, seededRandom(seed)));
        expect(repairCodes(source, once)).toBe(once);
      }),
    );
  });

  it("never cuts a word, nor a character in two", () => {
    fc.assert(
      fc.property(arbitraryFragment, arbitraryText, (source, text) => {
        const target: Fragment = text === "" ? [] : [{ kind: "text", text }];
        const texts = repairCodes(source, target).flatMap((part) => (part.kind === "text" ? [part.text] : []));
        for (const [index, piece] of texts.entries()) {
          if (index + 1 < texts.length) expect(/^\s/u.test(texts[index + 1]!)).toBe(true);
          expect(lone(piece)).toBe(lone(text));
        }
      }),
    );
  });
});
