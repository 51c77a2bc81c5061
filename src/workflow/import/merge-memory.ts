import { contextOf } from "../../memory/entry-keys.ts";
import { compareTmxUnits, writeTmxUnit, type TmxUnit } from "../../memory/write-tmx.ts";
import type { Locale } from "../../model/locale.ts";
import type { MemoryEntry } from "../../model/match.ts";
import type { Scratch } from "../../store/scratch.ts";
import { sortSpooled, type SortForm } from "../../store/sort-spooled.ts";
import { hashedNumbers } from "./hashed-numbers.ts";

/** A memory to which entries are added, none of which need be in memory. */
export interface MemoryMerge {
  /** How many were added so far. */
  readonly added: number;
  add(entry: MemoryEntry): void;
  /**
   * The written units of the additions and of what is present, sorted as in a file: of entries with the same source between the same
   * neighbours only the newest stays.
   */
  with(present: Iterable<MemoryEntry>): Iterable<string>;
}

/** An entry, written, and numbered as it came. */
interface NumberedUnit extends TmxUnit {
  readonly n: number;
}

/** What is written has no such character, so that a source may hold any. */
const SEPARATOR = "\0";

const FORM: SortForm<NumberedUnit> = {
  key: ({ source }) => source,
  compare: compareTmxUnits,
  write: ({ n, text, source }) => `${n}${SEPARATOR}${text}${SEPARATOR}${source}`,
  read(kept) {
    const afterN = kept.indexOf(SEPARATOR);
    const afterText = kept.indexOf(SEPARATOR, afterN + 1);
    return {
      n: Number(kept.slice(0, afterN)),
      text: kept.slice(afterN + 1, afterText),
      source: kept.slice(afterText + 1),
    };
  },
};

/** Begins to add to a memory of such a pair of locales. */
export function openMemoryMerge(sourceLocale: Locale, targetLocale: Locale, scratch: Scratch): MemoryMerge {
  /** By context, the number of the entry that stays; the numbers of those that do not. */
  const newest = hashedNumbers();
  const gone = new Set<number>();
  const sorting = sortSpooled(FORM, scratch);
  let added = 0;
  const put = (entry: MemoryEntry, context: string, n: number): void => {
    const older = newest.set(context, n);
    if (older !== undefined) gone.add(older);
    const { source, text } = writeTmxUnit(entry, sourceLocale, targetLocale);
    sorting.add({ n, source, text });
  };
  return {
    get added() {
      return added;
    },
    add(entry) {
      put(entry, contextOf(entry), added);
      added += 1;
    },
    with(present) {
      let n = added;
      for (const entry of present) {
        const context = contextOf(entry);
        if ((newest.get(context) ?? added) < added) continue;
        put(entry, context, n);
        n += 1;
      }
      const sorted = sorting.sorted();
      return {
        *[Symbol.iterator]() {
          for (const unit of sorted) if (!gone.has(unit.n)) yield unit.text;
        },
      };
    },
  };
}
