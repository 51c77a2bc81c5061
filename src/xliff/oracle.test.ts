import xliff12ToJs from "xliff/xliff12ToJs";
import { describe, expect, it } from "vitest";
import type { BilingualDocument } from "../model/document.ts";
import { parseNumbered } from "../testing/parse-numbered.ts";
import { writeXliff } from "./write-xliff.ts";

const TEXTS = ["Play & sing.", "Ребёнок <говорит>", "tab\tand  two spaces", "“quoted” 'so'"];

describe("the xliff package", () => {
  it("reads from our files what we wrote", async () => {
    const document: BilingualDocument = {
      original: { name: "a/b.docx", sha256: "0", filter: "docx", options: {} },
      sourceLocale: "en",
      targetLocale: "ru",
      segmentation: "sentence",
      units: TEXTS.map((text, index) => ({
        id: `document.abcdefgh2${"abcd"[index]!}`,
        place: "Paragraph",
        segments: [
          {
            id: `document.abcdefgh2${"abcd"[index]!}.1`,
            source: parseNumbered(text),
            target: { fragment: parseNumbered(`${text} <1>да</1><2/>`), state: "draft" },
            notes: [],
          },
        ],
      })),
    };
    const read = await xliff12ToJs(writeXliff(document, { project: "", exportId: "" }));
    expect([read.sourceLanguage, read.targetLanguage]).toEqual(["en", "ru"]);
    const units = read.resources["a/b.docx"]!;
    expect(Object.keys(units)).toEqual(document.units.map(({ segments }) => segments[0]!.id));
    for (const [index, { source, target }] of Object.values(units).entries()) {
      expect(source).toBe(TEXTS[index]);
      expect(target).toEqual([
        `${TEXTS[index]} `,
        { GenericSpan: { id: "1", ctype: "bold", contents: "да" } },
        { Standalone: { id: "2" } },
      ]);
    }
  });
});
