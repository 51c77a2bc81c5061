import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { numberedText } from "../../model/fragment.ts";
import { badDocuments, minimalDocument } from "../../testing/bad-documents.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { docx } from "./docx.ts";

const programme = (path: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/programmes/sources/${path}`, import.meta.url));
const PARAGRAPHS = ["Welcome, parents.", "Take a seat.", "Let us begin."];

describeFilter(docx, {
  sound: {
    "minimal.docx": minimalDocument("docx"),
    "module-1.docx": programme("elpida/module-1.docx"),
    "leaflet.docx": programme("silent/leaflet.docx"),
  },
  bad: badDocuments("docx"),
  shortened: {
    name: "minimal.docx",
    whole: minimalDocument("docx", PARAGRAPHS),
    without: minimalDocument(
      "docx",
      PARAGRAPHS.filter((_, index) => index !== 1),
    ),
  },
  // Soft hyphens say nothing, and are not read.
  settle: (text) => text.replaceAll("\u00AD", ""),
});

describe("the units of the sample programmes", () => {
  it.each(["elpida/module-1", "silent/leaflet"])("are known, for %s.docx", async (name) => {
    const { units } = await docx.extract({ name: `${name}.docx`, bytes: programme(`${name}.docx`), locale: "en" });
    const lines = units.map(({ place, source }) => `${place} | ${numberedText(source)}\n`);
    await expect(lines.join("")).toMatchFileSnapshot(`goldens/${name.replace(/.*\//, "")}.txt`);
  });
});
