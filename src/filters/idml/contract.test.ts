import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { numberedText } from "../../model/fragment.ts";
import { badLayouts } from "../../testing/bad-layouts.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { layoutFaults } from "../../testing/layout-faults.ts";
import { makeLayout, paragraphs } from "../../testing/make-layout.ts";
import { idml } from "./idml.ts";

const LEAFLET = readFileSync(new URL("../../../fixtures/programmes/sources/silent/quiet-corner.idml", import.meta.url));
const PARAGRAPHS = ["Welcome, parents.", "Take a seat.", "Let us begin."];
const minimal = (texts: readonly string[]): Buffer => makeLayout({ stories: { a: paragraphs(...texts) } });

describeFilter(idml, {
  sound: { "minimal.idml": minimal(PARAGRAPHS), "quiet-corner.idml": LEAFLET },
  bad: badLayouts(),
  shortened: {
    name: "minimal.idml",
    whole: minimal(PARAGRAPHS),
    without: minimal(PARAGRAPHS.filter((_, index) => index !== 1)),
  },
  // Discretionary hyphens are no part of a text.
  settle: (text) => text.replaceAll("\u00AD", ""),
});

describe("the sample leaflet", () => {
  it("is sound as far as its structure tells", () => {
    expect(layoutFaults(LEAFLET)).toEqual([]);
  });

  it("has units that are known", async () => {
    const { units } = await idml.extract({ name: "quiet-corner.idml", bytes: LEAFLET, locale: "en" });
    const lines = units.map(({ place, source }) => `${place} | ${numberedText(source)}\n`);
    await expect(lines.join("")).toMatchFileSnapshot("goldens/quiet-corner.txt");
  });
});
