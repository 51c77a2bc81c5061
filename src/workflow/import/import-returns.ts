import { existsSync } from "node:fs";
import type { BilingualDocument } from "../../model/document.ts";
import { sha256, type SegmentId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import type { HumanOrigin } from "../../model/unit.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { readXliff } from "../../xliff/read-xliff.ts";
import type { ReturnedFile as ReturnedXliff } from "../../xliff/xliff-file.ts";
import { XliffError } from "../../errors.ts";
import { nameTest } from "../names.ts";
import { attempt, type Outcome } from "../outcome.ts";
import { workingPath, type Project } from "../project.ts";
import { recoverWorkingFile, writeWorkingFile, type WorkingFile } from "../working-file.ts";
import type { ConflictPolicy } from "./decide.ts";
import { findReturns } from "./find-returns.ts";
import { identifyReturn, type IdentifiedReturn } from "./identify-return.ts";
import { countOutcomes, type ImportedFile, type ImportReport } from "./import-report.ts";
import { reconcileReturn } from "./reconcile-return.ts";
import { remember } from "./remember.ts";
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
  readonly before: WorkingFile;
  readonly after: BilingualDocument;
  /** The file was gone and is there again. */
  readonly isRestored: boolean;
  readonly origins: ReadonlyMap<SegmentId, HumanOrigin>;
  readonly returns: readonly string[];
  readonly history: TextHistory;
}

/** One document of one returned file, and where it belongs. */
interface OpenedReturn {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly hash: string;
  readonly time: number;
  readonly xliff: ReturnedXliff;
  readonly identified: IdentifiedReturn;
  /** Its bytes were imported before: it is never taken in again, only confirmed. */
  readonly wasImported: boolean;
}

/**
 * Takes in what editors sent back. Every return is compared three ways, the returns of one document after one another; working files and
 * memory are written as one batch that can be undone, and a report accounts for every segment.
 */
export async function importReturns(project: Project, store: Store, options: ImportOptions): Promise<ImportReport> {
  const { files, leftOut } = await findReturns(project, options.cwd, options.files, () => options.readInput());
  const intake = await beginIntake(project, store, options.isDryRun);
  const work = new Map<string, DocumentInWork>();
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
    const { name, time } = file;
    if (options.signal.aborted) break;
    const opened = await attempt(name, async () => {
      const bytes = await file.read();
      hashes.push(`${name} ${sha256(bytes)}`);
      return { bytes, parts: readXliff(bytes, name).files };
    });
    if (opened.error) tell({ name, error: opened.error });
    const { bytes, parts } = opened.result ?? { parts: [] };
    for (const xliff of parts) {
      const found = await attempt(name, () => openReturn(project, store, { name, time, bytes: bytes!, xliff }));
      if (found.error) {
        tell({ name, error: found.error });
        unfinished.add(sha256(bytes!));
        continue;
      }
      const key = keyOf(found.result);
      const older = waiting.get(key);
      if (older) tell({ name: older.name, result: repeated(older) });
      waiting.delete(key);
      if (!found.result.wasImported) {
        const outcome = await attempt(name, () => importFile(project, store, intake, work, found.result, options));
        if (!outcome.result || hasOpenConflict(outcome.result)) unfinished.add(found.result.hash);
        tell(outcome);
      } else if (options.isAcceptedWhole) waiting.set(key, found.result);
      else tell(await attempt(name, () => repeatedFile(project, store, intake, work, found.result, options.isDryRun)));
    }
  }
  for (const latest of waiting.values())
    tell(await attempt(latest.name, () => importFile(project, store, intake, work, latest, options)));
  const isInterrupted = options.signal.aborted;
  if (options.isDryRun) return { outcomes, leftOut, reportFiles: [], remembered: 0, isInterrupted };
  const editReports = await intake.finish();
  const batch = await store.beginBatch("import");
  const remembered = await writeAll(project, store, batch, work, unfinished);
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

/** A return with open contradictions is not done with: it can be imported again, with a policy. */
function hasOpenConflict({ segments }: Pick<ImportedFile, "segments">): boolean {
  return segments.some(({ outcome, isSettled }) => outcome === "conflict" && !isSettled);
}

async function openReturn(
  project: Project,
  store: Store,
  file: Pick<OpenedReturn, "name" | "time" | "bytes" | "xliff">,
): Promise<OpenedReturn> {
  const identified = await identifyReturn(project, store, file.xliff, file.name);
  const hash = sha256(file.bytes);
  const wasImported = store.isPresent() && (await store.history()).wasImported(hash);
  return { ...file, hash, identified, wasImported };
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
async function repeatedFile(
  project: Project,
  store: Store,
  intake: EditsIntake,
  work: Map<string, DocumentInWork>,
  file: OpenedReturn,
  isDryRun: boolean,
): Promise<ImportedFile> {
  const { name, locale } = file.identified;
  const isThere = work.has(keyOf(file)) || existsSync(workingPath(project, name, locale));
  if (isThere) return repeated(file);
  const present = await openDocument(project, store, intake, file, isDryRun);
  work.set(keyOf(file), present);
  return { ...repeated(file), isRestored: true };
}

function repeated(file: OpenedReturn): ImportedFile {
  return { ...baseOf(file), isRepeated: true, segments: [], counts: countOutcomes([]) };
}

async function importFile(
  project: Project,
  store: Store,
  intake: EditsIntake,
  work: Map<string, DocumentInWork>,
  file: OpenedReturn,
  options: ImportOptions,
): Promise<ImportedFile> {
  const { identified, xliff, hash, time, wasImported } = file;
  const key = keyOf(file);
  const present = work.get(key) ?? (await openDocument(project, store, intake, file, options.isDryRun));
  const writtenAt = (id: SegmentId): number => {
    const here = present.origins.get(id)?.time;
    return here === undefined ? (present.history.timeOf(id) ?? 0) : Date.parse(here);
  };
  const { document, segments, changed } = reconcileReturn({
    baseline: identified.baseline,
    current: present.after,
    returned: xliff,
    isAcceptedWhole: options.isAcceptedWhole,
    policy: options.policy,
    isName: await nameTest(project),
    isNewer: (id) => Math.floor(time) > writtenAt(id),
    wasTaken: (id, fragment) => wasImported || present.history.wasBrought(id, fragment, time),
  });
  if (!options.isDryRun) await store.returns.put(file.bytes);
  const isDoneNow = !hasOpenConflict({ segments }) && !(wasImported && changed.size === 0);
  const origin: HumanOrigin = { kind: "human", time: isoTime(time) };
  work.set(key, {
    ...present,
    after: document,
    origins: new Map([...present.origins, ...[...changed].map((id): [SegmentId, HumanOrigin] => [id, origin])]),
    returns: isDoneNow ? [...present.returns, hash] : present.returns,
  });
  return {
    ...baseOf(file),
    isRepeated: false,
    ...(present.isRestored ? { isRestored: true } : {}),
    segments,
    counts: countOutcomes(segments),
  };
}

async function openDocument(
  project: Project,
  store: Store,
  intake: EditsIntake,
  { name, identified }: OpenedReturn,
  isDryRun: boolean,
): Promise<DocumentInWork> {
  const { name: document, locale, baseline } = identified;
  const present = await recoverWorkingFile(project, store, document, locale);
  const working = present ? await intake.take(present) : baseline && lostFile(baseline);
  if (!working) {
    throw new XliffError("unknown-document", `${document} has no working file for ${locale} any more.`, {
      hint: `Run pitrans translate --to ${locale}, then import ${name} again.`,
      place: { file: name },
    });
  }
  const { recorded } = working;
  const isRestored = working.isLost === true;
  // In a batch of its own: undoing the import must not delete the file again.
  if (isRestored && !isDryRun) {
    const batch = await store.beginBatch("extract");
    await writeWorkingFile(project, store, batch, { before: working, after: recorded });
    batch.complete();
  }
  const before: WorkingFile = isRestored ? { recorded, document: recorded } : working;
  // Asked after the edits in place were taken in: they count.
  const events = store.isPresent() ? (await store.history()).eventsOfDocument(document, locale) : [];
  return {
    before,
    after: before.document,
    isRestored,
    origins: new Map(),
    returns: [],
    history: textHistory(events),
  };
}

/** The working file was deleted, and history does not know it; what was sent stands in for it. */
function lostFile(baseline: BilingualDocument): WorkingFile {
  return { recorded: baseline, document: baseline, isLost: true };
}

/** Writes working files and memories; gives how many translations are new in the memory. */
async function writeAll(
  project: Project,
  store: Store,
  batch: WorkBatch,
  work: ReadonlyMap<string, DocumentInWork>,
  unfinished: ReadonlySet<string>,
): Promise<number> {
  let remembered = 0;
  for (const { before, after, origins, ...rest } of work.values()) {
    const returns = rest.returns.filter((hash) => !unfinished.has(hash));
    await writeWorkingFile(project, store, batch, { before, after, origins, returns });
  }
  const byLocale = new Map<Locale, DocumentInWork[]>();
  for (const document of work.values()) {
    const locale = document.after.targetLocale!;
    byLocale.set(locale, [...(byLocale.get(locale) ?? []), document]);
  }
  for (const [locale, documents] of byLocale) {
    const changes = documents.map(({ before, after }) => ({ before: before.recorded, after }));
    remembered += await remember(project, batch, locale, changes);
  }
  return remembered;
}
