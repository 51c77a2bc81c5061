import { relative, sep } from "node:path";
import { MergeError } from "../../errors.ts";
import type { BilingualDocument } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import { isSameFragment, type Fragment } from "../../model/fragment.ts";
import { sha256 } from "../../model/identity.ts";
import { languageName, type Locale } from "../../model/locale.ts";
import type { Segment } from "../../model/unit.ts";
import type { Store } from "../../store/store.ts";
import { writeAtomically } from "../../store/write-atomically.ts";
import { listDocuments, type DocumentFile } from "../documents.ts";
import { attempt, type Outcome } from "../outcome.ts";
import { beginIntake, type EditsIntake } from "../import/take-in-edits.ts";
import { outPath, translatedDocuments, type Project } from "../project.ts";
import { readInput } from "../read-input.ts";
import { readWorkingFile, type InPlaceEdits } from "../working-file.ts";
import { finishDocument } from "./finish-document.ts";
import { gate, type Blocking, type GateOptions } from "./gate.ts";

export interface MergeOptions extends GateOptions {
  readonly cwd: string;
  readonly files: readonly string[];
  readonly locales: readonly Locale[];
  readonly isPseudoAllowed: boolean;
  /** `current`: the file in `sources/`, which must be the one that was extracted. `stored`: the version that was extracted. */
  readonly original: "current" | "stored";
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  onFile?(outcome: Outcome<MergedFile>, index: number, total: number): void;
}

/** What became of one document in one language. */
export interface MergedFile {
  /** The finished document, relative to the root; absent where it is not good enough. */
  readonly output?: string;
  /** What keeps it from being finished. */
  readonly blocking: readonly Blocking[];
  /** Paragraphs left in the source language, and those for which an earlier accepted text stands in. */
  readonly untranslated: number;
  readonly fallbacks: number;
  readonly findings: readonly Finding[];
  readonly edits?: InPlaceEdits;
}

export interface MergeReport {
  /** How many documents there were to finish, each counted once a language; fewer have an outcome where it was interrupted. */
  readonly total: number;
  readonly outcomes: readonly Outcome<MergedFile>[];
  /** Where working files were edited in place: the report of what was taken in. */
  readonly reportFiles: readonly string[];
  readonly isInterrupted: boolean;
}

/** Makes the finished documents that are good enough, and says of the others what is missing. */
export async function merge(project: Project, store: Store, options: MergeOptions): Promise<MergeReport> {
  const translated = new Map<Locale, readonly string[]>();
  for (const locale of options.locales) translated.set(locale, await translatedDocuments(project, [locale]));
  const { documents } = await listDocuments(project, options.cwd, options.files, [...translated.values()].flat());
  // A document that is gone was not necessarily translated into every language.
  const isTask = (file: DocumentFile, locale: Locale): boolean =>
    file.isMissing !== true || translated.get(locale)!.includes(file.name);
  const tasks = options.locales.flatMap((locale) =>
    documents.filter((file) => isTask(file, locale)).map((file) => ({ locale, file })),
  );
  const intake = await beginIntake(project, store, options.isDryRun);
  const outcomes: Outcome<MergedFile>[] = [];
  for (const [index, { file, locale }] of tasks.entries()) {
    if (options.signal.aborted) break;
    const outcome = await attempt(file.name, () => mergeFile(project, store, intake, file, locale, options), locale);
    outcomes.push(outcome);
    options.onFile?.(outcome, index, tasks.length);
  }
  return { total: tasks.length, outcomes, reportFiles: await intake.finish(), isInterrupted: options.signal.aborted };
}

async function mergeFile(
  project: Project,
  store: Store,
  intake: EditsIntake,
  file: DocumentFile,
  locale: Locale,
  options: MergeOptions,
): Promise<MergedFile> {
  const working = await readWorkingFile(project, store, file.name, locale);
  if (!working) {
    throw new MergeError("not-good-enough", `${file.name} has not been translated into ${languageName(locale)}.`, {
      hint: `Run pitrans translate --to ${locale} first.`,
    });
  }
  const { document, edits } = working;
  await intake.take(working);
  if (document.engine === "pseudo" && !options.isPseudoAllowed) {
    throw new MergeError(
      "pseudo-translation",
      `${file.name} holds a pseudo-translation, which is only for testing layouts.`,
      {
        hint: `Add --allow-pseudo --allow-draft to merge it all the same, or run pitrans translate --to ${locale} --redo.`,
      },
    );
  }
  const bytes = await originalOf(store, file, document, options.original);
  const judged = gate(document, options, await acceptedBefore(store, document, locale));
  const result = {
    blocking: judged.blocking,
    untranslated: judged.untranslated.length,
    fallbacks: judged.fallbacks.length,
    findings: [],
    ...(edits ? { edits } : {}),
  };
  if (judged.blocking.length > 0) return result;
  const merged = await finishDocument({ document, bytes, locale, targets: judged.targets });
  const path = outPath(project, file.name, locale);
  if (!options.isDryRun) await writeAtomically(path, merged.bytes);
  return { ...result, output: relative(project.root, path).split(sep).join("/"), findings: merged.findings };
}

async function originalOf(
  store: Store,
  file: DocumentFile,
  document: BilingualDocument,
  which: MergeOptions["original"],
): Promise<Uint8Array> {
  const wanted = document.original.sha256;
  const present = file.isMissing ? undefined : await readInput(file.path, file.name);
  if (present && sha256(present) === wanted) return present;
  if (!present && which === "current") {
    throw new MergeError(
      "original-missing",
      `${file.name} is not in sources/ any more, and but a translation of it is here.`,
      {
        hint: `Put the document back into sources/, or add --original stored to finish the version that was translated. If nobody needs it any more, delete xliff/${document.targetLocale}/${file.name}.xlf.`,
      },
    );
  }
  if (which === "current") {
    throw new MergeError("original-changed", `${file.name} has changed since its text was extracted.`, {
      hint: "Run pitrans extract to carry the translation over, or add --original stored to finish the old version.",
    });
  }
  const stored = await store.originals.get(wanted);
  if (stored) return stored;
  throw new MergeError("original-missing", `The version of ${file.name} that was translated is no longer stored.`, {
    hint: present
      ? "Run pitrans extract to carry the translation over to the version in sources/."
      : "Put the document back into sources/.",
  });
}

/** The last accepted text of a segment whose source is unchanged; history is read only when the gate asks. */
async function acceptedBefore(
  store: Store,
  document: BilingualDocument,
  locale: Locale,
): Promise<() => (segment: Segment) => Fragment | undefined> {
  if (!store.isPresent()) return () => () => undefined;
  const history = await store.history();
  return () => {
    const accepted = history.lastAccepted(document.original.name, locale, "reviewed");
    return ({ id, source }) => {
      const found = accepted.get(id);
      return found && isSameFragment(found.source, source) ? found.target.fragment : undefined;
    };
  };
}
