import { segmentsOf, type BilingualDocument } from "../model/document.ts";
import { numberedText } from "../model/fragment.ts";
import type { MemoryEntry, MemoryQuery } from "../model/match.ts";
import { isAtLeast, stateOf, type TargetState } from "../model/unit.ts";

/** What to ask the memory for each segment of a document, in order, its neighbours told. */
export function queriesOfDocument(document: BilingualDocument): Required<MemoryQuery>[] {
  const segments = segmentsOf(document);
  const texts = segments.map(({ source }) => numberedText(source));
  return segments.map(({ id, source }, index) => ({
    source,
    segment: id,
    document: document.original.name,
    previous: texts[index - 1] ?? "",
    next: texts[index + 1] ?? "",
  }));
}

/** The segments of a document worth remembering: with a target at or above a state, and not stale. */
export function entriesOfDocument(document: BilingualDocument, least: TargetState = "reviewed"): MemoryEntry[] {
  const queries = queriesOfDocument(document);
  return segmentsOf(document).flatMap((segment, index) => {
    const { target } = segment;
    if (!target || segment.stale || target.fragment.length === 0 || !isAtLeast(stateOf(segment), least)) return [];
    return [{ ...queries[index]!, target: target.fragment, state: target.state }];
  });
}
