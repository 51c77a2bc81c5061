import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { numberedText } from "../../model/fragment.ts";
import { badDocuments, minimalDocument } from "../../testing/bad-documents.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { pptx } from "./pptx.ts";

const programme = (path: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/programmes/sources/${path}`, import.meta.url));
const PARAGRAPHS = ["Welcome, parents.", "Take a seat.", "Let us begin."];

describeFilter(pptx, {
  sound: {
    "minimal.pptx": minimalDocument("pptx"),
    "session-3.pptx": programme("parenting-together/session-3.pptx"),
  },
  bad: badDocuments("pptx"),
  shortened: {
    name: "minimal.pptx",
    whole: minimalDocument("pptx", PARAGRAPHS),
    without: minimalDocument(
      "pptx",
      PARAGRAPHS.filter((_, index) => index !== 1),
    ),
  },
});

describe("the units of the sample programmes", () => {
  it.each(["parenting-together/session-3"])("are known, for %s.pptx", async (name) => {
    const { units } = await pptx.extract({ name: `${name}.pptx`, bytes: programme(`${name}.pptx`), locale: "en" });
    const lines = units.map(({ place, source }) => `${place} | ${numberedText(source)}\n`);
    await expect(lines.join("")).toMatchFileSnapshot(`goldens/${name.replace(/.*\//, "")}.txt`);
  });
});
