import { describe, expect, it } from "vitest";
import { factsOf, officeLanguage } from "./locale-change.ts";

describe("a change of locale", () => {
  it.each([
    ["ru", "ru-RU"],
    ["kk", "kk-KZ"],
    ["pt-BR", "pt-BR"],
    ["sr-Latn", "sr-Latn-RS"],
    ["uk-Cyrl-UA", "uk-UA"],
  ])("is written as Office does: %s → %s", (locale, tag) => {
    expect(officeLanguage(locale)).toBe(tag);
  });

  it("knows the source's tags, and which way the document turns", () => {
    const facts = factsOf({ source: "en", target: "ar" });
    expect(["en-GB", "en_US", "fr-FR", "not a tag"].map((tag) => facts.isSource(tag))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(facts.direction).toBe("rtl");
    expect(factsOf({ source: "en", target: "ru" }).direction).toBeUndefined();
    expect(factsOf({ source: "he", target: "en" }).direction).toBe("ltr");
  });
});
