import { relative, sep } from "node:path";
import { PitransError } from "../errors.ts";
import { segmentsOf, type BilingualDocument, type BilingualStream } from "../model/document.ts";
import { isSameFragment } from "../model/fragment.ts";
import { sha256, type SegmentId } from "../model/identity.ts";
import type { Locale } from "../model/locale.ts";
import type { Origin, Segment } from "../model/unit.ts";
import type { HistoryEvent } from "../store/history-event.ts";
import type { Scratch } from "../store/scratch.ts";
import type { Store } from "../store/store.ts";
import type { FileToWrite, WorkBatch } from "../store/work-batch.ts";
import { composeXliff, exportIdOf } from "../xliff/write-xliff.ts";
import type { SegmentReport } from "./import/reconcile-return.ts";
import { explainDamage } from "./explain-damage.ts";
import { workingPath, type Project } from "./project.ts";
import { notOurs } from "./not-ours.ts";
import { ownDocument } from "./own-document.ts";
import { readInput } from "./read-input.ts";

/** What a person changed in a working file since we wrote it. */
export interface InPlaceEdits {
  readonly changed: number;
  readonly segments: readonly SegmentReport[];
}

/** `xliff/<lang>/…` as it stands. */
export interface WorkingFile {
  /** What history knows: the file as we last wrote it. */
  readonly recorded: BilingualDocument;
  /** With what a person changed in it since. */
  readonly document: BilingualDocument;
  readonly edits?: InPlaceEdits;
  /** The file itself is gone; this is what we last wrote. */
  readonly isLost?: true;
}

/** Relative to the project, with `/`, as the store names working files. */
export function workingName(project: Project, name: string, locale: Locale): string {
  return relative(project.root, workingPath(project, name, locale))
    .split(sep)
    .join("/");
}

/**
 * Reads a working file; undefined where there is none. One that was edited in place is a return: it is compared with what we last wrote
 * (PRODUCT.md, Identity), and whoever writes the file next records the edits. Errors: XliffError.
 */
export async function readWorkingFile(
  project: Project,
  store: Store,
  name: string,
  locale: Locale,
): Promise<WorkingFile | undefined> {
  try {
    return await readAsItIs(project, store, name, locale);
  } catch (error) {
    throw explainDamage(error, workingName(project, name, locale), locale);
  }
}

async function readAsItIs(
  project: Project,
  store: Store,
  name: string,
  locale: Locale,
): Promise<WorkingFile | undefined> {
  const path = workingName(project, name, locale);
  const bytes = await readInput(workingPath(project, name, locale), path).catch((error: unknown) => {
    // One that is there and cannot be read is not overwritten.
    if (error instanceof PitransError && error.code === "file-missing") return undefined;
    throw error;
  });
  if (!bytes) return undefined;
  const { isUntouched, baseline } = await compareWithWritten(store, path, bytes);
  if (!baseline) {
    const document = await readOwn(bytes, path, isUntouched);
    return { recorded: document, document };
  }
  // Loaded only for files that were edited in place, which is rare.
  const { readXliff } = await import("../xliff/read-xliff.ts");
  const { readEdits } = await import("./import/read-edits.ts");
  const [file] = readXliff(bytes, path).files;
  if (!file) throw notOurs(path);
  return { recorded: baseline, ...(await readEdits(project, baseline, file)) };
}

/**
 * As `readWorkingFile`; in the place of a file that was deleted, what we last wrote there, so that no work of people is lost with it. For
 * commands that write the file next. Errors: XliffError.
 */
export async function recoverWorkingFile(
  project: Project,
  store: Store,
  name: string,
  locale: Locale,
): Promise<WorkingFile | undefined> {
  const present = await readWorkingFile(project, store, name, locale);
  if (present || !store.isPresent()) return present;
  const path = workingName(project, name, locale);
  const last = (await store.history()).lastExport(path);
  const written = last && (await store.exports.get(last.id));
  if (!written) return undefined;
  const document = await readOwn(written, path);
  return { recorded: document, document, isLost: true };
}

/** Whether the bytes at a path are known to be ones that we wrote there; where they are others, what we last wrote, if it is still known. */
async function compareWithWritten(
  store: Store,
  path: string,
  bytes: Uint8Array,
): Promise<{ readonly isUntouched: boolean; readonly baseline?: BilingualDocument }> {
  const history = store.isPresent() ? await store.history() : undefined;
  const last = history?.lastExport(path);
  if (!last) return { isUntouched: false };
  if (history!.isOwnWriting(path, sha256(bytes))) return { isUntouched: true };
  const written = await store.exports.get(last.id);
  return { isUntouched: false, ...(written ? { baseline: await readOwn(written, path) } : {}) };
}

/** A file of ours; `isUntouched` as in `ownDocument`. Errors: XliffError. */
async function readOwn(bytes: Uint8Array, path: string, isUntouched = false): Promise<BilingualDocument> {
  const document = await ownDocument(bytes, path, isUntouched);
  if (!document) throw notOurs(path);
  return document;
}

export interface WorkingChange {
  readonly before: WorkingFile | undefined;
  readonly after: BilingualDocument;
  /** Segments that have no place in `after`; history keeps them. */
  readonly removed?: readonly Segment[];
  /** Where new targets came from. */
  readonly origins?: ReadonlyMap<SegmentId, Origin>;
  /** SHA-256 of the returned files the change comes from. */
  readonly returns?: readonly string[];
}

/** Writes a working file and its export, and records what changed. Errors: StoreError where the file cannot be written. */
export async function writeWorkingFile(
  project: Project,
  store: Store,
  batch: WorkBatch,
  change: WorkingChange,
): Promise<void> {
  const { after, before, returns = [] } = change;
  const { exportId, pieces } = composeXliff<string>(after, []);
  const isSame = before !== undefined && !before.edits && !before.isLost && exportIdOf(before.recorded) === exportId;
  if (isSame && returns.length === 0) return;
  const bytes = Buffer.from([...pieces({ project: await store.projectId(), exportId })].join(""));
  await commitWorkingFile(project, batch, { document: after, exportId, bytes, events: eventsOf(change), returns });
}

/** As `writeWorkingFile`, of a document that is not held in memory. */
export async function writeWorkingStream(
  project: Project,
  store: Store,
  batch: WorkBatch,
  writing: Pick<WorkingWriting, "document" | "events" | "returns"> & {
    /** The export that stands there now, where one does: without returns it is not written again. */
    readonly present: string | undefined;
  },
  scratch: Scratch,
): Promise<void> {
  const { document, returns, present } = writing;
  const { exportId, pieces } = composeXliff(document, scratch.text());
  if (exportId === present && returns.length === 0) return;
  const bytes = pieces({ project: await store.projectId(), exportId });
  await commitWorkingFile(project, batch, { ...writing, exportId, bytes });
}

interface WorkingWriting {
  readonly document: BilingualStream;
  readonly exportId: string;
  readonly bytes: FileToWrite["bytes"];
  readonly events: Iterable<HistoryEvent>;
  readonly returns: readonly string[];
}

async function commitWorkingFile(project: Project, batch: WorkBatch, writing: WorkingWriting): Promise<void> {
  const { document, exportId, bytes, events, returns } = writing;
  const { name } = document.original;
  const locale = document.targetLocale!;
  const path = workingName(project, name, locale);
  const [failure] = await batch.commit(
    [{ path, bytes, export: { id: exportId, document: name, locale }, events }],
    returns,
  );
  if (failure) throw failure.error;
}

function eventsOf({ before, after, removed = [], origins }: WorkingChange): HistoryEvent[] {
  const earlier = new Map(before ? segmentsOf(before.recorded).map((segment) => [segment.id, segment]) : []);
  const edited = new Set(before?.edits?.segments.map(({ segment }) => segment));
  const events: HistoryEvent[] = [];
  for (const segment of segmentsOf(after)) {
    const origin = origins?.get(segment.id) ?? (edited.has(segment.id) ? ({ kind: "human" } as const) : undefined);
    const event = eventOf(earlier.get(segment.id), segment, origin);
    if (event) events.push(event);
  }
  for (const { id, source, target, stale } of removed) {
    if (!target) continue;
    events.push({
      change: "removed",
      segment: id,
      source,
      before: target,
      ...(stale ? { isStale: true as const } : {}),
    });
  }
  return events;
}

/** What history is told of a segment; undefined where its translation is as it was. */
export function eventOf(
  old: Segment | undefined,
  segment: Segment,
  origin: Origin | undefined,
): HistoryEvent | undefined {
  if (isSameTarget(old, segment)) return undefined;
  return {
    change: "changed",
    segment: segment.id,
    source: segment.source,
    ...(old?.target ? { before: old.target } : {}),
    ...(segment.target ? { after: segment.target } : {}),
    ...(segment.stale ? { isStale: true as const } : {}),
    ...(origin ? { origin } : {}),
  };
}

function isSameTarget(old: Segment | undefined, segment: Segment): boolean {
  if (!old?.target || !segment.target) return old?.target === segment.target;
  return (
    old.target.state === segment.target.state &&
    old.stale === segment.stale &&
    isSameFragment(old.target.fragment, segment.target.fragment)
  );
}
