import { PitransError } from "../../errors.ts";
import type { BilingualDocument } from "../../model/document.ts";
import { segmentsOf, type XliffVersion } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import type { SegmentId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import type { Origin, Segment, Target } from "../../model/unit.ts";
import { entriesOfDocument, queriesOfDocument } from "../../memory/entries-of-document.ts";
import { openMemory } from "../../memory/open-memory.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { translateAll } from "../../translators/translate-all.ts";
import type { Draft, Translator, Usage } from "../../translators/translator.ts";
import { beginIntake, type EditsIntake } from "../import/take-in-edits.ts";
import { findGoneDocuments, type GoneDocument, type GoneDocuments } from "../gone-documents.ts";
import { listDocuments } from "../documents.ts";
import { attempt, type Outcome } from "../outcome.ts";
import type { Project } from "../project.ts";
import { pseudoTest } from "../pseudo-text.ts";
import { writeWorkingFile, type InPlaceEdits } from "../working-file.ts";
import { foreignScript } from "../extract/foreign-script.ts";
import { loadAssets, type Assets } from "./assets.ts";
import {
  checkNote,
  earlierTranslation,
  leverage,
  renewNotes,
  repetitionKey,
  type Found,
  type Leverage,
} from "./leverage.ts";
import { planFile, sourceDocument, type PlannedFile, type PlanOptions } from "./plan-file.ts";
import { writeChangedFile, type ChangedFile } from "./write-changed-file.ts";
import { termFinder } from "./term-finder.ts";
import { requestsOf, type SectionRequest } from "./requests.ts";

export interface TranslateOptions extends PlanOptions {
  readonly cwd: string;
  readonly files: readonly string[];
  readonly locales: readonly Locale[];
  /** Whether the segments that were open are written once more, alone, into `review/`. */
  readonly isChangedApart: boolean;
  /** No more characters than this are sent. */
  readonly maxCharacters: number | undefined;
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  /** The engine for a pair, or none: then only memory and glossary are used. Wrapped in its cache already. */
  engineFor(locale: Locale, assets: Assets): Promise<Engine | undefined>;
  /** Told before anything is sent. */
  onPlan?(plan: SendingPlan): void;
  onProgress?(answered: number, total: number): void;
  onFile?(outcome: Outcome<TranslatedFile>): void;
}

export interface Engine {
  readonly translator: Translator;
  /** Whether the answer is stored already, so that nothing is sent for it. */
  isCached(request: SectionRequest, id: SegmentId): boolean;
  /** Must be known from the XLIFF file alone: "pseudo". */
  readonly isMarked: boolean;
}

/** What will be sent, and to whom. */
export interface SendingPlan {
  readonly locale: Locale;
  readonly engine: string;
  /** Absent: nothing leaves this machine. */
  readonly destination?: string;
  readonly segments: number;
  /** Unicode characters of source text, as they are billed; without what is stored from earlier runs. */
  readonly characters: number;
  /** Segments left out by `maxCharacters`. */
  readonly leftOut: number;
  readonly usage?: Usage;
  /** Why the engine could not say how much of its quota is used; only in a dry run, which does without. */
  readonly usageFailure?: string;
}

/** What became of one document in one language. */
export interface TranslatedFile {
  readonly segments: number;
  /** Segments that were filled, by where their draft came from; `open`: those that still have none. */
  readonly filled: Readonly<Record<Source, number>>;
  readonly open: number;
  readonly findings: readonly Finding[];
  readonly edits?: InPlaceEdits;
  /** The working file was gone, and was put back as it was last written before anything was filled. */
  readonly isRestored?: true;
  /** What the working file is written as; absent: XLIFF 1.2. */
  readonly xliffVersion?: XliffVersion;
  /** The file in `review/` that holds just the segments that were open. */
  readonly changedFile?: ChangedFile;
}

type Source = "context" | "exact" | "repetition" | "copied" | "glossary" | "engine";

export interface TranslateReport {
  /** How many documents there were to translate, each counted once a language; fewer have an outcome where it was interrupted. */
  readonly total: number;
  readonly outcomes: readonly Outcome<TranslatedFile>[];
  readonly plans: readonly SendingPlan[];
  /** How many of the planned segments the engine gave an answer for. */
  readonly answered: number;
  readonly findings: readonly Finding[];
  /** Documents that left `sources/` and whose translation was carried over to another one. */
  readonly gone: readonly GoneDocument[];
  /** Where working files were edited in place: the report of what was taken in. */
  readonly reportFiles: readonly string[];
  readonly isInterrupted: boolean;
  /** What stopped the engine; everything answered before is stored. */
  readonly failure?: unknown;
}

/** A file under work: what its segments have become. */
interface FileInWork extends PlannedFile {
  readonly results: Map<SegmentId, Segment>;
  readonly origins: Map<SegmentId, Origin>;
  readonly findings: Finding[];
}

/** Fills `initial` and stale segments (and, with `isRedo`, drafts): memory and glossary first, then the engine. */
export async function translate(project: Project, store: Store, options: TranslateOptions): Promise<TranslateReport> {
  const { documents } = await listDocuments(project, options.cwd, options.files);
  const sources: { file: (typeof documents)[number]; document: BilingualDocument }[] = [];
  const failed: Outcome<TranslatedFile>[] = [];
  for (const file of documents) {
    if (options.signal.aborted) break;
    const outcome = await attempt(file.name, () => sourceDocument(project, store, file, options.isDryRun));
    if (outcome.error) failed.push({ name: file.name, error: outcome.error });
    else sources.push({ file, document: outcome.result });
  }
  for (const outcome of failed) options.onFile?.(outcome);
  const intake = await beginIntake(project, store, options.isDryRun);
  const batch = await store.beginBatch("translate");
  const gone = await findGoneDocuments(project, store, options.locales);
  const reports: LocaleReport[] = [];
  for (const locale of options.locales) {
    if (options.signal.aborted || reports.some(({ failure }) => failure !== undefined)) break;
    reports.push(await translateInto(project, store, { batch, intake, gone }, locale, sources, options));
  }
  if (!options.isDryRun) batch.complete();
  const reportFiles = await intake.finish();
  const failure = reports.find((report) => report.failure !== undefined)?.failure;
  return {
    total: documents.length * options.locales.length,
    outcomes: [...failed, ...reports.flatMap(({ outcomes }) => outcomes)],
    plans: reports.flatMap(({ plan }) => (plan ? [plan] : [])),
    answered: reports.reduce((sum, { answered = 0 }) => sum + answered, 0),
    findings: [
      ...sources.flatMap(({ file, document }) =>
        foreignScript(document).map((each) => ({ ...each, place: file.name })),
      ),
      ...reports.flatMap(({ findings }) => findings),
    ],
    gone: gone.list().filter(({ carriedTo }) => carriedTo.length > 0),
    reportFiles,
    isInterrupted: options.signal.aborted,
    ...(failure === undefined ? {} : { failure }),
  };
}

interface LocaleReport {
  readonly outcomes: readonly Outcome<TranslatedFile>[];
  readonly plan?: SendingPlan;
  readonly answered?: number;
  readonly findings: readonly Finding[];
  readonly failure?: unknown;
}

interface Writing {
  readonly batch: WorkBatch;
  readonly intake: EditsIntake;
  readonly gone: GoneDocuments;
}

async function translateInto(
  project: Project,
  store: Store,
  { batch, intake, gone }: Writing,
  locale: Locale,
  sources: readonly { readonly file: PlannedFile["file"]; readonly document: BilingualDocument }[],
  options: TranslateOptions,
): Promise<LocaleReport> {
  const assets = await loadAssets(project, locale);
  const outcomes: Outcome<TranslatedFile>[] = [];
  const files: FileInWork[] = [];
  for (const { file, document } of sources) {
    const planned = await attempt(
      file.name,
      () => planFile(project, store, { intake, gone }, file, document, locale, options),
      locale,
    );
    if (planned.error) {
      const outcome = { name: file.name, locale, error: planned.error };
      outcomes.push(outcome);
      options.onFile?.(outcome);
    } else files.push(inWork(planned.result));
  }
  const terms = await fillFromAssets(project, store, locale, assets, files);
  let engine: Engine | undefined;
  let sent: { plan?: SendingPlan; answered?: number; failure?: unknown } = {};
  try {
    engine = await options.engineFor(locale, assets);
    if (engine) sent = await send(engine, locale, assets, files, terms, options);
  } catch (failure) {
    // What memory and glossary gave is written all the same.
    if (!(failure instanceof PitransError)) throw failure;
    sent = { failure };
  }
  fillRepetitions(files);
  for (const work of files) {
    const outcome = await attempt(
      work.file.name,
      () => finishFile(project, store, batch, work, engine, options),
      locale,
    );
    outcomes.push(outcome);
    options.onFile?.(outcome);
  }
  return { outcomes, findings: assets.findings, ...sent };
}

function inWork(planned: PlannedFile): FileInWork {
  return { ...planned, results: new Map(), origins: new Map(), findings: [] };
}

/** Memory, names and glossary; gives the terms found in each segment that is still open. */
async function fillFromAssets(
  project: Project,
  store: Store,
  locale: Locale,
  assets: Assets,
  files: readonly FileInWork[],
): Promise<Map<Segment, Found>> {
  const memory = await openMemory({
    sourceLocale: project.sourceLocale,
    targetLocale: locale,
    files: assets.memoryFiles,
    index: assets.memoryFiles.length === 0 ? ":memory:" : store.cachePath,
  });
  try {
    const isPseudo = pseudoTest(assets.protectedTerms);
    for (const { document } of files) memory.add(entriesOfDocument(document).filter((entry) => !isPseudo(entry)));
    const termsFor = termFinder(assets.glossary, { source: project.sourceLocale, target: locale });
    const open = new Map<Segment, Found>();
    for (const work of files) {
      const isOpen = new Set(work.open);
      const sources: Leverage = {
        // An older memory may hold some.
        lookup: (query) => memory.lookup(query).filter(({ entry }) => !isPseudo(entry)),
        ...termsFor(work.file.name),
        protectedTerms: assets.protectedTerms,
      };
      const queries = queriesOfDocument(work.document);
      for (const [index, segment] of segmentsOf(work.document).entries()) {
        if (!isOpen.has(segment)) continue;
        const found = leverage(queries[index]!, sources);
        const notes = renewNotes(segment.notes, found.notes);
        if (found.target) fill(work, { ...segment, notes }, found.target.fragment, found.target.origin);
        else {
          work.results.set(segment.id, { ...segment, notes });
          open.set(segment, found);
        }
      }
    }
    return open;
  } finally {
    memory.close();
  }
}

/** Gives a segment its draft. What was stale is no more; its old text stays as a note. */
function fill(work: FileInWork, segment: Segment, fragment: Target["fragment"], origin: Origin): void {
  const { id, source } = segment;
  const earlier = segment.stale && segment.target ? [earlierTranslation(segment.target)] : [];
  const notes = [...segment.notes, ...earlier];
  work.results.set(id, { id, source, notes, target: { fragment, state: "draft" } });
  work.origins.set(id, origin);
}

async function send(
  engine: Engine,
  locale: Locale,
  assets: Assets,
  files: readonly FileInWork[],
  terms: ReadonlyMap<Segment, Found>,
  options: TranslateOptions,
): Promise<{ plan: SendingPlan; answered?: number; failure?: unknown }> {
  const { translator } = engine;
  const { requests, leftOut, characters } = requestsOf(files, terms, {
    locale,
    protectedTerms: assets.protectedTerms,
    maxCharacters: options.maxCharacters,
    isCached: (request, id) => engine.isCached(request, id),
  });
  const segments = requests.reduce((sum, request) => sum + request.segments.length, 0);
  const usage = segments === 0 ? {} : await usageOf(translator, options);
  const plan: SendingPlan = {
    locale,
    engine: translator.id,
    segments,
    characters,
    leftOut,
    ...(translator.destination === undefined ? {} : { destination: translator.destination }),
    ...usage,
  };
  options.onPlan?.(plan);
  if (options.isDryRun || segments === 0) return { plan };
  const workOf = new Map(files.map((work) => [work.file.name, work]));
  let answered = 0;
  const result = await translateAll(translator, requests, {
    signal: options.signal,
    onDrafts: (request, drafts) => {
      for (const draft of drafts) takeDraft(workOf.get(request.document)!, draft, translator);
      answered += drafts.length;
      options.onProgress?.(answered, segments);
    },
  });
  return { plan, answered, ...(result.failure === undefined ? {} : { failure: result.failure }) };
}

/** A dry run sends no text, so that it needs no network: it waits no longer than this for the quota, in milliseconds. */
const DRY_RUN_PATIENCE = 4000;

async function usageOf(
  translator: Translator,
  { isDryRun, signal }: TranslateOptions,
): Promise<Pick<SendingPlan, "usage" | "usageFailure">> {
  if (!translator.usage) return {};
  try {
    const usage = await translator.usage(
      isDryRun ? AbortSignal.any([signal, AbortSignal.timeout(DRY_RUN_PATIENCE)]) : signal,
    );
    return usage ? { usage } : {};
  } catch (error) {
    if (!isDryRun || signal.aborted || !(error instanceof PitransError)) throw error;
    if (error.code === "interrupted") return { usageFailure: "The engine did not answer in time." };
    if (error.code !== "network" && error.code !== "rate-limited" && error.code !== "unreadable-reply") throw error;
    return { usageFailure: error.message };
  }
}

/** Stores one answer. A draft whose codes a person must look at is kept with a remark; a refusal leaves the segment open, with its reason. */
function takeDraft(work: FileInWork, draft: Draft, translator: Translator): void {
  const segment = work.results.get(draft.id)!;
  const findings = "findings" in draft && draft.findings ? draft.findings : [];
  const reasons = [...("reason" in draft ? [draft.reason] : []), ...findings.map(({ message }) => message)];
  const notes = [...segment.notes, ...reasons.map(checkNote)];
  work.findings.push(...findings.map((finding) => ({ ...finding, segment: draft.id })));
  if (draft.outcome === "translated" || draft.outcome === "codes-broken") {
    fill(work, { ...segment, notes }, draft.fragment, { kind: "translator", translator: translator.id });
  } else work.results.set(draft.id, { ...segment, notes });
}

/** Segments that repeat one which was filled in this run take its draft. */
function fillRepetitions(files: readonly FileInWork[]): void {
  const drafts = new Map<string, Target["fragment"]>();
  for (const { results, origins } of files) {
    for (const { id, source, target } of results.values()) {
      if (target && origins.has(id)) drafts.set(repetitionKey(source), target.fragment);
    }
  }
  for (const work of files) {
    for (const segment of work.results.values()) {
      const draft = work.origins.has(segment.id) ? undefined : drafts.get(repetitionKey(segment.source));
      if (draft) fill(work, segment, draft, { kind: "memory", match: "repetition", score: 100 });
    }
  }
}

async function finishFile(
  project: Project,
  store: Store,
  batch: WorkBatch,
  work: FileInWork,
  engine: Engine | undefined,
  options: TranslateOptions,
): Promise<TranslatedFile> {
  const units = work.document.units.map((unit) => ({
    ...unit,
    segments: unit.segments.map((segment) => work.results.get(segment.id) ?? segment),
  }));
  const isMarked = engine?.isMarked === true && [...work.origins.values()].some(({ kind }) => kind === "translator");
  const after: BilingualDocument = { ...work.document, units, ...(isMarked ? { engine: engine.translator.id } : {}) };
  if (!options.isDryRun) {
    await writeWorkingFile(project, store, batch, {
      before: work.before,
      after,
      removed: work.removed,
      origins: work.origins,
    });
  }
  const changedFile = options.isChangedApart
    ? await writeChangedFile(project, store, batch, after, work.open, options.isDryRun)
    : undefined;
  const filled: Record<Source, number> = { context: 0, exact: 0, repetition: 0, copied: 0, glossary: 0, engine: 0 };
  for (const origin of work.origins.values()) filled[sourceOf(origin)] += 1;
  const segments = segmentsOf(after);
  return {
    segments: segments.length,
    filled,
    open: segments.filter(({ target, stale }) => !target || stale).length,
    findings: work.findings,
    ...(work.edits ? { edits: work.edits } : {}),
    ...(work.before?.isLost ? { isRestored: true } : {}),
    ...(after.xliffVersion === undefined ? {} : { xliffVersion: after.xliffVersion }),
    ...(changedFile ? { changedFile } : {}),
  };
}

function sourceOf(origin: Origin): Source {
  switch (origin.kind) {
    case "memory":
      return origin.match === "ice" ? "context" : origin.match === "repetition" ? "repetition" : "exact";
    case "glossary":
      return "glossary";
    case "copied":
      return "copied";
    case "translator":
    case "human":
      return "engine";
  }
}
