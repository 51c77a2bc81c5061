import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberedText, plainText, textFragment, type Fragment } from "../model/fragment.ts";
import type { Segment } from "../model/unit.ts";
import { fragments } from "../testing/bilingual-documents.ts";
import { parseNumbered } from "../testing/parse-numbered.ts";
import { reconcileTarget, type ReconciledTarget } from "./reconcile-target.ts";

interface Case {
  readonly source: string;
  /** As it was sent. */
  readonly sent?: string;
  readonly back: string | Fragment;
  readonly backSource?: string;
}

function reconcile({ source, sent, back, backSource = source }: Case): ReconciledTarget {
  const segment: Segment = {
    id: "document.abcdefgh23.1",
    source: parseNumbered(source),
    notes: [],
    ...(sent === undefined ? {} : { target: { fragment: parseNumbered(sent), state: "draft" } }),
  };
  const target = typeof back === "string" ? parseNumbered(back) : back;
  return reconcileTarget(segment, {
    id: segment.id,
    source: parseNumbered(backSource),
    target,
    hasTarget: true,
    evidence: {},
    notes: [],
    line: 7,
  });
}
const literal = (text: string): Fragment => textFragment(text);

describe("reconcileTarget", () => {
  it.each<[string, Case, string, string]>([
    [
      "OmegaT: short codes by id",
      { source: "<1>Play</1> now", back: literal("<g1>Играй</g1> сейчас") },
      "<1>Играй</1> сейчас",
      "codes-as-text",
    ],
    [
      "OmegaT: short codes by number from 0",
      { source: "<2>Play</2><5/>", back: literal("<b0>Играй</b0><x1/>") },
      "<2>Играй</2><5/>",
      "codes-as-text",
    ],
    [
      "Weblate: escaped elements",
      { source: "<1>Play</1> <2/>", back: literal('<g id="1" ctype="bold">Играй</g> <x id="2"/>') },
      "<1>Играй</1> <2/>",
      "codes-as-text",
    ],
    [
      "Phrase: braces",
      { source: "<1>Play</1> <2/>", back: literal("{1>Играй<1} {2}") },
      "<1>Играй</1> <2/>",
      "codes-as-text",
    ],
    [
      "half of the codes as text",
      { source: "a <1>b</1> <2/> c", back: [...parseNumbered("а <1>б</1> "), { kind: "text", text: "<x2/> в" }] },
      "а <1>б</1> <2/> в",
      "codes-as-text",
    ],
    ["a code lost at the end", { source: "Play.<1/>", back: "Играй." }, "Играй.<1/>", "edge-codes-restored"],
    [
      "a pair lost around the text",
      { source: "<1>Play <2/> now</1>", back: "Играй <2/> сейчас" },
      "<1>Играй <2/> сейчас</1>",
      "edge-codes-restored",
    ],
    [
      "sdlxliff: codes numbered anew",
      { source: "<3>a</3><4/>", backSource: "<17>a</17><18/>", back: "<17>а</17><18/>" },
      "<3>а</3><4/>",
      "codes-renumbered",
    ],
    [
      "numbered anew to ids we have",
      { source: "<2/>a<1/>", backSource: "<1/>a<2/>", back: "<1/>а<2/>" },
      "<2/>а<1/>",
      "codes-renumbered",
    ],
    [
      "Lokalize: indented anew",
      {
        source: "Play <1>now</1> and",
        backSource: "\n    Play <1>now</1>\n    and\n  ",
        back: "\n    Играй <1>сейчас</1>\n    и\n  ",
      },
      "Играй <1>сейчас</1> и",
      "white-space-restored",
    ],
    [
      "a text editor: the target on a line of its own",
      { source: "Play <1>now</1> ", back: "\n      <1>Сейчас</1> играй\n    " },
      "<1>Сейчас</1> играй ",
      "white-space-restored",
    ],
    [
      "a text editor: a target as sent, on a line of its own",
      { source: "<1>Play</1>", sent: "<1>Играй</1>", back: "\n  <1>Играй</1>\n" },
      "<1>Играй</1>",
      "white-space-restored",
    ],
    [
      "Virtaal: indented anew, text as sent",
      { source: "A  b\nc", sent: "А  б\nв", backSource: "A b c", back: "А б в" },
      "А  б\nв",
      "white-space-restored",
    ],
    ["accents apart", { source: "j", back: literal("и\u0306") }, "й", "characters-composed"],
    [
      "Matecat: marks",
      { source: "<1>Play</1>", back: literal("|||UNTRANSLATED_CONTENT_START|||Play|||UNTRANSLATED_CONTENT_END|||") },
      "<1>Play</1>",
      "matecat-markers",
    ],
  ])("repairs what a tool did: %s", (_name, sample, expected, finding) => {
    const result = reconcile(sample);
    expect(numberedText(result.fragment!)).toBe(expected);
    expect(result).toMatchObject({ isRepaired: true, codesWrong: false });
    expect(result.findings.map(({ id }) => id)).toContain(finding);
  });

  it.each<[string, Case, string]>([
    ["lost inside", { source: "a <1>b</1> c", back: "а б в" }, "missing-codes"],
    ["unknown", { source: "a", back: "а<7/>" }, "unknown-codes"],
    ["twice", { source: "a<1/>", back: "а<1/><1/>" }, "duplicated-codes"],
    ["overlapping", { source: "<1>a</1><2>b</2>", back: "<1>а<2></1>б</2>" }, "misnested-codes"],
    [
      "text that could be either of two",
      { source: "a <1/> b <2/> c", back: [{ kind: "text", text: "а {1} б {9} в" }] },
      "missing-codes",
    ],
  ])("marks wrong codes and keeps the text: %s", (_name, sample, finding) => {
    const result = reconcile(sample);
    expect(result.codesWrong).toBe(true);
    expect(result.findings.map(({ id }) => id)).toContain(finding);
    expect(result.fragment).toEqual(typeof sample.back === "string" ? parseNumbered(sample.back) : sample.back);
  });

  it.each<[string, Case, string]>([
    ["another source", { source: "Play", backSource: "Sing", back: "Пой" }, "source-changed"],
    [
      "Translate Toolkit: new text before the old tagged one",
      {
        source: "Play <1>every day</1> now",
        sent: "Играй <1>каждый день</1> сейчас",
        back: "Играйте каждый деньИграй <1>каждый день</1> сейчас",
      },
      "doubled-text",
    ],
    ["the source in an empty target", { source: "Play", back: "Play" }, "source-as-target"],
  ])("reports %s", (_name, sample, finding) => {
    const result = reconcile(sample);
    expect(result.findings.map(({ id }) => id)).toEqual([finding]);
    expect(result.findings[0]).toMatchObject({ segment: "document.abcdefgh23.1", place: "Line 7" });
    expect(result.isRepaired).toBe(false);
  });

  it("takes an untouched target as it is, and an absent one for absent", () => {
    const untouched = reconcile({ source: "Play <1/>", sent: "Играй <1/>\u00A0 .", back: "Играй <1/>\u00A0 ." });
    expect(untouched).toMatchObject({ findings: [], isRepaired: false, codesWrong: false });
    expect(reconcile({ source: "Play", back: "" }).fragment).toBeUndefined();
    expect(reconcile({ source: "Play", back: "\n      " }).fragment).toBeUndefined();
    expect(reconcile({ source: "Play", sent: "Играй", back: "" }).findings[0]!.id).toBe("target-emptied");
  });

  it("knows text that we wrote as a code under a new number (Trados)", () => {
    const segment: Segment = {
      id: "document.abcdefgh23.1",
      source: [{ kind: "text", text: "Type <b0> " }, ...parseNumbered("<1/> now")],
      notes: [],
    };
    const returned = {
      id: segment.id,
      source: parseNumbered("Type <31/> <32/> now"),
      target: parseNumbered("Введите <32/> <31/>"),
      hasTarget: true,
      evidence: {},
      notes: [],
      line: 1,
    };
    const { fragment, codesWrong, findings } = reconcileTarget(segment, returned);
    expect(numberedText(fragment!)).toBe("Введите <1/> <b0>");
    expect(findings.map(({ id }) => id)).toEqual(["codes-renumbered"]);
    expect(codesWrong).toBe(false);
  });

  it("does not take for a code what is text in the source", () => {
    const source: Segment = {
      id: "document.abcdefgh23.1",
      source: [
        { kind: "text", text: "Type {1} " },
        { kind: "standalone", id: "1", type: "", data: "" },
        { kind: "text", text: " now" },
      ],
      notes: [],
    };
    const back = {
      id: source.id,
      source: source.source,
      target: literal("Введите {1} сейчас"),
      hasTarget: true,
      evidence: {},
      notes: [],
      line: 1,
    };
    expect(reconcileTarget(source, back)).toMatchObject({ isRepaired: false, codesWrong: true });
  });

  it("keeps every letter, whatever came back", () => {
    fc.assert(
      fc.property(fragments, fragments, fragments, (source, sent, target) => {
        const letters = (fragment: Fragment): string =>
          plainText(fragment)
            .normalize("NFC")
            .replaceAll(/[^\p{L}]/gu, "");
        const segment: Segment = {
          id: "document.abcdefgh23.1",
          source,
          target: { fragment: sent, state: "draft" },
          notes: [],
        };
        const { fragment } = reconcileTarget(segment, {
          id: "x",
          source,
          target,
          hasTarget: true,
          evidence: {},
          notes: [],
          line: 1,
        });
        const spelled = /[<{]/.test(plainText(target));
        if (target.length > 0 && !spelled) expect(letters(fragment ?? [])).toBe(letters(target));
      }),
      { numRuns: 300 },
    );
  });
});
