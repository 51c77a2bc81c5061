import type { Fragment } from "../model/fragment.ts";
import type { SegmentId } from "../model/identity.ts";
import type { Locale } from "../model/locale.ts";
import { TARGET_STATES, type Origin, type Target, type TargetState } from "../model/unit.ts";
import { explainDatabaseError, openDatabase, type SqlStatement } from "./database.ts";
import type { Batch, BatchFile, BatchKind, ExportRecord, HistoryEvent, RecordedEvent } from "./history-event.ts";
import { eventBlocks, readBatch, readEvents, readExport, readFile } from "./history-rows.ts";
import { HISTORY_SCHEMA } from "./history-schema.ts";

/** A file that a batch is about to write, with what it means. */
export interface PlannedFile extends BatchFile {
  /** Where the file is a working file: which. */
  readonly export?: Omit<ExportRecord, "path" | "sha256">;
  /** What changes in it, segment by segment; only for working files with a locale. */
  readonly events: Iterable<HistoryEvent>;
}

/** The last text a person stands for, with the source it was written for. */
export interface AcceptedText {
  readonly source: Fragment;
  readonly target: Target;
}

/**
 * history.db: what was written, when, and what it replaced. All calls are synchronous; each writing one is a transaction. Batches that were
 * undone stay in the file but tell nothing any more. Errors: StoreError malformed-memory, disk-full, memory-locked, not-permitted.
 */
export interface History {
  /** Opens a batch and gives its number. */
  beginBatch(kind: BatchKind): number;
  /** Notes, before they are written, the files of a batch; a path noted before in the batch keeps its first `before`. */
  planFiles(batch: number, files: readonly PlannedFile[], returns: readonly string[]): void;
  /** Forgets a planned file that could not be written, and its events. `sha256`: what still stands there. */
  dropFile(batch: number, path: string, sha256: string | undefined, exportId?: string): void;
  completeBatch(batch: number): void;
  markUndone(batch: number): void;
  /** The latest batch (of a kind) that is complete and not undone. */
  lastBatch(kind?: BatchKind): Batch | undefined;
  /** Batches whose process died before the end, oldest first. */
  unfinishedBatches(): Batch[];
  filesOf(batch: number): BatchFile[];
  eventsOf(batch: number): Iterable<RecordedEvent>;
  /** Everything that happened to a document in a language, oldest first. They are read as they are asked for: there may be more than memory holds. */
  eventsOfDocument(document: string, locale: Locale): Iterable<RecordedEvent>;
  /** What returns that were saved at a time (ISO 8601) brought into a document in a language. */
  eventsOfReturn(document: string, locale: Locale, time: string): Iterable<RecordedEvent>;
  /** By segment, the latest text at or above a state (`edited` unless told), removed segments included. */
  lastAccepted(document: string, locale: Locale, least?: TargetState): Map<SegmentId, AcceptedText>;
  /** By segment, where its present target came from. */
  origins(document: string, locale: Locale): Map<SegmentId, Origin>;
  /** Whether a return with these bytes was imported, and not undone. */
  wasImported(sha256: string): boolean;
  exportById(id: string): ExportRecord | undefined;
  /** The export that a working file was last written as (or, by an undo, put back as). */
  lastExport(path: string): ExportRecord | undefined;
  /** The export of a working file that has these bytes. */
  exportByHash(path: string, sha256: string): ExportRecord | undefined;
  /** Whether a working file with these bytes was ever written by us at that path: if not, somebody edited it in place. */
  isOwnWriting(path: string, sha256: string): boolean;
  /** The SHA-256 of the file as we last wrote it. */
  lastWritten(path: string): string | undefined;
  /** Notes that these bytes now stand there: an undo put them back. */
  setWritten(path: string, sha256: string | undefined): void;
  close(): void;
}

const DAMAGED =
  "Move .pitrans/history.db away and run again. No translation is lost, they stand in xliff/ and memory/; earlier imports can no longer be undone.";

/** Opens the history of a project; `path` may be ":memory:". */
export async function openHistory(path: string): Promise<History> {
  const explained = (error: unknown): unknown => explainDatabaseError(error, path, DAMAGED);
  const database = await openDatabase(path, HISTORY_SCHEMA).catch((error: unknown) => {
    throw explained(error);
  });
  const statements = new Map<string, SqlStatement>();
  const prepared = (sql: string): SqlStatement => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explained(error);
    }
  };
  // Values go as one array: libsql takes a lone null for a list of named ones, and fails.
  const run = (sql: string, ...values: unknown[]): number =>
    guarded(() => Number(prepared(sql).run(values).lastInsertRowid));
  const one = (sql: string, ...values: unknown[]): unknown => guarded(() => prepared(sql).get(values));
  const all = (sql: string, ...values: unknown[]): unknown[] => guarded(() => prepared(sql).all(values));
  const events = function* (where: string, ...values: unknown[]): Generator<RecordedEvent> {
    const blocks = all(
      `SELECT e.id FROM event_blocks e JOIN batches b ON b.id = e.batch WHERE ${where} ORDER BY e.id`,
      ...values,
    ) as { readonly id: number }[];
    for (const { id } of blocks) {
      yield* readEvents(
        one("SELECT e.*, b.kind, b.time FROM event_blocks e JOIN batches b ON b.id = e.batch WHERE e.id = ?", id),
      );
    }
  };
  const eventsOfDocument = (document: string, locale: Locale): Iterable<RecordedEvent> =>
    events("b.is_undone = 0 AND e.document = ? AND e.locale = ?", document, locale);

  const plan = (batch: number, file: PlannedFile): void => {
    run(
      `INSERT INTO batch_files (batch, path, before_sha256, after_sha256) VALUES (?, ?, ?, ?)
       ON CONFLICT (batch, path) DO UPDATE SET after_sha256 = excluded.after_sha256`,
      batch,
      file.path,
      file.before ?? null,
      file.after,
    );
    setWritten(file.path, file.after);
    if (!file.export) return;
    const { id, document, locale } = file.export;
    // A content that returns becomes the latest again.
    run("DELETE FROM exports WHERE path = ? AND sha256 = ?", file.path, file.after);
    run(
      "INSERT INTO exports (id, path, document, locale, sha256) VALUES (?, ?, ?, ?, ?)",
      id,
      file.path,
      document,
      locale ?? null,
      file.after,
    );
    for (const block of eventBlocks(file.events)) {
      run(
        "INSERT INTO event_blocks (batch, path, document, locale, export, events) VALUES (?, ?, ?, ?, ?, ?)",
        batch,
        file.path,
        document,
        locale ?? "",
        id,
        block,
      );
    }
  };
  const setWritten = (path: string, sha256: string | undefined): void => {
    if (sha256 === undefined) run("DELETE FROM written WHERE path = ?", path);
    else
      run(
        "INSERT INTO written (path, sha256) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256",
        path,
        sha256,
      );
  };
  const transaction = (work: () => void): void => guarded(() => database.transaction(work)());

  return {
    beginBatch: (kind) => run("INSERT INTO batches (kind, time) VALUES (?, ?)", kind, new Date().toISOString()),
    planFiles: (batch, files, returns) =>
      transaction(() => {
        for (const file of files) plan(batch, file);
        for (const hash of returns)
          run("INSERT OR IGNORE INTO batch_returns (batch, sha256) VALUES (?, ?)", batch, hash);
      }),
    dropFile: (batch, path, sha256, exportId) =>
      transaction(() => {
        // What an earlier commit of the batch wrote stays; without one, the batch has not touched the file.
        run("UPDATE batch_files SET after_sha256 = ? WHERE batch = ? AND path = ?", sha256 ?? "", batch, path);
        run(
          "DELETE FROM batch_files WHERE batch = ? AND path = ? AND COALESCE(before_sha256, '') = after_sha256",
          batch,
          path,
        );
        run("DELETE FROM event_blocks WHERE batch = ? AND path = ? AND export IS ?", batch, path, exportId ?? null);
        setWritten(path, sha256);
      }),
    completeBatch: (batch) => void run("UPDATE batches SET is_complete = 1 WHERE id = ?", batch),
    markUndone: (batch) => void run("UPDATE batches SET is_undone = 1 WHERE id = ?", batch),
    lastBatch: (kind) => {
      const row = one(
        "SELECT * FROM batches WHERE is_complete = 1 AND is_undone = 0 AND (?1 IS NULL OR kind = ?1) ORDER BY id DESC LIMIT 1",
        kind ?? null,
      );
      return row === undefined ? undefined : readBatch(row);
    },
    unfinishedBatches: () =>
      all("SELECT * FROM batches WHERE is_complete = 0 AND is_undone = 0 ORDER BY id").map(readBatch),
    filesOf: (batch) => all("SELECT * FROM batch_files WHERE batch = ? ORDER BY path", batch).map(readFile),
    eventsOf: (batch) => events("e.batch = ?", batch),
    eventsOfDocument,
    *eventsOfReturn(document, locale, time) {
      const where = "b.is_undone = 0 AND e.document = ? AND e.locale = ? AND instr(e.events, ?) > 0";
      for (const event of events(where, document, locale, time))
        if (event.origin?.kind === "human" && event.origin.time === time) yield event;
    },
    lastAccepted: (document, locale, least = "edited") => {
      const accepted = new Set<string>(TARGET_STATES.slice(TARGET_STATES.indexOf(least)));
      const found = new Map<SegmentId, AcceptedText>();
      for (const event of eventsOfDocument(document, locale)) {
        const target = event.change === "removed" ? event.before : event.after;
        if (target && !event.isStale && accepted.has(target.state))
          found.set(event.segment, { source: event.source, target });
      }
      return found;
    },
    origins: (document, locale) => {
      const found = new Map<SegmentId, Origin>();
      for (const event of eventsOfDocument(document, locale)) {
        if (event.origin) found.set(event.segment, event.origin);
        else if (!event.after) found.delete(event.segment);
      }
      return found;
    },
    wasImported: (sha256) =>
      one(
        "SELECT 1 FROM batch_returns r JOIN batches b ON b.id = r.batch WHERE r.sha256 = ? AND b.is_complete = 1 AND b.is_undone = 0",
        sha256,
      ) !== undefined,
    exportById: (id) => readExport(one("SELECT * FROM exports WHERE id = ? ORDER BY sequence DESC LIMIT 1", id)),
    lastExport: (path) =>
      readExport(
        one(
          "SELECT e.* FROM written w JOIN exports e ON e.path = w.path AND e.sha256 = w.sha256 WHERE w.path = ?",
          path,
        ),
      ),
    exportByHash: (path, sha256) =>
      readExport(one("SELECT * FROM exports WHERE path = ? AND sha256 = ?", path, sha256)),
    isOwnWriting: (path, sha256) =>
      one("SELECT 1 FROM exports WHERE path = ? AND sha256 = ?", path, sha256) !== undefined,
    lastWritten: (path) =>
      (one("SELECT sha256 FROM written WHERE path = ?", path) as { sha256: string } | undefined)?.sha256,
    setWritten,
    close: () => database.close(),
  };
}
