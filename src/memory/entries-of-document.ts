import { segmentsOf, type BilingualDocument } from "../model/document.ts";
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
  const entries: MemoryEntry[] = [];
  const collector = collectEntries(document.original.name, least, (entry) => void entries.push(entry));
  for (const segment of segmentsOf(document)) collector.add(segment, true);
  collector.end();
  return entries;
}

/** Makes entries of segments that come one by one. */
export interface EntryCollector {
  /** The next segment of the document. `isWanted`: whether its translation is to be an entry; its text is a neighbour all the same. */
  add(segment: Segment, isWanted: boolean): void;
  /** There are no more. */
  end(): void;
}

/** As `entriesOfDocument`, for segments that come one by one. */
export function collectEntries(
  document: string,
  least: TargetState,
  give: (entry: MemoryEntry) => void,
): EntryCollector {
  let previous = "";
  let latest: { readonly segment: Segment; readonly text: string; readonly isWanted: boolean } | undefined;
  // The text of the segment after it belongs to an entry, so that each is given when the next one is there.
  const close = (next: string): void => {
    if (!latest) return;
    const { id, source, target, stale } = latest.segment;
    const isWorth = target && !stale && target.fragment.length > 0 && isAtLeast(target.state, least);
    if (isWorth && latest.isWanted)
      give({ source, segment: id, document, previous, next, target: target.fragment, state: target.state });
    previous = latest.text;
  };
  return {
    add(segment, isWanted) {
      const text = numberedText(segment.source);
      close(text);
      latest = { segment, text, isWanted };
    },
    end: () => close(""),
  };
}
