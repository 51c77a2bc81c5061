import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BilingualDocument } from "../../model/document.ts";
import { segmentsOf } from "../../model/document.ts";
import { isSameFragment } from "../../model/fragment.ts";
import { sha256, shortHash, type SegmentId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import type { Origin } from "../../model/unit.ts";
import { entriesOfDocument } from "../../memory/entries-of-document.ts";
import { mergeEntries } from "../../memory/merge-entries.ts";
import { readTmx } from "../../memory/read-tmx.ts";
import { writeTmx } from "../../memory/write-tmx.ts";
import { renderHtml } from "../../reports/render-html.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { writeAtomically } from "../../store/write-atomically.ts";
import { readXliff } from "../../xliff/read-xliff.ts";
import type { ReturnedFile as ReturnedXliff } from "../../xliff/xliff-file.ts";
import { XliffError } from "../../errors.ts";
import { nameTest } from "../names.ts";
import { attempt, type Outcome } from "../outcome.ts";
import { FOLDERS, type Project } from "../project.ts";
import { readWorkingFile, writeWorkingFile, type WorkingFile } from "../working-file.ts";
import type { ConflictPolicy } from "./decide.ts";
import { findReturns, type ReturnedFile } from "./find-returns.ts";
import { identifyReturn, type IdentifiedReturn } from "./identify-return.ts";
import { countOutcomes, type ImportedFile, type ImportReport } from "./import-report.ts";
import { reconcileReturn } from "./reconcile-return.ts";
import { toReport } from "./to-report.ts";

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
  const returns = await findReturns(project, options.cwd, options.files, () => options.readInput());
  const work = new Map<string, DocumentInWork>();
  const outcomes: Outcome<ImportedFile>[] = [];
  const tell = (outcome: Outcome<ImportedFile>): void => {
    outcomes.push(outcome);
    options.onFile?.(outcome);
  };
  for (const file of returns) {
    if (options.signal.aborted) break;
    const opened = await attempt(file.name, async () => readXliff(file.bytes, file.name).files);
    if (opened.error) tell({ name: file.name, error: opened.error });
    for (const xliff of opened.result ?? []) {
      tell(await attempt(file.name, () => importFile(project, store, work, file, xliff, options)));
    }
  }
  if (options.isDryRun) return { outcomes, reportFiles: [], remembered: 0, isInterrupted: options.signal.aborted };
  const batch = await store.beginBatch("import");
  const remembered = await writeAll(project, store, batch, work);
  batch.complete();
  const report = { outcomes, reportFiles: [], remembered, isInterrupted: options.signal.aborted };
  return { ...report, reportFiles: outcomes.length === 0 ? [] : await writeReport(project, report, returns) };
}

async function importFile(
  project: Project,
  store: Store,
  work: Map<string, DocumentInWork>,
  file: ReturnedFile,
  xliff: ReturnedXliff,
  options: ImportOptions,
): Promise<ImportedFile> {
  const identified = await identifyReturn(project, store, xliff, file.name);
  const { name, locale, baseline } = identified;
  const hash = sha256(file.bytes);
  const isRepeated =
    store.isPresent() &&
    options.policy === undefined &&
    !options.isAcceptedWhole &&
    (await store.history()).wasImported(hash);
  const base = { document: name, locale, isThreeWay: baseline !== undefined };
  if (isRepeated) return { ...base, isRepeated, segments: [], counts: countOutcomes([]) };

  const key = `${locale}\n${name}`;
  const present = work.get(key) ?? (await openDocument(project, store, identified, file));
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
  work.set(key, {
    before: present.before,
    after: document,
    origins: new Map([...present.origins, ...[...changed].map((id): [SegmentId, Origin] => [id, { kind: "human" }])]),
    // A return with open contradictions is not done with: it can be imported again, with a policy.
    returns: hasOpenConflict ? present.returns : [...present.returns, hash],
  });
  return { ...base, isRepeated: false, segments, counts: countOutcomes(segments) };
}

async function openDocument(
  project: Project,
  store: Store,
  { name, locale, baseline }: IdentifiedReturn,
  file: ReturnedFile,
): Promise<DocumentInWork> {
  const before = await readWorkingFile(project, store, name, locale);
  if (before) return { before, after: before.document, origins: new Map(), returns: [] };
  // The working file was deleted; what was sent stands in for it.
  if (baseline)
    return { before: { recorded: baseline, document: baseline }, after: baseline, origins: new Map(), returns: [] };
  throw new XliffError("unknown-document", `${name} has no working file for ${locale} any more.`, {
    hint: `Run pitrans translate --to ${locale}, then import ${file.name} again.`,
    place: { file: file.name },
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
  for (const [locale, documents] of byLocale) remembered += await remember(project, batch, locale, documents);
  return remembered;
}

/** Appends what this import accepted to `memory/<source>-<target>.tmx`. */
async function remember(
  project: Project,
  batch: WorkBatch,
  targetLocale: Locale,
  documents: readonly DocumentInWork[],
): Promise<number> {
  const additions = documents.flatMap(({ before, after }) => {
    const earlier = new Map(segmentsOf(before.recorded).map((segment) => [segment.id, segment]));
    return entriesOfDocument(after).filter(({ segment, target, state }) => {
      const old = segment === undefined ? undefined : earlier.get(segment);
      return !old?.target || old.target.state !== state || !isSameFragment(old.target.fragment, target);
    });
  });
  if (additions.length === 0) return 0;
  const { sourceLocale } = project;
  const path = `${FOLDERS.memory}/${sourceLocale}-${targetLocale}.tmx`;
  const full = join(project.root, path);
  const present = existsSync(full)
    ? readTmx(await readFile(full), { file: path, sourceLocale, targetLocale }).entries
    : [];
  const bytes = Buffer.from(writeTmx(mergeEntries(present, additions), sourceLocale, targetLocale));
  const [failure] = await batch.commit([{ path, bytes }]);
  if (failure) throw failure.error;
  return additions.length;
}

/** The report for people and for programs, named after what was imported: the same import gives the same report. */
async function writeReport(
  project: Project,
  report: ImportReport,
  returns: readonly ReturnedFile[],
): Promise<string[]> {
  const id = shortHash(returns.map(({ name, bytes }) => `${name} ${sha256(bytes)}`).join("\n"), 8);
  const html = `${FOLDERS.reports}/import-${id}.html`;
  const json = `${FOLDERS.reports}/import-${id}.json`;
  await writeAtomically(join(project.root, html), renderHtml(toReport(report)));
  const files = report.outcomes.map(({ name, result, error }) =>
    error
      ? { name, error: { code: error.code, message: error.message, hint: error.hint, place: error.place } }
      : { name, ...result },
  );
  await writeAtomically(
    join(project.root, json),
    `${JSON.stringify({ files, remembered: report.remembered }, undefined, 2)}\n`,
  );
  return [html, json];
}
