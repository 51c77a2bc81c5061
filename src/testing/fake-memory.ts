import type { MemoryEntry } from "../model/match.ts";
import type { Memory } from "../memory/memory.ts";
import { rankMatches } from "../memory/rank-matches.ts";
import { DEFAULT_THRESHOLD } from "../memory/score.ts";

/** A memory without a database: compares every question with every entry. Answers as the real one does (memory.test.ts). */
export function fakeMemory(entries: Iterable<MemoryEntry> = [], threshold: number = DEFAULT_THRESHOLD): Memory {
  const known = [...entries].reverse();
  return {
    lookup: (query) => rankMatches(query, known, threshold),
    add: (more) => {
      for (const entry of more) known.unshift(entry);
    },
    close: () => undefined,
  };
}
