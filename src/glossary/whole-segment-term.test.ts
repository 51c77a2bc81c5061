import { describe, expect, it } from "vitest";
import type { GlossaryEntry } from "../model/term.ts";
import { createWholeSegmentLookup } from "./whole-segment-term.ts";

const entry = (source: string, target: string, more: Partial<GlossaryEntry> = {}): GlossaryEntry => ({
  source,
  target,
  status: "preferred",
  caseSensitive: false,
  place: "test",
  ...more,
});

const lookup = createWholeSegmentLookup(
  [
    entry("handout", "раздаточный материал"),
    entry("handout", "хэндаут", { status: "forbidden" }),
    entry("European Union", "Европейский союз"),
    entry("etc.", "и т. д."),
    entry("NGO", "НПО"),
    entry("SILENT kit", "набор SILENT", { caseSensitive: true }),
    entry("kit", "набор"),
    entry("kit", "комплект"),
  ],
  { source: "en", target: "ru" },
);

describe("a segment that is a term as a whole", () => {
  it.each([
    ["handout", "раздаточный материал"],
    ["Handout", "Раздаточный материал"],
    ["HANDOUT:", "РАЗДАТОЧНЫЙ МАТЕРИАЛ:"],
    [" Handout. ", " Раздаточный материал. "],
    ["european  union", "Европейский союз"],
    ["EUROPEAN UNION", "ЕВРОПЕЙСКИЙ СОЮЗ"],
    ["etc.", "и т. д."],
    ["NGO", "НПО"],
    ["SILENT kit!", "набор SILENT!"],
  ])("“%s” is “%s”", (text, target) => {
    expect(lookup(text)?.target).toBe(target);
  });

  it.each(["handouts", "the handout", "ngo", "Silent kit", "kit", "", "…", "handout, handout"])(
    "“%s” is none",
    (text) => {
      expect(lookup(text)).toBeUndefined();
    },
  );
});
