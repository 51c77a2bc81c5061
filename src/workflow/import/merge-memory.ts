import { contextOf, sortKey } from "../../memory/entry-keys.ts";
import type { MemoryEntry } from "../../model/match.ts";
import { openScratch } from "../../store/scratch.ts";
import { sortSpooled } from "../../store/sort-spooled.ts";

/** A memory with what was added to it. */
export interface MergedMemory {
  readonly added: number;
  /** Sorted as in a file; asked for one by one, and again where need be. */
  readonly entries: Iterable<MemoryEntry>;
}

/** An entry, numbered as it came. */
interface NumberedEntry {
  readonly n: number;
  readonly context: string;
  readonly entry: MemoryEntry;
}

/**
 * The memory with the additions, none of which need be in memory: of entries with the same source between the same neighbours only the newest
 * stays. What is present is asked for only where there are additions.
 */
export function mergeMemory(additions: Iterable<MemoryEntry>, present: Iterable<MemoryEntry>): MergedMemory {
  /** By context, the number of the entry that stays. */
  const newest = new Map<string, number>();
  let added = 0;
  const numbered = function* (): Generator<NumberedEntry> {
    for (const entry of additions) {
      const context = contextOf(entry);
      newest.set(context, added);
      yield { n: added, context, entry };
      added += 1;
    }
    if (added === 0) return;
    let n = added;
    for (const entry of present) {
      const context = contextOf(entry);
      if ((newest.get(context) ?? added) < added) continue;
      newest.set(context, n);
      yield { n, context, entry };
      n += 1;
    }
  };
  const sorted = sortSpooled(numbered(), ({ entry }) => sortKey(entry), openScratch());
  const entries = function* (): Generator<MemoryEntry> {
    for (const { n, context, entry } of sorted) if (newest.get(context) === n) yield entry;
  };
  return { added, entries: { [Symbol.iterator]: entries } };
}
