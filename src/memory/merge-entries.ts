import { numberedText } from "../model/fragment.ts";
import type { MemoryEntry } from "../model/match.ts";
import { contextKey, exactKey } from "./words.ts";

/** The entries with the additions: of entries with the same source between the same neighbours only the newest stays; the others are appended. */
export function mergeEntries(existing: Iterable<MemoryEntry>, additions: Iterable<MemoryEntry>): MemoryEntry[] {
  const byContext = new Map<string, MemoryEntry>();
  for (const entry of [...existing, ...additions]) {
    const key = JSON.stringify([exactKey(entry.source), neighbour(entry.previous), neighbour(entry.next)]);
    byContext.set(key, entry);
  }
  return [...byContext.values()];
}

function neighbour(text: string | undefined): string | null {
  return text === undefined ? null : contextKey(text);
}

/** What entries are sorted by in a file: source, then all the rest; compared code unit by code unit, whatever the machine's language. */
export function sortKey(entry: MemoryEntry): string {
  const { source, target, previous, next, document = "", segment = "", state = "" } = entry;
  const known = (text: string | undefined): string => (text === undefined ? "" : `=${text}`);
  return [numberedText(source), known(previous), known(next), document, segment, state, numberedText(target)].join(
    "\u0000",
  );
}
