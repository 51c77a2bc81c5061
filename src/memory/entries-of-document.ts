import { eachSegment, segmentsOf, type BilingualDocument, type BilingualStream } from "../model/document.ts";
import { numberedText } from "../model/fragment.ts";
import type { MemoryEntry, MemoryQuery } from "../model/match.ts";
import { isAtLeast, type Segment, type TargetState } from "../model/unit.ts";

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
  return [...eachEntry(document, least)];
}

/** As `entriesOfDocument`, one by one. */
export function* eachEntry(document: BilingualStream, least: TargetState = "reviewed"): Generator<MemoryEntry> {
  const { name } = document.original;
  let previous = "";
  let segment: Segment | undefined;
  let text = "";
  // The text of the segment after it belongs to an entry, so that each is given when the next one is there.
  for (const next of withEnd(eachSegment(document.units))) {
    const following = next ? numberedText(next.source) : "";
    const entry = segment && entryOf(segment, { document: name, previous, next: following }, least);
    if (entry) yield entry;
    if (segment) previous = text;
    segment = next;
    text = following;
  }
}

function entryOf(
  { id, source, target, stale }: Segment,
  context: Pick<MemoryEntry, "document" | "previous" | "next">,
  least: TargetState,
): MemoryEntry | undefined {
  if (!target || stale || target.fragment.length === 0 || !isAtLeast(target.state, least)) return undefined;
  return { source, segment: id, ...context, target: target.fragment, state: target.state };
}

function* withEnd<T>(items: Iterable<T>): Generator<T | undefined> {
  yield* items;
  yield undefined;
}
