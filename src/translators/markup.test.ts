import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseFragment, numberedText } from "../model/fragment.ts";
import { arbitraryFragment, parseFragment } from "../testing/wire-fragments.ts";
import { assertWellFormed } from "../xml/well-formed.ts";
import { literalNames, toMarkup, toPlain } from "./markup.ts";
import { fromMarkup, readMarkup, withEdges } from "./read-markup.ts";

const names = [{ spellings: ["Senimen Bolashaq"] }];
const wire = (numbered: string): string => toMarkup(parseFragment(numbered), names).text;

/** The reading of a reply: numbered text, then what was wrong, then what is missing. */
function read(source: string, reply: string): string {
  const markup = toMarkup(parseFragment(source), names);
  const { inner, problems, missing } = readMarkup(markup, reply);
  const rest = [...problems, ...missing.map(({ name }) => `-${name}`)].join(" ");
  return numberedText(withEdges(markup, inner)) + (rest === "" ? "" : ` | ${rest}`);
}

describe("markup of a source", () => {
  it.each([
    ["Click <1>here</1><2/> now", "Click <g1>here</g1><x2/> now"],
    ["<1/>All <2>of</2> it.<3/>", "All <g1>of</g1> it."],
    ["<1>All of it</1>", "All of it"],
    ["<1>Note:</1> read on", "<g1>Note:</g1> read on"],
    [" <1/> Two <2/>", "Two"],
    ["Ask <1>Senimen Bolashaq</1> at a@b.org", "Ask <g1><n2>Senimen Bolashaq</n2></g1> at <n3>a@b.org</n3>"],
    ["a <1>b <2>c</1> d</2> e", "a <x1/>b <g2>c<x3/> d</g2> e"],
    ["one <1>two", "one <x1/>two"],
    ["R&D < 3 <1/> \u200Bx\u202E", "R&amp;D &lt; 3 <x1/> x"],
    ["<1/> <2/>", ""],
  ])("%s travels as %s", (source, expected) => {
    expect(wire(source)).toBe(expected);
  });

  it("is well-formed XML and, read back, the source, whatever the source", () => {
    fc.assert(
      fc.property(arbitraryFragment, (fragment) => {
        const markup = toMarkup(fragment, names);
        assertWellFormed(`<t>${markup.text}</t>`, "wire");
        expect(normaliseFragment(fromMarkup(markup, markup.text) ?? [])).toEqual(fragment);
      }),
      { numRuns: 600 },
    );
  });

  it("names what must be left alone, and knows when nothing else is there", () => {
    const markup = toMarkup(parseFragment("Senimen Bolashaq <1/> https://example.org"), names);
    expect(literalNames([markup.text])).toEqual(["n1", "n3"]);
    expect(markup.hasWords).toBe(false);
    expect(toMarkup(parseFragment("By Senimen Bolashaq"), names).hasWords).toBe(true);
  });

  it("gives plain text whose words are not glued where a line break stood", () => {
    expect(toPlain(toMarkup(parseFragment("One<1/>two <2>th</2>ree.<3/>")))).toBe("One two three.");
  });
});

describe("a reply", () => {
  it.each([
    [
      "is taken as it is when right",
      "Click <1>here</1><2/> now",
      "Теперь<x2/> жмите <g1>сюда</g1>",
      "Теперь<2/> жмите <1>сюда</1>",
    ],
    ["may write a single code as a pair", "a <1/> b", "а <x1></x1> б", "а <1/> б"],
    ["gets back what was at the edges", "<1/> <2>All of it</2>", " Всё это ", "<1/> <2>Всё это</2>"],
    ["keeps escaped characters", "a < b & <1/> c", "а &lt; б &amp; <x1/> в", "а < б & <1/> в"],
    [
      "keeps names as they were",
      "By <1>x</1> Senimen Bolashaq",
      "<n2>Сенимен</n2> и <g1>х</g1>",
      "Senimen Bolashaq и <1>х</1>",
    ],
    [
      "gets space back that slipped into a pair",
      "a <1>bold</1> word",
      "а<g1> жирное</g1> слово",
      "а <1>жирное</1> слово",
    ],
    ["gets space back that was lost", "a <1>bold</1> word", "а <g1>жирное</g1>слово", "а <1>жирное</1> слово"],
    ["loses elements nobody sent", "a <1/> b", "<i>а</i> <x1/> б", "а <1/> б | unknown"],
    [
      "has overlapping pairs closed in order",
      "<1>a</1> <2>b</2> c",
      "<g1>а <g2>б</g1></g2> в",
      "<1>а <2>б</2></1> в | not-well-formed misnested",
    ],
    ["has an immediate repeat dropped", "a <1/> b", "а <x1/><x1/> б", "а <1/> б | repeated"],
    ["has an empty repeat dropped", "a <1>b</1> c", "а <g1></g1> <g1>б</g1> в", "а  <1>б</1> в | repeated"],
    ["has a lost pair put around the same number", "in <1>2026</1> x", "в 2026 году", "в <1>2026</1> году | missing"],
    [
      "has an emptied pair put around its name",
      "Ask <1>Bolashaq</1> now",
      "<g1></g1>Спросите Bolashaq",
      "Спросите <1>Bolashaq</1> | emptied",
    ],
    ["has a lost code put beside its neighbour", "a<1/><2/> b", "а<x1/> б", "а<1/><2/> б | missing"],
    [
      "has a lost code put behind the same token",
      "see p. 7<1/> now",
      "сейчас стр. 7 см.",
      "сейчас стр. 7<1/> см. | missing",
    ],
    ["has a lost label put up to the colon", "<1>Note:</1> read", "Важно: читать", "<1>Важно:</1> читать | missing"],
    ["misses a pair with no certain place", "a <1>bold</1> word", "а жирное слово", "а жирное слово | missing -g1"],
    ["misses a pair that came twice", "a <1>b</1> c", "<g1>а</g1> <g1>б</g1>", "а б | repeated -g1"],
    ["misses an emptied pair", "a <1>b</1> c", "а <g1/> б", "а  б | emptied -g1"],
    [
      "misses a pair that closes before it opens",
      "a <1>b</1> c",
      "а </g1>б<g1> в",
      "а б в | not-well-formed misnested missing -g1",
    ],
    ["misses half a pair", "a <1>b</1> c", "а <g1>б в", "а б в | not-well-formed missing -g1"],
    [
      "keeps the text of an unclosed literal",
      "By Senimen Bolashaq today",
      "Сегодня <n1>Senimen Bolashaq",
      "Сегодня Senimen Bolashaq | not-well-formed",
    ],
    ["keeps text that only looks like a tag", "a <1/> b", "а < <x1/> б", "а < <1/> б | not-well-formed"],
    [
      "may not turn an overlapping pair round",
      "x <1>a <2>b</1> c</2> d",
      "х <x3/><g2>а <x1/>б</g2> д",
      "х </1><2>а <1>б</2> д | halves-turned",
    ],
  ])("%s", (_, source, reply, expected) => {
    expect(read(source, reply)).toBe(expected);
  });

  it("keeps all text and gives well nested known codes, whatever comes back", () => {
    const noise = fc.array(
      fc.constantFrom("<g1>", "</g1>", "<x1/>", "<x2/>", "<g2>", "</g2>", "<n1>", "</n1>", "<b>", "слово ", "&", "<"),
    );
    fc.assert(
      fc.property(arbitraryFragment, noise, (fragment, pieces) => {
        const markup = toMarkup(fragment);
        const { inner } = readMarkup(markup, pieces.join(""));
        const words = pieces.filter((piece) => piece === "слово ").length;
        if (markup.elements.every(({ kind }) => kind !== "literal")) {
          expect(numberedText(inner).match(/слово/g)?.length ?? 0).toBe(words);
        }
        const codes = inner.filter((part) => part.kind !== "text");
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
  });
});
