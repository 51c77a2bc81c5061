import type { BilingualDocument } from "../../model/document.ts";
import { plainText } from "../../model/fragment.ts";
import type { Note, Segment } from "../../model/unit.ts";
import { EARLIER_SOURCE, isEarlierSource } from "./earlier-source.ts";

const CHANGES = "Changes: ";

/** The document with a remark at each stale segment that shows which words of its source are new: the editor need not compare. */
export async function noteChanges(document: BilingualDocument): Promise<BilingualDocument> {
  if (!document.units.some(({ segments }) => segments.some(({ stale }) => stale))) return document;
  const { spellChanges, wordChanges } = await import("../word-changes.ts");
  const noted = (segment: Segment): Segment => {
    const earlier = segment.stale ? segment.notes.find(isEarlierSource) : undefined;
    if (!earlier) return segment;
    const changes = wordChanges(earlier.text.slice(EARLIER_SOURCE.length), plainText(segment.source));
    const note: Note = { from: "pitrans", text: CHANGES + spellChanges(changes) };
    return { ...segment, notes: [...segment.notes.filter((each) => !isChanges(each)), note] };
  };
  return { ...document, units: document.units.map((unit) => ({ ...unit, segments: unit.segments.map(noted) })) };
}

function isChanges({ from, text }: Note): boolean {
  return from === "pitrans" && text.startsWith(CHANGES);
}
