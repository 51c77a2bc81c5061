import type { BilingualDocument } from "../../model/document.ts";
import type { Locale } from "../../model/locale.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { mapLimited } from "../../store/map-limited.ts";
import { listDocuments, type DocumentFile } from "../documents.ts";
import { beginIntake, type EditsIntake } from "../import/take-in-edits.ts";
import { attempt, type Outcome } from "../outcome.ts";
import { knownTargets, type Project } from "../project.ts";
import { readWorkingFile, writeWorkingFile, type InPlaceEdits } from "../working-file.ts";
import { carryOver, type CarriedOver } from "./carry-over.ts";
import { openExtractPool } from "./extract-pool.ts";
import { extractSource, type ExtractedSource, type SourceSummary } from "./extract-source.ts";

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
  /** A working file edited in place was taken in first. */
  readonly edits?: InPlaceEdits;
}

export interface ExtractReport {
  readonly outcomes: readonly Outcome<ExtractedFile>[];
  /** Files in `sources/` that no filter reads. */
  readonly unreadable: readonly string[];
  /** Where working files were edited in place: the report of what was taken in. */
  readonly reportFiles: readonly string[];
  readonly isInterrupted: boolean;
}

/** As many files are under way at once in one process: reading and writing take turns with computing. */
const FILES_AT_ONCE = 4;

/** Reads documents, writes `xliff/source/` and brings the working files of every known language up to date. */
export async function extract(project: Project, store: Store, options: ExtractOptions): Promise<ExtractReport> {
  const { documents, unreadable } = await listDocuments(project, options.cwd, options.files);
  const locales = knownTargets(project);
  const intake = await beginIntake(project, store, options.isDryRun);
  const batch = await store.beginBatch("extract");
  if (!options.isDryRun) await store.projectId();
  const extractHere = (file: DocumentFile): Promise<ExtractedSource> =>
    extractSource(project, store, file, options.isDryRun);
  const settings = { isDryRun: options.isDryRun, hasTargets: locales.length > 0 };
  const pool = openExtractPool(project, documents.length, settings, extractHere);
  const outcomes: (Outcome<ExtractedFile> | undefined)[] = [];
  // Files are told of in their order, whichever is finished first.
  let told = 0;
  try {
    await mapLimited(documents, pool?.size ?? FILES_AT_ONCE, async (file, index) => {
      if (options.signal.aborted) return;
      const outcome = await attempt(file.name, async () => {
        const source = await (pool ? pool.run(file) : extractHere(file));
        return updateTargets(project, store, { batch, intake }, source, locales, options.isDryRun);
      });
      outcomes[index] = outcome;
      for (let next = outcomes[told]; next; next = outcomes[told]) {
        options.onFile?.(next, told, documents.length);
        told += 1;
      }
    });
  } finally {
    await pool?.close();
  }
  if (!options.isDryRun) batch.complete();
  const reportFiles = await intake.finish();
  const done = outcomes.filter((outcome) => outcome !== undefined);
  return { outcomes: done, unreadable, reportFiles, isInterrupted: options.signal.aborted };
}

/** How a run writes: its own changes, and before them those that people made in place. */
interface Writing {
  readonly batch: WorkBatch;
  readonly intake: EditsIntake;
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
  for (const locale of document ? locales : []) {
    const updated = await updateTarget(project, store, writing, document!, locale, isDryRun);
    if (updated) targets.push(updated);
  }
  return { ...summary, targets };
}

/** Carries a working file over to the document as it is now; undefined where there is no such file. */
async function updateTarget(
  project: Project,
  store: Store,
  writing: Writing,
  document: BilingualDocument,
  locale: Locale,
  isDryRun: boolean,
): Promise<UpdatedTarget | undefined> {
  const found = await readWorkingFile(project, store, document.original.name, locale);
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
      before: working,
      after: carried.document,
      removed: carried.removed,
    });
  return {
    locale,
    ...carried.counts,
    removed: carried.removed.filter(({ target }) => target !== undefined).length,
    ...(found.edits ? { edits: found.edits } : {}),
  };
}
