import type { DatabaseSchema } from "./database.ts";

/**
 * The tables of history.db. The events of a writing are kept in blocks, as JSON (`history-rows.ts`): with a row each, an import of
 * 100,000 segments took 6 s more. A released step is never edited; a change is a new step and a higher version.
 */
export const HISTORY_SCHEMA: DatabaseSchema = {
  version: 2,
  steps: [
    `CREATE TABLE batches (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      time TEXT NOT NULL,
      is_complete INTEGER NOT NULL DEFAULT 0,
      is_undone INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE batch_files (
      batch INTEGER NOT NULL REFERENCES batches(id),
      path TEXT NOT NULL,
      before_sha256 TEXT,
      after_sha256 TEXT NOT NULL,
      PRIMARY KEY (batch, path)
    ) WITHOUT ROWID;
    CREATE TABLE batch_returns (
      batch INTEGER NOT NULL REFERENCES batches(id),
      sha256 TEXT NOT NULL,
      PRIMARY KEY (sha256, batch)
    ) WITHOUT ROWID;
    CREATE TABLE events (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      batch INTEGER NOT NULL REFERENCES batches(id),
      path TEXT NOT NULL,
      document TEXT NOT NULL,
      locale TEXT NOT NULL,
      segment TEXT NOT NULL,
      change TEXT NOT NULL,
      source TEXT NOT NULL,
      before_target TEXT,
      before_state TEXT,
      after_target TEXT,
      after_state TEXT,
      is_stale INTEGER NOT NULL DEFAULT 0,
      origin TEXT,
      export TEXT
    );
    CREATE INDEX events_by_document ON events (document, locale, segment);
    CREATE INDEX events_by_batch ON events (batch);
    CREATE TABLE exports (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL,
      path TEXT NOT NULL,
      document TEXT NOT NULL,
      locale TEXT,
      sha256 TEXT NOT NULL
    );
    CREATE UNIQUE INDEX exports_by_path ON exports (path, sha256);
    CREATE INDEX exports_by_id ON exports (id);
    CREATE TABLE written (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;`,
    `CREATE TABLE event_blocks (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      batch INTEGER NOT NULL REFERENCES batches(id),
      path TEXT NOT NULL,
      document TEXT NOT NULL,
      locale TEXT NOT NULL,
      export TEXT,
      events TEXT NOT NULL
    );
    INSERT INTO event_blocks (batch, path, document, locale, export, events)
      SELECT batch, path, document, locale, export, json_group_array(
        json_array(segment, change, json(source), json(before_target), before_state, json(after_target), after_state, is_stale, json(origin))
        ORDER BY id
      )
      FROM events GROUP BY id / 64, batch, path, document, locale, export ORDER BY MIN(id);
    DROP TABLE events;
    CREATE INDEX event_blocks_by_document ON event_blocks (document, locale);
    CREATE INDEX event_blocks_by_batch ON event_blocks (batch);`,
  ],
};
