import { describe, expect, it } from "vitest";
import { directionOf, isKnownLanguage, isSameLanguage, languageName, parseLocale } from "./locale.ts";

describe("locales", () => {
  it.each([
    ["EN", "en"],
    ["kk_kz", "kk-KZ"],
    [" sr-latn ", "sr-Latn"],
    ["russian language", undefined],
    ["", undefined],
  ])("read %j as %j", (tag, locale) => {
    expect(parseLocale(tag)).toBe(locale);
  });

  it("are known by their language", () => {
    expect(["ru", "kk-KZ", "uk", "ar"].filter((locale) => !isKnownLanguage(locale))).toEqual([]);
    expect(isKnownLanguage("xx")).toBe(false);
    expect(isSameLanguage("ru", "ru-RU")).toBe(true);
    expect(isSameLanguage("ru", "uk")).toBe(false);
    expect(languageName("kk")).toBe("Kazakh");
  });

  it("have the direction of their script, stated or likely", () => {
    expect(["ar", "he", "fa", "ur", "kk-Arab", "az-Arab"].filter((locale) => directionOf(locale) !== "rtl")).toEqual(
      [],
    );
    expect(["en", "ru", "kk", "el", "zh"].filter((locale) => directionOf(locale) !== "ltr")).toEqual([]);
  });
});
