import { describe, expect, it } from "vitest";
import type { BilingualDocument } from "../model/document.ts";
import { textFragment } from "../model/fragment.ts";
import type { Segment, TargetState } from "../model/unit.ts";
import { entriesOfDocument, queriesOfDocument } from "./entries-of-document.ts";

const segment = (id: string, source: string, state?: TargetState, more: Partial<Segment> = {}): Segment => ({
  id,
  source: textFragment(source),
  notes: [],
  ...(state ? { target: { fragment: textFragment(`<${source}>`), state } } : {}),
  ...more,
});

const document: BilingualDocument = {
  original: { name: "a.docx", sha256: "", filter: "docx", options: {} },
  sourceLocale: "en",
  targetLocale: "ru",
  segmentation: "sentence",
  units: [
    { id: "p.a", place: "", segments: [segment("p.a.1", "One", "final"), segment("p.a.2", "Two", "draft")] },
    {
      id: "p.b",
      place: "",
      segments: [
        segment("p.b.1", "Three", "reviewed"),
        segment("p.b.2", "Four", "final", { stale: true }),
        segment("p.b.3", "Five"),
      ],
    },
  ],
};

describe("a document and the memory", () => {
  it("asks for every segment with its neighbours across paragraphs, and with nothing at the edges", () => {
    expect(queriesOfDocument(document).map(({ previous, next, segment }) => [previous, segment, next])).toEqual([
      ["", "p.a.1", "Two"],
      ["One", "p.a.2", "Three"],
      ["Two", "p.b.1", "Four"],
      ["Three", "p.b.2", "Five"],
      ["Four", "p.b.3", ""],
    ]);
  });

  it("remembers what was reviewed and is not stale", () => {
    expect(entriesOfDocument(document).map(({ segment, state, previous }) => [segment, state, previous])).toEqual([
      ["p.a.1", "final", ""],
      ["p.b.1", "reviewed", "Two"],
    ]);
    expect(entriesOfDocument(document, "draft")).toHaveLength(3);
  });
});
