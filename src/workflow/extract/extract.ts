import type { BilingualDocument } from "../../model/document.ts";
import type { Locale } from "../../model/locale.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { mapLimited } from "../../store/map-limited.ts";
import { listDocuments, type DocumentList } from "../documents.ts";
import { findGoneDocuments, type GoneDocument, type GoneDocuments } from "../gone-documents.ts";
import { beginIntake, type EditsIntake } from "../import/take-in-edits.ts";
import type { LeftOutFile } from "../left-out.ts";
import { attempt, type Outcome } from "../outcome.ts";
import { knownTargets, type Project } from "../project.ts";
import { readWorkingFile, writeWorkingFile, type InPlaceEdits } from "../working-file.ts";
import { carryOver, type CarriedOver } from "./carry-over.ts";
import { noteChanges } from "./note-changes.ts";
import type { ExtractedSource, SourceSummary } from "./extract-source.ts";
import { readOriginal } from "./read-document.ts";
import { openReadingPool, type ReadingPool } from "./reading-pool.ts";

export interface ExtractOptions {
  readonly cwd: string;
  readonly files: readonly string[];
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  onFile?(outcome: Outcome<ExtractedFile>, index: number, total: number): void;
}

/** What one document gave. */
export interface ExtractedFile extends SourceSummary {
  /** What was carried over into each working file there is. */
  readonly targets: readonly UpdatedTarget[];
}

export interface UpdatedTarget {
  readonly locale: Locale;
  readonly kept: number;
  readonly stale: number;
  readonly added: number;
  readonly removed: number;
  /** There was no working file; the one of this document, which is gone, was carried over. */
  readonly carriedFrom?: string;
  /** A working file edited in place was taken in first. */
  readonly edits?: InPlaceEdits;
}

export interface ExtractReport {
  /** How many documents there were to extract; fewer have an outcome where it was interrupted. */
  readonly total: number;
  readonly outcomes: readonly Outcome<ExtractedFile>[];
  /** Files in `sources/` that no filter reads. */
  readonly leftOut: readonly LeftOutFile[];
  /** Documents that left `sources/`, but not `xliff/`; of those that were not asked for, only the ones carried over. */
  readonly gone: readonly GoneDocument[];
  /** Where working files were edited in place: the report of what was taken in. */
  readonly reportFiles: readonly string[];
  readonly isInterrupted: boolean;
}

/** As many files are under way at once in one process: reading and writing take turns with computing. */
const FILES_AT_ONCE = 4;

/** Reads documents, writes `xliff/source/` and brings the working files of every known language up to date. */
export async function extract(project: Project, store: Store, options: ExtractOptions): Promise<ExtractReport> {
  const list = await listDocuments(project, options.cwd, options.files);
  const pool = openReadingPool(list.documents.length, project);
  try {
    return await extractAll(project, store, options, list, pool);
  } finally {
    await pool?.close();
  }
}

async function extractAll(
  project: Project,
  store: Store,
  options: ExtractOptions,
  { documents, leftOut }: DocumentList,
  pool: ReadingPool | undefined,
): Promise<ExtractReport> {
  const locales = knownTargets(project);
  const intake = await beginIntake(project, store, options.isDryRun);
  const batch = await store.beginBatch("extract");
  const gone = await findGoneDocuments(project, store, locales);
  if (!options.isDryRun) await store.projectId();
  // Loaded while the other threads start.
  const { extractSource } = await import("./extract-source.ts");
  const outcomes: (Outcome<ExtractedFile> | undefined)[] = [];
  // Files are told of in their order, whichever is finished first.
  let told = 0;
  await mapLimited(documents, pool?.size ?? FILES_AT_ONCE, async (file, index) => {
    if (options.signal.aborted) return;
    const outcome = await attempt(file.name, async () => {
      const { read, bytes } = await (pool ? pool.read(file) : readOriginal(project, file));
      if (!options.isDryRun) await store.originals.put(bytes);
      const source = await extractSource(project, store, read, options.isDryRun);
      return updateTargets(project, store, { batch, intake, gone }, source, locales, options.isDryRun);
    });
    outcomes[index] = outcome;
    for (let next = outcomes[told]; next; next = outcomes[told]) {
      options.onFile?.(next, told, documents.length);
      told += 1;
    }
  });
  if (!options.isDryRun) batch.complete();
  const reportFiles = await intake.finish();
  const done = outcomes.filter((outcome) => outcome !== undefined);
  return {
    total: documents.length,
    outcomes: done,
    leftOut,
    gone: gone.list().filter(({ carriedTo }) => options.files.length === 0 || carriedTo.length > 0),
    reportFiles,
    isInterrupted: options.signal.aborted,
  };
}

/** How a run writes: its own changes, and before them those that people made in place. */
interface Writing {
  readonly batch: WorkBatch;
  readonly intake: EditsIntake;
  readonly gone: GoneDocuments;
}

async function updateTargets(
  project: Project,
  store: Store,
  writing: Writing,
  { document, summary }: ExtractedSource,
  locales: readonly Locale[],
  isDryRun: boolean,
): Promise<ExtractedFile> {
  const targets: UpdatedTarget[] = [];
  for (const locale of locales) {
    const updated = await updateTarget(project, store, writing, document, locale, isDryRun);
    if (updated) targets.push(updated);
  }
  return { ...summary, targets };
}

/** Carries a working file, or that of the document's earlier name, over to the document as it is now; undefined where there is none. */
async function updateTarget(
  project: Project,
  store: Store,
  writing: Writing,
  document: BilingualDocument,
  locale: Locale,
  isDryRun: boolean,
): Promise<UpdatedTarget | undefined> {
  const own = await readWorkingFile(project, store, document.original.name, locale);
  const predecessor = own ? undefined : await writing.gone.predecessorOf(document, locale);
  const found = own ?? predecessor?.working;
  if (!found) return undefined;
  const working = await writing.intake.take(found);
  const fresh: BilingualDocument = {
    ...document,
    targetLocale: locale,
    ...(working.document.engine === undefined ? {} : { engine: working.document.engine }),
  };
  const carried: CarriedOver = carryOver(fresh, working.document);
  if (!isDryRun)
    await writeWorkingFile(project, store, writing.batch, {
      before: own && working,
      after: await noteChanges(carried.document),
      // What has no place in the new document stays in the file of the old one.
      removed: own ? carried.removed : [],
    });
  return {
    locale,
    ...carried.counts,
    removed: carried.removed.filter(({ target }) => target !== undefined).length,
    ...(predecessor ? { carriedFrom: predecessor.name } : {}),
    ...(found.edits ? { edits: found.edits } : {}),
  };
}
