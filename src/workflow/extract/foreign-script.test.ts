import { describe, expect, it } from "vitest";
import { divideDocument } from "./divide-document.ts";
import { foreignScript } from "./foreign-script.ts";
import { readDocument } from "./read-document.ts";

async function check(text: string, sourceLocale: string): Promise<string> {
  const settings = { sourceLocale, segmentation: "sentence", filterOptions: {} } as const;
  const document = divideDocument(await readDocument(settings, "a.txt", Buffer.from(text)), settings, undefined);
  return foreignScript(document)
    .map(({ message }) => message)
    .join();
}

describe("a document in another script than its language", () => {
  it.each([
    ["Дорогие родители! Мы встречаемся в понедельник.", "en", "Cyrillic"],
    ["Dear parents, we meet on Monday.", "ru", "Latin"],
    ["הורים יקרים, אנחנו נפגשים ביום שני", "en", "Hebrew"],
  ])("is remarked on: %s (%s)", async (text, locale, words) => {
    expect(await check(text, locale)).toContain(words);
  });

  it.each([
    ["Dear parents, this is called родители in Russian.", "en"],
    ["Дорогие родители, это ELPIDA.", "kk"],
    ["Привет", "en"],
    ["12 345 – 67", "en"],
  ])("is not remarked on without need: %s (%s)", async (text, locale) => {
    expect(await check(text, locale)).toBe("");
  });
});
