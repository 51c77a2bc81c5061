import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  normaliseFragment,
  numberedText,
  plainText,
  textFragment,
  type Fragment,
  type FragmentPart,
} from "../model/fragment.ts";
import { parseNumbered } from "../testing/parse-numbered.ts";
import { joinPieces } from "./join-pieces.ts";
import { locateSegments } from "./locate-segments.ts";
import type { Piece } from "./piece.ts";
import { segmentFragment } from "./segment-fragment.ts";

/** Segments in square brackets, ignorables bare. */
function show(pieces: readonly Piece[]): string {
  return pieces
    .map(({ kind, source }) => (kind === "segment" ? `[${numberedText(source)}]` : numberedText(source)))
    .join("");
}

const segmented = (text: string, types: Record<string, string> = {}, locale = "en"): string =>
  show(segmentFragment(parseNumbered(text, types), locale, "sentence"));

const sourcesOf = (pieces: readonly Piece[]): Fragment[] =>
  pieces.filter(({ kind }) => kind === "segment").map(({ source }) => source);

describe("segmentFragment", () => {
  it.each([
    ["Come in. Sit down.", "[Come in.] [Sit down.]"],
    ["  Come in.  Sit down. ", "  [Come in.]  [Sit down.] "],
    ["See Dr. Smith. He is in.", "[See Dr. Smith.] [He is in.]"],
    ["<1>Come in.</1> Sit down.", "<1>[Come in.]</1> [Sit down.]"],
    ["<1>Come</1> in. Sit <2>down</2>.", "[<1>Come</1> in.] [Sit <2>down</2>.]"],
    ["Come <1>in. Sit</1> down.", "[Come <1a>in.</1a>] [<1b>Sit</1b> down.]"],
    ["Come <1>in. Stay. Sit</1> down.", "[Come <1a>in.</1a>] [Stay.] [<1b>Sit</1b> down.]"],
    ["<1>Come in. Sit</1> down.", "<1>[Come in.] [<1a>Sit</1a> down.]"],
    ["Come in.<1/> Sit down.<2/>", "[Come in.]<1/> [Sit down.]<2/>"],
    ["Come in. 12 345! Sit down.", "[Come in.] 12 345! [Sit down.]"],
    ["<1/><2> </2>...", "<1/><2> </2>..."],
  ])("divides %j", (text, expected) => {
    expect(segmented(text)).toBe(expected);
  });

  it("takes a line break for a space", () => {
    expect(segmented("Come in.<1/>Sit down.", { 1: "fmt/xlf:lb" })).toBe("[Come in.]<1/>[Sit down.]");
    expect(segmented("Parenting<1/>Together", { 1: "fmt/xlf:lb" })).toBe("[Parenting<1/>Together]");
  });

  it("keeps a variable inside its sentence and a note mark outside", () => {
    expect(segmented("<1/> came. See page <2/>", { 1: "ui/xlf:var", 2: "ui/xlf:var" })).toBe(
      "[<1/> came.] [See page <2/>]",
    );
    expect(segmented("He came.<1/>", { 1: "ui/xlf:var" })).toBe("[He came.]<1/>");
  });

  it("gives one segment in paragraph mode", () => {
    expect(show(segmentFragment(parseNumbered(" <1>Come in. Sit down.</1>"), "en", "paragraph"))).toBe(
      " <1>[Come in. Sit down.]</1>",
    );
  });

  it("does not divide a source that uses the ids reserved for cut pairs", () => {
    const source = parseNumbered("Come <1a>in. Sit</1a> down.");
    const pieces = segmentFragment(source, "en", "sentence");
    expect(show(pieces)).toBe("[Come <1a>in. Sit</1a> down.]");
    expect(joinPieces(pieces, [])).toEqual(source);
  });

  it("divides a long text in time that grows with its length", () => {
    const text = "Ребёнок говорит «нет». Что делать? Поговорите с проф. А. И. Семёновым в 5 ч. ".repeat(4000);
    const pieces = segmentFragment(textFragment(text), "ru", "sentence");
    expect(pieces.filter(({ kind }) => kind === "segment").length).toBeGreaterThan(8000);
  });
});

const words = fc.constantFrom(
  "Come in",
  "Dr. Smith",
  "говорит",
  "e.g. this",
  "12",
  "«Да»",
  "(see p. 5)",
  "A",
  "I",
  "\u00A0",
  "\uFFFC",
);
const gaps = fc.constantFrom(" ", ". ", "! ", "? ", ".", "… ", ".  ", "\n", ", ", "");
const codeTypes = fc.constantFrom("fmt/xlf:b", "fmt/xlf:lb", "ui/xlf:var", "other/pitrans:footnote", "link");

/** Texts with pairs laid at random, overlapping ones and halves without a partner among them. */
const fragments: fc.Arbitrary<Fragment> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.tuple(words, gaps).map(([word, gap]) => word + gap) },
      {
        weight: 2,
        arbitrary: fc.record({ code: fc.constantFrom("open", "close", "standalone"), pick: fc.nat(), type: codeTypes }),
      },
    ),
    { maxLength: 24 },
  )
  .map((items) => {
    const parts: FragmentPart[] = [];
    const open: { id: string; type: string }[] = [];
    let count = 0;
    for (const item of items) {
      if (typeof item === "string") parts.push({ kind: "text", text: item });
      else if (item.code === "close" && open.length > 0) {
        const [code] = open.splice(item.pick % open.length, 1);
        parts.push({ kind: "close", id: code!.id, type: code!.type, data: "" });
      } else {
        count += 1;
        const code = { id: String(count), type: item.type, data: "" };
        if (item.code === "open") open.push(code);
        parts.push({
          kind: item.code === "standalone" ? "standalone" : item.code === "open" ? "open" : "close",
          ...code,
        });
      }
    }
    return normaliseFragment(parts);
  });

describe("joinPieces", () => {
  it("gives back every source, whatever its codes", () => {
    fc.assert(
      fc.property(
        fragments,
        fc.constantFrom("sentence", "paragraph"),
        fc.constantFrom("en", "ru", "kk"),
        (source, mode, locale) => {
          const pieces = segmentFragment(source, locale, mode);
          expect(joinPieces(pieces, sourcesOf(pieces))).toEqual(source);
          expect(joinPieces(pieces, [])).toEqual(source);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("keeps all text when targets lost their codes", () => {
    fc.assert(
      fc.property(fragments, (source) => {
        const pieces = segmentFragment(source, "en", "sentence");
        const bare = sourcesOf(pieces).map((segment) => textFragment(plainText(segment)));
        expect(plainText(joinPieces(pieces, bare)).replaceAll(/\s/gu, "")).toBe(
          plainText(source).replaceAll(/\s/gu, ""),
        );
      }),
    );
  });

  const pieces = segmentFragment(parseNumbered("Come <1>in. Sit</1> down."), "en", "sentence");
  const joined = (...targets: string[]): string =>
    numberedText(
      joinPieces(
        pieces,
        targets.map((target) => parseNumbered(target)),
      ),
    );

  it.each([
    [["Войдите <1a>сюда.</1a>", "<1b>Сядьте</1b>."], "Войдите <1>сюда. Сядьте</1>."],
    [["Войдите сюда.", "<1b>Сядьте</1b>."], "Войдите сюда. <1>Сядьте</1>."],
    [["Войдите <1a>сюда.</1a>", "Сядьте."], "Войдите <1>сюда.</1> Сядьте."],
    [[" Войдите. ", " Сядьте.\n"], "Войдите. Сядьте."],
    [["<1a> Войдите.</1a>", "<1b>Сядьте </1b>"], "<1>Войдите. Сядьте</1>"],
  ])("makes cut pairs whole and keeps the white space between sentences: %j", (targets, expected) => {
    expect(joined(...targets)).toBe(expected);
  });
});

describe("locateSegments", () => {
  it("finds again what was segmented", () => {
    fc.assert(
      fc.property(fragments, (source) => {
        const pieces = segmentFragment(source, "en", "sentence");
        expect(locateSegments(source, sourcesOf(pieces))).toEqual(pieces);
      }),
      { numRuns: 1500 },
    );
  });

  it("finds other boundaries than ours", () => {
    const located = locateSegments(parseNumbered("“Come,” he said. “In.”"), [
      textFragment("“Come,” he"),
      textFragment("said. “In.”"),
    ]);
    expect(located && show(located)).toBe("[“Come,” he] [said. “In.”]");
  });

  it("says so when they do not fit", () => {
    const source = parseNumbered("Come <1>in</1>. Sit down.");
    expect(locateSegments(source, [textFragment("Come in.")])).toBeUndefined();
    expect(locateSegments(source, [parseNumbered("Come <1>in</1>.")])).toBeUndefined();
    expect(locateSegments(source, [textFragment("Go away.")])).toBeUndefined();
    expect(locateSegments(source, [])).toBeUndefined();
  });
});
