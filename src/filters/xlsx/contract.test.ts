import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { numberedText } from "../../model/fragment.ts";
import { badDocuments, minimalDocument } from "../../testing/bad-documents.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { xlsx } from "./xlsx.ts";

const worksheet: Buffer = readFileSync(
  new URL("../../../fixtures/programmes/sources/silent/worksheet.xlsx", import.meta.url),
);

const TEXTS = ["Welcome, parents.", "Take a seat.", "Let us begin."];

describeFilter(xlsx, {
  sound: { "minimal.xlsx": minimalDocument("xlsx"), "worksheet.xlsx": worksheet },
  bad: badDocuments("xlsx"),
  shortened: {
    name: "minimal.xlsx",
    whole: minimalDocument("xlsx", TEXTS),
    without: minimalDocument(
      "xlsx",
      TEXTS.filter((_, index) => index !== 1),
    ),
  },
});

describe("the units of the sample worksheet", () => {
  it("are known", async () => {
    const { units, findings } = await xlsx.extract({ name: "worksheet.xlsx", bytes: worksheet, locale: "en" });
    const lines = units.map(({ place, source, context, maxLength }) => {
      const words = [context?.row, context?.column].map((word) => word ?? "–").join(" / ");
      return `${place} | ${words} | ${numberedText(source)}${maxLength === undefined ? "" : ` | at most ${maxLength}`}\n`;
    });
    const remarks = findings.map(({ id, message }) => `${id}: ${message}\n`);
    await expect(`${lines.join("")}\n${remarks.join("")}`).toMatchFileSnapshot("goldens/worksheet.txt");
  });
});
