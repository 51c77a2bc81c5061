import { existsSync } from "node:fs";
import { XliffError } from "../../errors.ts";
import type { SegmentId } from "../../model/identity.ts";
import type { HumanOrigin } from "../../model/unit.ts";
import { openScratch, type Scratch } from "../../store/scratch.ts";
import { dropGarbage } from "../../store/save-memory.ts";
import type { Store } from "../../store/store.ts";
import { nameTest } from "../names.ts";
import { attempt, type Outcome } from "../outcome.ts";
import { workingPath, type Project } from "../project.ts";
import type { ConflictPolicy } from "./decide.ts";
import { baselineFor, openDocument, type DocumentInWork } from "./document-in-work.ts";
import { findReturns, type ReturnedFile } from "./find-returns.ts";
import { identifyReturn, type IdentifiedReturn } from "./identify-return.ts";
import { collectReports, type ImportedFile, type ImportReport, type SegmentReports } from "./import-report.ts";
import { openOutputThread, type OutputThread } from "./output-thread.ts";
import { readReturn, type ReturnedDocument } from "./read-return.ts";
import { readAhead } from "./read-ahead.ts";
import { reconcileReturn, type SegmentReport } from "./reconcile-return.ts";
import type { SharedUnits } from "./stored-document.ts";
import { beginIntake, type EditsIntake } from "./take-in-edits.ts";
import { isoTime } from "./text-history.ts";
import { reportedOutcome } from "./to-report.ts";
import { tellOutputs, type OutputTelling } from "./tell-outputs.ts";
import { writeImported } from "./write-imported.ts";
import type { ReportTask } from "./write-report.ts";

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
  readonly outputs: OutputThread;
  readonly telling: OutputTelling;
  /** As in `DocumentTools`. */
  readonly ahead: Map<string, Promise<SharedUnits | undefined>>;
  /** Which rows of the report are those of which segments. */
  readonly rows: Map<SegmentReports, number>;
  readonly options: ImportOptions;
}

/**
 * Takes in what editors sent back. Every return is compared three ways, the returns of one document after one another; working files and
 * memory are written as one batch that can be undone, and a report accounts for every segment.
 */
export async function importReturns(project: Project, store: Store, options: ImportOptions): Promise<ImportReport> {
  const { files, leftOut } = await findReturns(project, options.cwd, options.files, () => options.readInput());
  const size = options.isDryRun ? 0 : files.reduce((sum, file) => sum + file.size, 0);
  const outputs = await openOutputThread(project, size);
  try {
    const scratch = openScratch();
    const intake = await beginIntake(project, store, options.isDryRun);
    const run = {
      project,
      store,
      scratch,
      intake,
      work: new Map(),
      outputs,
      telling: tellOutputs(outputs),
      ahead: new Map(),
      rows: new Map(),
      options,
    };
    return { ...(await importAll(run, files)), leftOut };
  } finally {
    await outputs.close();
  }
}

async function importAll(run: Run, files: readonly ReturnedFile[]): Promise<Omit<ImportReport, "leftOut">> {
  const { project, store, scratch, intake, outputs, options } = run;
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
  // What was read of a file goes with the call.
  const takeIn = async (file: ReturnedFile): Promise<void> => {
    const { name } = file;
    const ahead = (await attempt(name, () => readAhead(project, store, outputs, file))).result;
    if (ahead) run.ahead.set(ahead.exportId, ahead.units);
    const read = await attempt(name, async () => readReturn(await file.open(), name, scratch));
    if (read.error) {
      tell({ name, error: read.error });
      return;
    }
    const { hash, documents, broken } = read.result;
    hashes.push(`${name} ${hash}`);
    for (const error of broken) tell({ name: error.place.file ?? name, error });
    if (documents.length + broken.length === 0) tell({ name, error: holdsNothing(name) });
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
  };
  // In the order in which they were saved, whatever their names: the last one saw most.
  for (const file of files.toSorted((a, b) => a.time - b.time)) {
    if (options.signal.aborted) break;
    await takeIn(file);
    dropGarbage();
  }
  for (const latest of waiting.values()) tell(await attempt(latest.file.name, () => importFile(run, latest)));
  const isInterrupted = options.signal.aborted;
  if (options.isDryRun) return { outcomes, reportFiles: [], remembered: 0, isInterrupted };
  const editReports = await intake.finish();
  // A return that is not settled does not count as imported.
  const documents = Array.from(run.work.values(), (document) => ({
    ...document,
    returns: document.returns.filter((returned) => !unfinished.has(returned)),
  }));
  run.telling.finish(documents);
  const report = reportTask(run, outcomes, hashes);
  const { remembered, reportFiles } = await writeImported(project, store, documents, outputs, report, scratch);
  return { outcomes, remembered, isInterrupted, reportFiles: [...editReports, ...reportFiles] };
}

/** Undefined where all was imported before, and has its report already. */
function reportTask(
  { rows, options: { policy, isAcceptedWhole } }: Run,
  outcomes: readonly Outcome<ImportedFile>[],
  hashes: readonly string[],
): ReportTask | undefined {
  if (outcomes.every(({ result }) => result?.isRepeated === true)) return undefined;
  const edition = JSON.stringify([
    hashes,
    ...(policy === undefined && !isAcceptedWhole ? [] : [policy, isAcceptedWhole]),
  ]);
  return {
    edition,
    outcomes: outcomes.map((outcome) => reportedOutcome(outcome, outcome.result && rows.get(outcome.result.segments))),
  };
}

function holdsNothing(name: string): XliffError {
  return new XliffError("invalid-xliff", `${name} is XLIFF, but holds no document.`, {
    hint: "Ask the editor to export the translation again; nothing was imported.",
    place: { file: name },
  });
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

function openWork(run: Run, { file, identified, returned }: OpenedReturn): Promise<DocumentInWork> {
  const tools = { ...run, isDryRun: run.options.isDryRun, returnedIds: returned.units.ids };
  return openDocument(tools, identified, file.name);
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
  run.work.set(keyOf(file), await openWork(run, file));
  return { ...repeated(file), isRestored: true };
}

function repeated(file: OpenedReturn): ImportedFile {
  const segments = collectReports([]);
  return { ...baseOf(file), isRepeated: true, findings: [], segments, counts: segments.counts };
}

async function importFile(run: Run, opened: OpenedReturn): Promise<ImportedFile> {
  const { project, store, scratch, options } = run;
  const { file, hash, returned, identified, wasImported } = opened;
  const { time } = file;
  const key = keyOf(opened);
  const present = run.work.get(key) ?? (await openWork(run, opened));
  const { changes, history } = present;
  const writtenAt = (id: SegmentId, here: number): number => {
    const time = changes.originOf(here)?.time;
    return time === undefined ? (history?.timeOf(id) ?? 0) : Date.parse(time);
  };
  const origin: HumanOrigin = { kind: "human", time: isoTime(time) };
  const reports = scratch.spool<SegmentReport>();
  const segments = collectReports(reports);
  const rows = run.rows.size;
  run.rows.set(segments, rows);
  const baseline = baselineFor(identified, present, scratch);
  const isInOrder = (baseline ?? present.before).ids === present.before.ids;
  const telling = options.isDryRun ? undefined : run.telling.begin({ rows, document: present, reports, isInOrder });
  let changed = 0;
  for (const { report, accepted } of reconcileReturn({
    baseline,
    current: present.after,
    returned: returned.units,
    isAcceptedWhole: options.isAcceptedWhole,
    policy: options.policy,
    isName: await nameTest(project),
    isNewer: (id, here) => Math.floor(time) > writtenAt(id, here),
    wasTaken: (id, fragment) => wasImported || history?.wasBrought(id, fragment, time) === true,
  })) {
    segments.add(report);
    if (accepted) {
      changes.set(accepted.here, { target: accepted.target, origin });
      changed += 1;
    }
    telling?.next();
  }
  telling?.end();
  if (!options.isDryRun) await file.keepIn(store.returns, hash);
  const isDoneNow = segments.conflicts.length === 0 && !(wasImported && changed === 0);
  run.work.set(key, { ...present, returns: isDoneNow ? [...present.returns, hash] : present.returns });
  return {
    ...baseOf(opened),
    isRepeated: false,
    ...(present.isRestored ? { isRestored: true } : {}),
    findings: returned.findings,
    segments,
    counts: segments.counts,
  };
}
