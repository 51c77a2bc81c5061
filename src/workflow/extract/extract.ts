import type { BilingualDocument } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import type { Locale } from "../../model/locale.ts";
import type { CoverageRow } from "../../filters/filter.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { listDocuments, type DocumentFile } from "../documents.ts";
import { attempt, type Outcome } from "../outcome.ts";
import { knownTargets, type Project } from "../project.ts";
import { readSourceXliff, writeSourceXliff } from "../source-xliff.ts";
import { beginIntake, type EditsIntake } from "../import/take-in-edits.ts";
import { readInput } from "../read-input.ts";
import { countByState } from "../word-count.ts";
import { readWorkingFile, writeWorkingFile, type InPlaceEdits } from "../working-file.ts";
import { carryOver, type CarriedOver } from "./carry-over.ts";
import { prepareDocument } from "./prepare-document.ts";

export interface ExtractOptions {
  readonly cwd: string;
  readonly files: readonly string[];
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  onFile?(outcome: Outcome<ExtractedFile>, index: number, total: number): void;
}

/** What one document gave. */
export interface ExtractedFile {
  readonly units: number;
  readonly segments: number;
  readonly words: number;
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
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

/** Reads documents, writes `xliff/source/` and brings the working files of every known language up to date. */
export async function extract(project: Project, store: Store, options: ExtractOptions): Promise<ExtractReport> {
  const { documents, unreadable } = await listDocuments(project, options.cwd, options.files);
  const intake = await beginIntake(project, store, options.isDryRun);
  const batch = await store.beginBatch("extract");
  const outcomes: Outcome<ExtractedFile>[] = [];
  for (const [index, file] of documents.entries()) {
    if (options.signal.aborted) break;
    const outcome = await attempt(file.name, () =>
      extractFile(project, store, { batch, intake }, file, options.isDryRun),
    );
    outcomes.push(outcome);
    options.onFile?.(outcome, index, documents.length);
  }
  if (!options.isDryRun) batch.complete();
  const reportFiles = await intake.finish();
  return { outcomes, unreadable, reportFiles, isInterrupted: options.signal.aborted };
}

/** How a run writes: its own changes, and before them those that people made in place. */
interface Writing {
  readonly batch: WorkBatch;
  readonly intake: EditsIntake;
}

async function extractFile(
  project: Project,
  store: Store,
  writing: Writing,
  file: DocumentFile,
  isDryRun: boolean,
): Promise<ExtractedFile> {
  const bytes = await readInput(file.path, file.name);
  const prepared = await prepareDocument({
    name: file.name,
    bytes,
    sourceLocale: project.sourceLocale,
    segmentation: project.segmentation,
    filterOptions: project.filterOptions,
    previous: await readSourceXliff(project, file.name),
  });
  const { document } = prepared;
  if (!isDryRun) {
    await store.originals.put(bytes);
    await writeSourceXliff(project, store, document);
  }
  const targets: UpdatedTarget[] = [];
  for (const locale of knownTargets(project)) {
    const updated = await updateTarget(project, store, writing, document, locale, isDryRun);
    if (updated) targets.push(updated);
  }
  const { segments, words } = countByState(document);
  return {
    units: document.units.length,
    segments,
    words,
    findings: prepared.findings,
    coverage: prepared.coverage,
    targets,
  };
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
