import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { numberedText } from "../../model/fragment.ts";
import { badOdfDocuments, minimalOdfBody } from "../../testing/bad-odf-documents.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { makeFlatOdf, makeOdf, type OdfKind } from "../../testing/make-odf.ts";
import type { AnyFilter } from "../filter.ts";
import { odp, ods, odt } from "./odf.ts";
import { sampleDeck } from "../../testing/sample-slides.ts";
import { sampleSheet } from "../../testing/sample-sheets.ts";

const guide = readFileSync(new URL("../../../fixtures/programmes/sources/elpida-family/guide.odt", import.meta.url));
const PARAGRAPHS = ["Welcome, parents.", "Take a seat.", "Let us begin."];

const minimal = (kind: OdfKind, paragraphs: readonly string[] = PARAGRAPHS): Buffer =>
  makeOdf({ kind, body: minimalOdfBody(kind, paragraphs) });
const flat = (kind: OdfKind): Buffer => makeFlatOdf({ kind, body: minimalOdfBody(kind, PARAGRAPHS) });

const CASES: readonly (readonly [filter: AnyFilter, kind: OdfKind, samples: Readonly<Record<string, Buffer>>])[] = [
  [odt, "text", { "guide.odt": guide, "flat.fodt": flat("text") }],
  [odp, "presentation", { "deck.odp": sampleDeck(), "flat.fodp": flat("presentation") }],
  [ods, "spreadsheet", { "sheet.ods": sampleSheet(), "flat.fods": flat("spreadsheet") }],
];

for (const [filter, kind, samples] of CASES) {
  const name = `minimal.${filter.id}`;
  describeFilter(filter, {
    sound: { [name]: minimal(kind), ...samples },
    bad: badOdfDocuments(kind),
    shortened: {
      name,
      whole: minimal(kind),
      without: minimal(
        kind,
        PARAGRAPHS.filter((_, index) => index !== 1),
      ),
    },
  });
}

describe("the units of sample documents", () => {
  it.each([
    ["guide.odt", odt, guide],
    ["deck.odp", odp, sampleDeck()],
    ["sheet.ods", ods, sampleSheet()],
  ] as const)("are known, for %s", async (name, filter, bytes) => {
    const { units } = await filter.extract({ name, bytes, locale: "en" });
    const lines = units.map(({ place, source }) => `${place} | ${numberedText(source)}\n`);
    await expect(lines.join("")).toMatchFileSnapshot(`goldens/${name.split(".")[0]}.txt`);
  });
});
