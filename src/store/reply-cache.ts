import { rmSync } from "node:fs";
import { explainDatabaseError, isDamage, openDatabase, type DatabaseSchema } from "./database.ts";

/**
 * cache.db: what engines answered, so that nothing is sent (and paid for) twice. Disposable: a damaged file is replaced without a word.
 * Calls are synchronous and each `put` is one transaction: once it returns, the answers survive a kill.
 */
export interface ReplyCache {
  /** The answers there are for these keys, each a JSON value. */
  get(keys: readonly string[]): Map<string, unknown>;
  put(replies: ReadonlyMap<string, unknown>): void;
  close(): void;
}

const SCHEMA: DatabaseSchema = {
  version: 1,
  steps: ["CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, reply TEXT NOT NULL) WITHOUT ROWID;"],
};

/** Opens the cache of a project; `path` may be ":memory:". */
export async function openReplyCache(path: string): Promise<ReplyCache> {
  const explain = (error: unknown): unknown =>
    explainDatabaseError(
      error,
      path,
      "Delete .pitrans/cache.db and run the command again; only answers kept to save time are lost.",
    );
  const database = await openDatabase(path, SCHEMA).catch((error: unknown) => {
    if (!isDamage(error)) throw explain(error);
    return openDatabase(removeDatabase(path) ? path : ":memory:", SCHEMA);
  });
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explain(error);
    }
  };
  const select = database.prepare("SELECT reply FROM replies WHERE key = ?");
  const insert = database.prepare("INSERT OR REPLACE INTO replies (key, reply) VALUES (?, ?)");
  return {
    get: (keys) =>
      guarded(() => {
        const found = new Map<string, unknown>();
        for (const key of keys) {
          const row = select.get(key) as { reply: string } | undefined;
          if (row) found.set(key, JSON.parse(row.reply));
        }
        return found;
      }),
    put: (replies) =>
      guarded(() => {
        database.transaction(() => {
          for (const [key, reply] of replies) insert.run(key, JSON.stringify(reply));
        })();
      }),
    close: () => database.close(),
  };
}

/** Whether the file is gone; on Windows another process may hold it, and then this run does without. */
function removeDatabase(path: string): boolean {
  try {
    for (const suffix of ["", "-journal"]) rmSync(path + suffix, { force: true });
    return true;
  } catch {
    return false;
  }
}
