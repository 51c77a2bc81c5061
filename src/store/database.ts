import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type Database from "libsql";
import { StoreError } from "../errors.ts";

export type SqlDatabase = Database.Database;

export type SqlStatement = Database.Statement;

export interface DatabaseSchema {
  /** Rises with every change of the tables; kept in `PRAGMA user_version`. */
  readonly version: number;
  /** What to run to come from one version to the next: `steps[0]` makes version 1 out of an empty database. */
  readonly steps: readonly string[];
}

/**
 * Opens a database, creating it and its folder, and brings its tables up to date. libsql is loaded by the first call (37 ms), so that
 * commands that need none do not pay for it. A rollback journal instead of a write-ahead log: nothing but the one file is left behind by
 * `close`, and it works on network drives. Errors: StoreError memory-too-new; whatever libsql throws (see `explainDatabaseError`).
 *
 * @param path of the file, or ":memory:"
 */
export async function openDatabase(path: string, schema: DatabaseSchema): Promise<SqlDatabase> {
  const { default: Libsql } = await import("libsql");
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new Libsql(path);
  try {
    database.pragma("busy_timeout = 5000");
    database.pragma("journal_mode = DELETE");
    database.pragma("synchronous = NORMAL");
    migrate(database, schema, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: SqlDatabase, schema: DatabaseSchema, path: string): void {
  const row = database.prepare("PRAGMA user_version").get() as { user_version: number };
  const found = row.user_version;
  if (found > schema.version)
    throw new StoreError("memory-too-new", `${path} was written by a newer version of pitrans.`, {
      hint: "Update pitrans with npm install -g pitrans, then run the command again.",
      place: { file: path },
    });
  if (found === schema.version) return;
  database.transaction(() => {
    for (const step of schema.steps.slice(found)) database.exec(step);
    database.exec(`PRAGMA user_version = ${schema.version}`);
  })();
}

/** Whether the failure says that the file is no sound database. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(?:NOTADB|CORRUPT)/.test(sqliteCode(error));
}

/** The failure of a database in the user's terms; one we have no words for stays what it is. `hint` is for a damaged file. */
export function explainDatabaseError(error: unknown, path: string, hint: string): unknown {
  if (error instanceof StoreError) return error;
  const code = sqliteCode(error);
  const details = { place: { file: path }, cause: error };
  if (isDamage(error)) return new StoreError("malformed-memory", `${path} is damaged.`, { ...details, hint });
  if (code.startsWith("SQLITE_FULL"))
    return new StoreError("disk-full", `${path} could not be written because the disk is full.`, {
      ...details,
      hint: "Free some space and run the command again; what was stored before is still there.",
    });
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code))
    return new StoreError("memory-locked", `${path} is being written by another program.`, {
      ...details,
      hint: "Wait until the other pitrans has finished, then run the command again.",
    });
  if (/^SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH)/.test(code) || /Unable to open connection/.test(String(error)))
    return new StoreError("not-permitted", `${path} cannot be opened for writing.`, {
      ...details,
      hint: "Check the permissions of the folder .pitrans, or copy the project to a folder of your own.",
    });
  return error;
}

function sqliteCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
