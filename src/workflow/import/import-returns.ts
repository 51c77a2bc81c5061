import type { BilingualDocument } from "../../model/document.ts";
import { sha256, type SegmentId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import type { Origin } from "../../model/unit.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { readXliff } from "../../xliff/read-xliff.ts";
import type { ReturnedFile as ReturnedXliff } from "../../xliff/xliff-file.ts";
import { XliffError } from "../../errors.ts";
import { nameTest } from "../names.ts";
import { attempt, type Outcome } from "../outcome.ts";
import type { Project } from "../project.ts";
import { readWorkingFile, writeWorkingFile, type WorkingFile } from "../working-file.ts";
import type { ConflictPolicy } from "./decide.ts";
import { findReturns } from "./find-returns.ts";
import { identifyReturn, type IdentifiedReturn } from "./identify-return.ts";
import { countOutcomes, type ImportedFile, type ImportReport } from "./import-report.ts";
import { reconcileReturn } from "./reconcile-return.ts";
import { remember } from "./remember.ts";
import { beginIntake, type EditsIntake } from "./take-in-edits.ts";
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
  readonly origins: ReadonlyMap<SegmentId, Origin>;
  readonly returns: readonly string[];
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
  // The return that was saved last has the last word where a person asked for that.
  const inOrder = options.policy === "newest" ? files.toSorted((a, b) => a.time - b.time) : files;
  for (const file of inOrder) {
    const { name } = file;
    if (options.signal.aborted) break;
    const opened = await attempt(name, async () => {
      const bytes = await file.read();
      hashes.push(`${name} ${sha256(bytes)}`);
      return { name, bytes, parts: readXliff(bytes, name).files };
    });
    if (opened.error) tell({ name, error: opened.error });
    for (const xliff of opened.result?.parts ?? []) {
      tell(await attempt(name, () => importFile(project, store, intake, work, opened.result!, xliff, options)));
    }
  }
  const isInterrupted = options.signal.aborted;
  if (options.isDryRun) return { outcomes, leftOut, reportFiles: [], remembered: 0, isInterrupted };
  const editReports = await intake.finish();
  const batch = await store.beginBatch("import");
  const remembered = await writeAll(project, store, batch, work);
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

async function importFile(
  project: Project,
  store: Store,
  intake: EditsIntake,
  work: Map<string, DocumentInWork>,
  file: { readonly name: string; readonly bytes: Uint8Array },
  xliff: ReturnedXliff,
  options: ImportOptions,
): Promise<ImportedFile> {
  const identified = await identifyReturn(project, store, xliff, file.name);
  const { name, locale, baseline } = identified;
  const hash = sha256(file.bytes);
  const wasImported = store.isPresent() && (await store.history()).wasImported(hash);
  const base = { document: name, locale, isThreeWay: baseline !== undefined };
  if (wasImported && options.policy === undefined && !options.isAcceptedWhole)
    return { ...base, isRepeated: true, segments: [], counts: countOutcomes([]) };

  const key = `${locale}\n${name}`;
  const present = work.get(key) ?? (await openDocument(project, store, intake, identified, file.name));
  const { document, segments, changed } = reconcileReturn({
    baseline,
    current: present.after,
    returned: xliff,
    isAcceptedWhole: options.isAcceptedWhole,
    policy: options.policy,
    isName: await nameTest(project),
  });
  if (!options.isDryRun) await store.returns.put(file.bytes);
  const hasOpenConflict = segments.some(({ outcome, isSettled }) => outcome === "conflict" && !isSettled);
  // A return with open contradictions is not done with: it can be imported again, with a policy.
  const isDoneNow = !hasOpenConflict && !(wasImported && changed.size === 0);
  work.set(key, {
    before: present.before,
    after: document,
    origins: new Map([...present.origins, ...[...changed].map((id): [SegmentId, Origin] => [id, { kind: "human" }])]),
    returns: isDoneNow ? [...present.returns, hash] : present.returns,
  });
  return { ...base, isRepeated: false, segments, counts: countOutcomes(segments) };
}

async function openDocument(
  project: Project,
  store: Store,
  intake: EditsIntake,
  { name, locale, baseline }: IdentifiedReturn,
  fileName: string,
): Promise<DocumentInWork> {
  const present = await readWorkingFile(project, store, name, locale);
  const before = present && (await intake.take(present));
  if (before) return { before, after: before.document, origins: new Map(), returns: [] };
  // The working file was deleted; what was sent stands in for it.
  if (baseline)
    return { before: { recorded: baseline, document: baseline }, after: baseline, origins: new Map(), returns: [] };
  throw new XliffError("unknown-document", `${name} has no working file for ${locale} any more.`, {
    hint: `Run pitrans translate --to ${locale}, then import ${fileName} again.`,
    place: { file: fileName },
  });
}

/** Writes working files and memories; gives how many translations are new in the memory. */
async function writeAll(
  project: Project,
  store: Store,
  batch: WorkBatch,
  work: ReadonlyMap<string, DocumentInWork>,
): Promise<number> {
  let remembered = 0;
  for (const { before, after, origins, returns } of work.values()) {
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
