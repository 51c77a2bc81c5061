import { existsSync } from "node:fs";
import { XliffError } from "../../errors.ts";
import type { SegmentId } from "../../model/identity.ts";
import type { BilingualUnit } from "../../model/document.ts";
import type { Locale } from "../../model/locale.ts";
import type { HumanOrigin, Segment } from "../../model/unit.ts";
import type { HistoryEvent } from "../../store/history-event.ts";
import { openScratch, type Scratch } from "../../store/scratch.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { exportIdOf } from "../../xliff/write-xliff.ts";
import { nameTest } from "../names.ts";
import { attempt, type Outcome } from "../outcome.ts";
import { workingPath, type Project } from "../project.ts";
import { openOwnWriting, type OwnWriting } from "../own-writing.ts";
import { eventOf, readWorkingFile, writeWorkingStream } from "../working-file.ts";
import type { ConflictPolicy } from "./decide.ts";
import { findReturns, type ReturnedFile } from "./find-returns.ts";
import { identifyReturn, type IdentifiedReturn } from "./identify-return.ts";
import { collectReports, type ImportedFile, type ImportReport } from "./import-report.ts";
import { readReturn, type ReturnedDocument } from "./read-return.ts";
import { reconcileReturn, type SegmentReport } from "./reconcile-return.ts";
import { openRemembering } from "./remember.ts";
import { noChanges, storeDocument, withChanges, type DocumentChanges, type StoredDocument } from "./stored-document.ts";
import { beginIntake, type EditsIntake } from "./take-in-edits.ts";
import { isoTime, textHistory, type TextHistory } from "./text-history.ts";
import { writeReport } from "./write-report.ts";

export interface ImportOptions {
  readonly cwd: string;
  readonly files: readonly string[];
  readonly isAcceptedWhole: boolean;
  readonly policy: ConflictPolicy | undefined;
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  /** Standard input, for the file name "-". */
  readInput(): Promise<Uint8Array>;
  onFile?(outcome: Outcome<ImportedFile>): void;
}

/** A working file while returns are joined into it. */
interface DocumentInWork {
  /** As it stands in the project. */
  readonly before: StoredDocument;
  /** The export that it is. */
  readonly exportId: string;
  readonly changes: DocumentChanges;
  /** With the changes so far. */
  readonly after: StoredDocument;
  /** The file was gone and is there again. */
  readonly isRestored: boolean;
  readonly returns: readonly string[];
  readonly history: TextHistory | undefined;
}

/** One document of one returned file, and where it belongs. */
interface OpenedReturn {
  readonly file: ReturnedFile;
  readonly hash: string;
  readonly returned: ReturnedDocument;
  readonly identified: IdentifiedReturn;
  /** Its bytes were imported before: it is never taken in again, only confirmed. */
  readonly wasImported: boolean;
}

/** What the files of one run share. */
interface Run {
  readonly project: Project;
  readonly store: Store;
  readonly scratch: Scratch;
  readonly intake: EditsIntake;
  readonly work: Map<string, DocumentInWork>;
  readonly options: ImportOptions;
}

/**
 * Takes in what editors sent back. Every return is compared three ways, the returns of one document after one another; working files and
 * memory are written as one batch that can be undone, and a report accounts for every segment.
 */
export async function importReturns(project: Project, store: Store, options: ImportOptions): Promise<ImportReport> {
  const { files, leftOut } = await findReturns(project, options.cwd, options.files, () => options.readInput());
  const scratch = openScratch();
  const intake = await beginIntake(project, store, options.isDryRun);
  const run: Run = { project, store, scratch, intake, work: new Map(), options };
  const outcomes: Outcome<ImportedFile>[] = [];
  const hashes: string[] = [];
  const tell = (outcome: Outcome<ImportedFile>): void => {
    outcomes.push(outcome);
    options.onFile?.(outcome);
  };
  // Of a file that holds several documents one may be open still.
  const unfinished = new Set<string>();
  // Returns that were imported before, by document: the latest one may confirm, under --accept-all.
  const waiting = new Map<string, OpenedReturn>();
  // In the order in which they were saved, whatever their names: the last one saw most.
  for (const file of files.toSorted((a, b) => a.time - b.time)) {
    const { name } = file;
    if (options.signal.aborted) break;
    const read = await attempt(name, async () => readReturn(await file.open(), name, scratch));
    if (read.error) {
      tell({ name, error: read.error });
      continue;
    }
    const { hash, documents } = read.result;
    hashes.push(`${name} ${hash}`);
    for (const returned of documents) {
      const found = await attempt(name, () => openReturn(run, file, hash, returned));
      if (found.error) {
        tell({ name, error: found.error });
        unfinished.add(hash);
        continue;
      }
      const key = keyOf(found.result);
      const older = waiting.get(key);
      if (older) tell({ name: older.file.name, result: repeated(older) });
      waiting.delete(key);
      if (!found.result.wasImported) {
        const outcome = await attempt(name, () => importFile(run, found.result));
        if (!outcome.result || outcome.result.segments.conflicts.length > 0) unfinished.add(hash);
        tell(outcome);
      } else if (options.isAcceptedWhole) waiting.set(key, found.result);
      else tell(await attempt(name, () => repeatedFile(run, found.result)));
    }
  }
  for (const latest of waiting.values()) tell(await attempt(latest.file.name, () => importFile(run, latest)));
  const isInterrupted = options.signal.aborted;
  if (options.isDryRun) return { outcomes, leftOut, reportFiles: [], remembered: 0, isInterrupted };
  const editReports = await intake.finish();
  const batch = await store.beginBatch("import");
  const remembered = await writeAll(run, batch, unfinished);
  batch.complete();
  const report = { outcomes, leftOut, remembered, isInterrupted };
  // What was imported before has its report already.
  const isNew = outcomes.some(({ result }) => result?.isRepeated !== true);
  const { policy, isAcceptedWhole } = options;
  const edition = JSON.stringify([
    hashes,
    ...(policy === undefined && !isAcceptedWhole ? [] : [policy, isAcceptedWhole]),
  ]);
  return { ...report, reportFiles: [...editReports, ...(isNew ? await writeReport(project, report, edition) : [])] };
}

async function openReturn(
  { project, store }: Run,
  file: ReturnedFile,
  hash: string,
  returned: ReturnedDocument,
): Promise<OpenedReturn> {
  const identified = await identifyReturn(project, store, returned, file.name);
  const wasImported = store.isPresent() && (await store.history()).wasImported(hash);
  return { file, hash, returned, identified, wasImported };
}

function keyOf({ identified: { name, locale } }: OpenedReturn): string {
  return `${locale}\n${name}`;
}

function baseOf({
  identified: { name, locale, baseline },
}: OpenedReturn): Pick<ImportedFile, "document" | "locale" | "isThreeWay"> {
  return { document: name, locale, isThreeWay: baseline !== undefined };
}

/** Nothing is imported; but a working file that is gone is put back. */
async function repeatedFile(run: Run, file: OpenedReturn): Promise<ImportedFile> {
  const { name, locale } = file.identified;
  const isThere = run.work.has(keyOf(file)) || existsSync(workingPath(run.project, name, locale));
  if (isThere) return repeated(file);
  run.work.set(keyOf(file), await openDocument(run, file));
  return { ...repeated(file), isRestored: true };
}

function repeated(file: OpenedReturn): ImportedFile {
  const segments = collectReports([]);
  return { ...baseOf(file), isRepeated: true, segments, counts: segments.counts };
}

async function importFile(run: Run, opened: OpenedReturn): Promise<ImportedFile> {
  const { project, store, scratch, options } = run;
  const { file, hash, returned, identified, wasImported } = opened;
  const { time } = file;
  const key = keyOf(opened);
  const present = run.work.get(key) ?? (await openDocument(run, opened));
  const { changes, history } = present;
  const writtenAt = (id: SegmentId, here: number): number => {
    const time = changes.originOf(here)?.time;
    return time === undefined ? (history?.timeOf(id) ?? 0) : Date.parse(time);
  };
  const origin: HumanOrigin = { kind: "human", time: isoTime(time) };
  const segments = collectReports(scratch.spool<SegmentReport>());
  let changed = 0;
  for (const { report, accepted } of reconcileReturn({
    baseline: baselineFor(identified, present, scratch),
    current: present.after,
    returned: returned.units,
    isAcceptedWhole: options.isAcceptedWhole,
    policy: options.policy,
    isName: await nameTest(project),
    isNewer: (id, here) => Math.floor(time) > writtenAt(id, here),
    wasTaken: (id, fragment) => wasImported || history?.wasBrought(id, fragment, time) === true,
  })) {
    segments.add(report);
    if (!accepted) continue;
    changes.set(accepted.here, { target: accepted.target, origin });
    changed += 1;
  }
  if (!options.isDryRun) await file.keepIn(store.returns);
  const isDoneNow = segments.conflicts.length === 0 && !(wasImported && changed === 0);
  run.work.set(key, { ...present, returns: isDoneNow ? [...present.returns, hash] : present.returns });
  return {
    ...baseOf(opened),
    isRepeated: false,
    ...(present.isRestored ? { isRestored: true } : {}),
    segments,
    counts: segments.counts,
  };
}

/** What was sent; mostly that is what still stands here. */
function baselineFor(
  { baseline }: IdentifiedReturn,
  { before, exportId }: DocumentInWork,
  scratch: Scratch,
): StoredDocument | undefined {
  if (baseline === undefined) return undefined;
  return baseline.exportId === exportId ? before : storeDocument(baseline.document, scratch);
}

async function openDocument(run: Run, { file, identified }: OpenedReturn): Promise<DocumentInWork> {
  const { project, store, scratch, options } = run;
  const { name, locale, baseline } = identified;
  const own = await openOwnWriting(project, store, name, locale);
  const working = own ?? (await openEdited(run, name, locale)) ?? (baseline && { ...baseline, isLost: true });
  if (!working) {
    throw new XliffError("unknown-document", `${name} has no working file for ${locale} any more.`, {
      hint: `Run pitrans translate --to ${locale}, then import ${file.name} again.`,
      place: { file: file.name },
    });
  }
  const { exportId } = working;
  const before = storeDocument(working.document, scratch);
  const isRestored = working.isLost === true;
  // In a batch of its own: undoing the import must not delete the file again.
  if (isRestored && !options.isDryRun) {
    const batch = await store.beginBatch("extract");
    const writing = { document: before.document, present: undefined, events: [], returns: [] };
    await writeWorkingStream(project, store, batch, writing, scratch);
    batch.complete();
  }
  // Asked after the edits in place were taken in: they count.
  const history = store.isPresent() ? textHistory(await store.history(), name, locale) : undefined;
  const changes = noChanges(before, scratch);
  return { before, exportId, changes, after: withChanges(before, changes), isRestored, returns: [], history };
}

/** A working file that is not as we wrote it, its edits taken in. */
async function openEdited(
  { project, store, intake }: Run,
  name: string,
  locale: Locale,
): Promise<OwnWriting | undefined> {
  const present = await readWorkingFile(project, store, name, locale);
  if (!present) return undefined;
  const { document } = await intake.take(present);
  return { document, exportId: exportIdOf(document) };
}

/** Writes working files and memories; gives how many translations are new in the memory. */
async function writeAll(
  { project, store, scratch, work }: Run,
  batch: WorkBatch,
  unfinished: ReadonlySet<string>,
): Promise<number> {
  const remembering = await openRemembering(project, scratch);
  for (const present of work.values()) {
    const { document } = present.after;
    const collector = remembering.document(document.original.name, document.targetLocale!);
    const units = watched(document.units, (segment, index) => collector.add(segment, present.changes.has(index)));
    const writing = {
      document: { ...document, units },
      present: present.exportId,
      events: eventsOf(present),
      returns: present.returns.filter((hash) => !unfinished.has(hash)),
    };
    await writeWorkingStream(project, store, batch, writing, scratch);
    collector.end();
  }
  return remembering.write(batch);
}

/** Units that are read once, and shown, segment by segment, as they are read: reading is what takes the time. */
function* watched(
  units: Iterable<BilingualUnit>,
  show: (segment: Segment, index: number) => void,
): Generator<BilingualUnit> {
  let index = 0;
  for (const unit of units) {
    for (const segment of unit.segments) {
      show(segment, index);
      index += 1;
    }
    yield unit;
  }
}

/** What history is told, in the order of the document. */
function eventsOf({ before, changes }: DocumentInWork): Iterable<HistoryEvent> {
  return {
    *[Symbol.iterator]() {
      for (const index of before.ids.keys()) {
        if (!changes.has(index)) continue;
        const segment = before.get(index);
        const event = eventOf(segment, changes.apply(segment, index), changes.originOf(index));
        if (event) yield event;
      }
    },
  };
}
