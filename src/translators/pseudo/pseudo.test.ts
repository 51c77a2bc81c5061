import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberedText, plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import { createPseudo, pseudoFragment } from "./pseudo.ts";

const pseudo = (text: string, ...names: string[]): string =>
  plainText(pseudoFragment(textFragment(text), [{ spellings: names }]));

describe("pseudo translation", () => {
  it("accents letters, makes the text 40 % longer and puts it in brackets", () => {
    expect(pseudo("Hello world, how are you?")).toBe("[Ĥééļļöö ŵööŕļđ, ĥöööŵ åååŕéé ýööû?~]");
    for (const text of ["A parent reads the leaflet at home with the children.", "Rhythm", "Дети и родители"]) {
      expect(pseudo(text)).toHaveLength(Math.round(text.length * 1.4) + 2);
    }
  });

  it("keeps codes in their order and puts the brackets inside codes and white space at the edges", () => {
    const code = { id: "1", type: "fmt/xlf:b", data: "<b>" };
    const fragment: Fragment = [
      { kind: "open", ...code },
      { kind: "text", text: " Be " },
      { kind: "standalone", id: "2", type: "fmt/xlf:lb", data: "<br/>" },
      { kind: "text", text: "kind " },
      { kind: "close", ...code },
    ];
    expect(numberedText(pseudoFragment(fragment))).toMatch(/^<1> \[Ḃé+ <2\/>ķî+ñđ~*\] <\/1>$/);
  });

  it("keeps names, addresses, placeholders and numbers", () => {
    const text = "Ask Senimen Bolashaq at info@example.org or https://example.org/a?b=1. Call {{name}} on 12.05.2026";
    const result = pseudo(text, "Senimen Bolashaq");
    for (const kept of [
      "Senimen Bolashaq",
      "info@example.org",
      "https://example.org/a?b=1",
      "{{name}}",
      "12.05.2026",
    ]) {
      expect(result).toContain(kept);
    }
  });

  it("takes a name only where it stands as a whole word, with its capitals", () => {
    expect(pseudo("SILENT", "SILENT")).toBe("SILENT");
    expect(pseudo("silent SILENTLY", "SILENT")).not.toMatch(/silent/i);
  });

  it("leaves text without letters alone", () => {
    for (const text of ["", "  ", "12–15", "•"]) expect(pseudo(text)).toBe(text);
  });

  it("changes every text with letters, in any script, and always in the same way", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        const fragment = textFragment(text);
        const result = pseudoFragment(fragment);
        expect(result).toEqual(pseudoFragment(fragment));
        if (plainText(result) !== text) expect(plainText(result)).toMatch(/\[[\s\S]*\]/);
      }),
    );
  });

  it("answers every segment of a request", async () => {
    const drafts = await createPseudo().translate(
      {
        sourceLocale: "en",
        targetLocale: "ru",
        context: "",
        protectedTerms: [],
        segments: [
          { id: "a.1", source: textFragment("Home"), terms: [] },
          { id: "a.2", source: textFragment("7"), terms: [] },
        ],
      },
      new AbortController().signal,
    );
    expect(drafts.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(["a.1 translated", "a.2 translated"]);
  });
});
