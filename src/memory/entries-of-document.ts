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
  return [...eachEntry(document, { least })];
}

export interface EntryOptions {
  /** `reviewed` unless told. */
  readonly least?: TargetState;
  /** Asked of each segment, with its number in the document, before its entry is made; unless told, all are wanted. */
  readonly isWanted?: (segment: Segment, index: number) => boolean;
}

/** As `entriesOfDocument`, one by one. */
export function* eachEntry(
  document: BilingualStream,
  { least = "reviewed", isWanted = () => true }: EntryOptions,
): Generator<MemoryEntry> {
  const { name } = document.original;
  let previous = "";
  let text = "";
  let segment: Segment | undefined;
  let index = -1;
  // The text of the segment after it belongs to an entry, so that each is given when the next one is there.
  for (const next of withEnd(eachSegment(document.units))) {
    const following = next ? numberedText(next.source) : "";
    if (segment) {
      const { id, source, target, stale } = segment;
      const isWorth = target && !stale && target.fragment.length > 0 && isAtLeast(target.state, least);
      if (isWorth && isWanted(segment, index)) {
        const entry = { source, segment: id, document: name, previous, next: following };
        yield { ...entry, target: target.fragment, state: target.state };
      }
      previous = text;
    }
    segment = next;
    text = following;
    index += 1;
  }
}

function* withEnd<T>(items: Iterable<T>): Generator<T | undefined> {
  yield* items;
  yield undefined;
}
