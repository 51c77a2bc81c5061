import type { Fragment } from "../model/fragment.ts";
import type { Origin, Target, TargetState } from "../model/unit.ts";
import type { Batch, BatchFile, BatchKind, ExportRecord, HistoryEvent, RecordedEvent } from "./history-event.ts";

interface BatchRow {
  readonly id: number;
  readonly kind: BatchKind;
  readonly time: string;
  readonly is_complete: number;
}

interface FileRow {
  readonly path: string;
  readonly before_sha256: string | null;
  readonly after_sha256: string;
}

interface ExportRow {
  readonly id: string;
  readonly path: string;
  readonly document: string;
  readonly locale: string | null;
  readonly sha256: string;
}

interface EventRow {
  readonly batch: number;
  readonly kind: BatchKind;
  readonly time: string;
  readonly document: string;
  readonly locale: string;
  readonly segment: string;
  readonly change: HistoryEvent["change"];
  readonly source: string;
  readonly before_target: string | null;
  readonly before_state: TargetState | null;
  readonly after_target: string | null;
  readonly after_state: TargetState | null;
  readonly is_stale: number;
  readonly origin: string | null;
  readonly export: string | null;
}

/** A row of the table `batches`. */
export function readBatch(row: unknown): Batch {
  const { id, kind, time, is_complete } = row as BatchRow;
  return { id, kind, time, isComplete: is_complete === 1 };
}

/** A row of the table `batch_files`. */
export function readFile(row: unknown): BatchFile {
  const { path, before_sha256, after_sha256 } = row as FileRow;
  return { path, after: after_sha256, ...(before_sha256 === null ? {} : { before: before_sha256 }) };
}

/** A row of the table `exports`, where there is one. */
export function readExport(row: unknown): ExportRecord | undefined {
  if (row === undefined) return undefined;
  const { id, path, document, locale, sha256 } = row as ExportRow;
  return { id, path, document, sha256, ...(locale === null ? {} : { locale }) };
}

/** A row of the table `events` with the kind and time of its batch. */
export function readEvent(value: unknown): RecordedEvent {
  const row = value as EventRow;
  const before = readTarget(row.before_target, row.before_state);
  // Most events confirm a text: it is kept once.
  const after = readTarget(row.after_target ?? row.before_target, row.after_state);
  return {
    batch: row.batch,
    kind: row.kind,
    time: row.time,
    document: row.document,
    locale: row.locale,
    segment: row.segment,
    change: row.change,
    source: JSON.parse(row.source) as Fragment,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    ...(row.is_stale === 1 ? { isStale: true } : {}),
    ...(row.origin === null ? {} : { origin: JSON.parse(row.origin) as Origin }),
    ...(row.export === null ? {} : { exportId: row.export }),
  };
}

function readTarget(fragment: string | null, state: TargetState | null): Target | undefined {
  return fragment === null || state === null ? undefined : { fragment: JSON.parse(fragment) as Fragment, state };
}
