import { describe, expect, it } from "vitest";
import { addedNotes, formatFacts, formatRemarks, parseUnitNotes } from "./unit-notes.ts";

describe("the notes of a unit", () => {
  it("tell its facts from remarks that look like facts", () => {
    const facts = { place: "Slide 4", context: { heading: "Play" }, maxLength: 12 };
    const remarks = [
      { from: "pitrans", text: "Place: nowhere" },
      { from: "Ann", text: "Place: here?" },
      { text: "Row: 1" },
    ];
    const written = [...formatFacts(facts), ...formatRemarks(remarks)];
    expect(written.map(({ text }) => text)).toEqual([
      "Place: Slide 4",
      "Heading: Play",
      "Max length: 12",
      "Remark: Place: nowhere",
      "Place: here?",
      "Row: 1",
    ]);
    expect(parseUnitNotes(written)).toEqual({ facts, notes: remarks });
  });

  it("show what an editor added", () => {
    const sent = [{ from: "pitrans", text: "Terms: play = игра" }];
    const back = [...formatFacts({ place: "Slide 4" }), ...sent, { from: "Ann", text: "Who is meant?" }, { text: " " }];
    expect(addedNotes(back, sent)).toEqual([{ from: "Ann", text: "Who is meant?" }]);
  });
});
