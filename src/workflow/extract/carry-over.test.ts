import { describe, expect, it } from "vitest";
import type { BilingualDocument } from "../../model/document.ts";
import { segmentsOf } from "../../model/document.ts";
import { plainText, textFragment } from "../../model/fragment.ts";
import { segmentId, unitIds } from "../../model/identity.ts";
import type { Segment } from "../../model/unit.ts";
import { carryOver } from "./carry-over.ts";

/** A document of one-segment units; `text=target` gives a reviewed translation. */
function documentOf(...lines: string[]): BilingualDocument {
  const idOf = unitIds();
  const units = lines.map((line) => {
    const [source = "", target] = line.split("=");
    const id = idOf("text", "paragraph", textFragment(source));
    const segment: Segment = {
      id: segmentId(id, 1),
      source: textFragment(source),
      notes: [],
      ...(target === undefined ? {} : { target: { fragment: textFragment(target), state: "reviewed" as const } }),
    };
    return { id, place: "Line", segments: [segment] };
  });
  const original = { name: "a.txt", sha256: "", filter: "txt", options: {} };
  return { original, sourceLocale: "en", targetLocale: "ru", segmentation: "sentence", units };
}

const summary = (document: BilingualDocument): string[] =>
  segmentsOf(document).map(
    ({ source, target, stale }) =>
      `${plainText(source)}=${target ? plainText(target.fragment) : ""}${stale ? " (stale)" : ""}`,
  );

describe("carrying translations over", () => {
  it("keeps unchanged segments as they were, even when they moved", () => {
    const carried = carryOver(documentOf("Two", "One", "New"), documentOf("One=Раз", "Two=Два"));
    expect(summary(carried.document)).toEqual(["Two=Два", "One=Раз", "New="]);
    expect(carried.counts).toEqual({ kept: 2, stale: 0, added: 1 });
    expect(segmentsOf(carried.document)[0]?.target?.state).toBe("reviewed");
  });

  it("offers the old text of a changed sentence, with its earlier source", () => {
    const old = documentOf(
      "Start=Начало",
      "The child feels safe at school=Ребёнок чувствует себя в школе спокойно",
      "End=Конец",
    );
    const carried = carryOver(documentOf("Start", "The child feels safe and welcome at school", "End"), old);
    expect(summary(carried.document)[1]).toContain("спокойно (stale)");
    expect(segmentsOf(carried.document)[1]?.notes[0]?.text).toBe("Earlier source: The child feels safe at school");
    expect(carried.removed).toEqual([]);
  });

  it("tells twins apart by their neighbours", () => {
    const old = documentOf("A=а", "Yes=Да", "B=б", "Yes=Конечно", "C=в");
    const carried = carryOver(documentOf("B", "Yes", "C", "A", "Yes"), old);
    expect(summary(carried.document)).toContain("Yes=Конечно");
    expect(summary(carried.document)).toContain("Yes=Да");
    expect(carried.removed).toEqual([]);
  });

  it("names what has no place any more", () => {
    const carried = carryOver(documentOf("Start"), documentOf("Start=Начало", "Quite another thing=Совсем другое"));
    expect(carried.removed.map(({ source }) => plainText(source))).toEqual(["Quite another thing"]);
  });

  it("does not offer a text that has little in common", () => {
    const carried = carryOver(
      documentOf("Breakfast is at eight"),
      documentOf("We respect every family=Мы уважаем каждую семью"),
    );
    expect(summary(carried.document)).toEqual(["Breakfast is at eight="]);
    expect(carried.removed).toHaveLength(1);
  });
});
