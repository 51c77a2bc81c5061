import { describe, expect, it } from "vitest";
import { openArchive } from "../../zip/archive.ts";
import { assertWellFormed } from "../../xml/well-formed.ts";
import { makeDeck } from "./make-deck.ts";
import { makeHandbook } from "./make-handbook.ts";
import { markdown } from "../../filters/markdown/markdown.ts";
import { makeMarkdown } from "./make-markdown.ts";
import { makeWorkbook } from "./make-workbook.ts";
import { linearity, rowOf } from "./table.ts";

const fast = { milliseconds: 290, megabytes: 100 };
const floor = { milliseconds: 100, megabytes: 50 };

describe("generated documents", () => {
  it.each([
    ["a handbook", (): Buffer => makeHandbook(3, "x"), "word/document.xml"],
    ["a deck", (): Buffer => makeDeck(11, "x"), "ppt/slides/slide10.xml"],
    ["a workbook", (): Buffer => makeWorkbook(30, "x"), "xl/worksheets/sheet1.xml"],
  ])("are well-formed, and the same for the same seed: %s", (_, make, part) => {
    const archive = openArchive(make());
    for (const { name } of archive.entries) assertWellFormed(Buffer.from(archive.read(name)).toString(), name);
    expect(archive.read(part).length).toBeGreaterThan(4000);
    expect(make().equals(make())).toBe(true);
  });

  it("of Markdown are as long as asked for, and hold every kind of block", async () => {
    const bytes = makeMarkdown(60_000, "x");
    expect(bytes.length).toBeGreaterThan(60_000);
    expect(bytes.length).toBeLessThan(70_000);
    expect(makeMarkdown(60_000, "x").equals(bytes)).toBe(true);
    const { coverage } = await markdown.extract({ name: "handbook.md", bytes, locale: "en" });
    const taken = coverage.filter(({ extracted }) => extracted > 0).map(({ category }) => category);
    for (const category of [
      "headings",
      "list items",
      "table cells",
      "footnotes",
      "alt texts",
      "HTML: texts of the page",
    ])
      expect(taken).toContain(category);
  });

  it("grow with their pages, at about 13 kB of XML a page", () => {
    const size = openArchive(makeHandbook(20, "x")).read("word/document.xml").length;
    expect(size / 20).toBeGreaterThan(9000);
    expect(size / 20).toBeLessThan(20_000);
  });
});

describe("a row of the table", () => {
  it("keeps, misses or has no bound, in time and in memory", () => {
    expect(rowOf({ name: "a", bounds: { ratio: 3 } }, fast, floor)).toMatchObject({ ratio: 2.9, verdict: "kept" });
    expect(rowOf({ name: "a", bounds: { ratio: 2.5 } }, fast, floor).verdict).toBe("missed");
    expect(rowOf({ name: "a", bounds: { ratio: 3, megabytes: 99 } }, fast, floor).verdict).toBe("missed");
    expect(rowOf({ name: "a", bounds: {} }, fast, floor).verdict).toBe("no bound");
    expect(rowOf({ name: "a", bounds: { ratio: 3 } }, { ...fast, failure: "exit 1" }, floor).verdict).toBe("failed");
  });

  it("tells growth without start-up", () => {
    const row = (pages: number, milliseconds: number): ReturnType<typeof rowOf> =>
      rowOf({ name: `extract ${pages}-page DOCX`, bounds: {} }, { milliseconds, megabytes: 1 }, floor);
    expect(linearity([row(10, 110), row(100, 200), row(1000, 1100)])[0]).toMatchObject({
      command: "extract",
      ratio: 1,
    });
    expect(linearity([row(10, 110), row(100, 200), row(1000, 2900)])[0]?.ratio).toBe(3);
    expect(linearity([row(10, 110)])).toEqual([]);
  });
});
