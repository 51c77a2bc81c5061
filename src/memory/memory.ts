import type { Match, MemoryEntry, MemoryQuery } from "../model/match.ts";

/**
 * Translations that can be used again, for one pair of locales. `lookup` answers best first: the exact matches where there are any (102 same
 * segment, 101 in context, 100), else the fuzzy ones from the threshold up. Codes of an answer are those of the query wherever the
 * sources' codes agree. Among equals the project's own entries come before reference ones, later ones before earlier ones.
 */
export interface Memory {
  lookup(query: MemoryQuery): readonly Match[];
  /** Entries of this run, on top of those in the files; gone after `close`. */
  add(entries: Iterable<MemoryEntry>): void;
  close(): void;
}
