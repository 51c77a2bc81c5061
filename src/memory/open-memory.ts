import { sha256 } from "../model/identity.ts";
import type { Locale } from "../model/locale.ts";
import type { Memory } from "./memory.ts";
import { openMemoryIndex } from "./memory-index.ts";
import { rankMatches } from "./rank-matches.ts";
import { DEFAULT_THRESHOLD } from "./score.ts";
import { readTmx } from "./read-tmx.ts";
import { exactKey, indexedWords } from "./words.ts";

/** A TMX file of the project. */
export interface MemoryFile {
  /** For messages: "memory/en-ru.tmx". */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Of `memory/reference/`: its entries come after the project's own. */
  readonly isReference?: boolean;
}

export interface MemoryOptions {
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale;
  readonly files: readonly MemoryFile[];
  /** Path of the database the index lives in (`Store.cachePath`), or ":memory:". Only files that changed are read again. */
  readonly index: string;
  /** The least score of a fuzzy match, 70 unless told; above 99 there are none, and lookups are cheaper. */
  readonly threshold?: number;
}

/** What `add` put there; never found at the next opening. */
const THIS_RUN = "this run";

/** Opens the memory of a pair over its TMX files. Errors: StoreError malformed-memory, with file and line. */
export async function openMemory(options: MemoryOptions): Promise<Memory> {
  const { sourceLocale, targetLocale, threshold = DEFAULT_THRESHOLD } = options;
  const files = new Map(
    options.files.map((file) => [sha256(`${file.isReference ? "reference" : "own"} ${sha256(file.bytes)}`), file]),
  );
  const index = await openMemoryIndex(options.index, `${sourceLocale}_${targetLocale}`);
  try {
    const present = index.sources();
    for (const source of present) if (!files.has(source)) index.remove(source);
    for (const [source, file] of files) {
      if (present.has(source)) continue;
      const { entries } = readTmx(file.bytes, { file: file.path, sourceLocale, targetLocale });
      index.insert(source, file.isReference ? 1 : 0, entries);
    }
  } catch (error) {
    index.close();
    throw error;
  }
  return {
    lookup(query) {
      const exact = index.exact(exactKey(query.source));
      if (exact.length > 0 || threshold > 99) return rankMatches(query, exact, threshold);
      return rankMatches(query, index.similar(indexedWords(query.source)), threshold);
    },
    add: (entries) => index.insert(THIS_RUN, 0, entries),
    close: () => index.close(),
  };
}
