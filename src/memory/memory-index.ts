import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type Database from "libsql";
import type { MemoryEntry } from "../model/match.ts";
import { exactKey, indexedWords } from "./words.ts";

/** The tables of one pair of locales in the index database. */
export interface MemoryIndex {
  /** Hashes of the files whose entries are in the index. */
  sources(): Set<string>;
  /** Entries in order, as one transaction. `rank`: 0 before 1 among equal scores. */
  insert(source: string, rank: 0 | 1, entries: Iterable<MemoryEntry>): void;
  remove(source: string): void;
  /** Entries with exactly this source, preferred ones first. */
  exact(key: string): MemoryEntry[];
  /** Entries that share the rarest of these words, as bm25 ranks them. */
  similar(words: readonly string[]): MemoryEntry[];
  close(): void;
}

/** Rises with every change of the tables, of `wordsOf` or of `exactKey`: the tables of another version are left unread, and built anew. */
const VERSION = 1;

/** Measured over 100,000 segments (TRANSLATORS.md, Memory): 11 ms a lookup, recall 20 of 20 against comparing with all. */
const RAREST_WORDS = 6;
const CANDIDATES = 50;

/** A word in more than this share of many entries tells nothing; reading all of them costs most of a lookup. */
const COMMON = 0.2;
const MANY_ENTRIES = 1000;

interface Row {
  readonly entry: string;
}

/**
 * Opens the index of a pair in a database file (":memory:" allowed), which may hold other tables too. It is disposable: where the file is
 * damaged or cannot be written, an index in memory takes its place for this run.
 */
export async function openMemoryIndex(path: string, pair: string): Promise<MemoryIndex> {
  const { default: Libsql } = await import("libsql");
  const open = (path: string): Database.Database => {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    const database = new Libsql(path);
    try {
      database.pragma("busy_timeout = 5000");
      database.pragma("synchronous = NORMAL");
      createTables(database, tableName(pair));
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  };
  try {
    return memoryIndex(open(path), tableName(pair));
  } catch {
    return memoryIndex(open(":memory:"), tableName(pair));
  }
}

function tableName(pair: string): string {
  return `memory_v${VERSION}_${pair.toLowerCase().replaceAll(/[^a-z0-9]/g, "_")}`;
}

function createTables(database: Database.Database, table: string): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS ${table} (
      id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, rank INTEGER NOT NULL, key TEXT NOT NULL, entry TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS ${table}_by_key ON ${table} (key);
    CREATE INDEX IF NOT EXISTS ${table}_by_source ON ${table} (source);
    CREATE TABLE IF NOT EXISTS ${table}_sources (source TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE VIRTUAL TABLE IF NOT EXISTS ${table}_words USING fts5(
      words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS ${table}_vocabulary USING fts5vocab(${table}_words, row);
  `);
}

function memoryIndex(database: Database.Database, table: string): MemoryIndex {
  const insertEntry = database.prepare(`INSERT INTO ${table} (source, rank, key, entry) VALUES (?, ?, ?, ?)`);
  const insertWords = database.prepare(`INSERT INTO ${table}_words (rowid, words) VALUES (?, ?)`);
  const insertSource = database.prepare(`INSERT OR IGNORE INTO ${table}_sources (source) VALUES (?)`);
  const selectExact = database.prepare(`SELECT entry FROM ${table} WHERE key = ? ORDER BY rank, id DESC`);
  const selectFrequency = database.prepare(`SELECT doc FROM ${table}_vocabulary WHERE term = ?`);
  const selectSimilar = database.prepare(`
    SELECT e.entry AS entry FROM (
      SELECT rowid AS id, bm25(${table}_words) AS distance FROM ${table}_words WHERE ${table}_words MATCH ? ORDER BY distance LIMIT ${CANDIDATES}
    ) found JOIN ${table} e ON e.id = found.id ORDER BY e.rank, e.id DESC`);
  const selectCount = database.prepare(`SELECT COUNT(*) AS number FROM ${table}`);
  const frequencies = new Map<string, number>();
  let entryCount: number | undefined;

  const frequencyOf = (word: string): number => {
    const known = frequencies.get(word);
    if (known !== undefined) return known;
    const frequency = (selectFrequency.get(word) as { doc: number } | undefined)?.doc ?? 0;
    frequencies.set(word, frequency);
    return frequency;
  };
  const read = (rows: unknown[]): MemoryEntry[] => rows.map((row) => JSON.parse((row as Row).entry) as MemoryEntry);
  const changed = (): void => {
    frequencies.clear();
    entryCount = undefined;
  };

  return {
    sources: () =>
      new Set(
        database
          .prepare(`SELECT source FROM ${table}_sources`)
          .all()
          .map((row) => (row as { source: string }).source),
      ),
    insert(source, rank, entries) {
      database.transaction(() => {
        for (const entry of entries) {
          const { lastInsertRowid } = insertEntry.run(source, rank, exactKey(entry.source), JSON.stringify(entry));
          insertWords.run(lastInsertRowid, indexedWords(entry.source).join(" "));
        }
        insertSource.run(source);
      })();
      changed();
    },
    remove(source) {
      database.transaction(() => {
        database
          .prepare(`DELETE FROM ${table}_words WHERE rowid IN (SELECT id FROM ${table} WHERE source = ?)`)
          .run(source);
        database.prepare(`DELETE FROM ${table} WHERE source = ?`).run(source);
        database.prepare(`DELETE FROM ${table}_sources WHERE source = ?`).run(source);
      })();
      changed();
    },
    exact: (key) => read(selectExact.all(key)),
    similar(words) {
      entryCount ??= (selectCount.get() as { number: number }).number;
      const most = entryCount < MANY_ENTRIES ? entryCount : entryCount * COMMON;
      const rarest = [...new Set(words)]
        .map((word) => ({ word, frequency: frequencyOf(word) }))
        .filter(({ frequency }) => frequency > 0)
        .sort((a, b) => a.frequency - b.frequency)
        .filter(({ frequency }, index) => index === 0 || frequency <= most)
        .slice(0, RAREST_WORDS);
      if (rarest.length === 0) return [];
      return read(selectSimilar.all(rarest.map(({ word }) => `"${word}"`).join(" OR ")));
    },
    close: () => database.close(),
  };
}
