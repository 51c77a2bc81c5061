import { readWorkingFile } from "./working-file.ts";
import type { Locale } from "../model/locale.ts";
import { sha256 } from "../model/identity.ts";
import type { Store } from "../store/store.ts";
import { listDocuments, type DocumentFile } from "./documents.ts";
import type { LeftOutFile } from "./left-out.ts";
import { attempt, type Outcome } from "./outcome.ts";
import { findGoneDocuments, type GoneDocument } from "./gone-documents.ts";
import { openOwnWriting } from "./own-writing.ts";
import { translatedDocuments, type Project } from "./project.ts";
import { readInput } from "./read-input.ts";
import { countSourceXliff } from "./source-xliff.ts";
import { countByState, type StateCounts } from "./word-count.ts";

export interface StatusOptions {
  readonly cwd: string;
  readonly files: readonly string[];
  readonly locales: readonly Locale[];
}

/** How far one document is. */
export interface DocumentStatus {
  /** `new`: never extracted. `changed`: the original is not the one that was extracted. `missing`: it is not in `sources/` any more. */
  readonly original: "new" | "changed" | "extracted" | "missing";
  readonly words: number;
  readonly targets: readonly TargetStatus[];
}

export interface TargetStatus {
  readonly locale: Locale;
  /** Absent: there is no working file yet. */
  readonly counts?: StateCounts;
  /** Whether the working file was edited in place since we wrote it. */
  readonly isEditedInPlace: boolean;
}

export interface StatusReport {
  readonly outcomes: readonly Outcome<DocumentStatus>[];
  readonly leftOut: readonly LeftOutFile[];
  /** Documents that left `sources/`, but not `xliff/`. */
  readonly gone: readonly GoneDocument[];
}

/** Looks at every document and language, and writes nothing. */
export async function status(project: Project, store: Store, options: StatusOptions): Promise<StatusReport> {
  const translated = await translatedDocuments(project, options.locales);
  const { documents, leftOut } = await listDocuments(project, options.cwd, options.files, translated);
  const outcomes: Outcome<DocumentStatus>[] = [];
  for (const file of documents) {
    outcomes.push(await attempt(file.name, () => statusOf(project, store, file, options.locales)));
  }
  const asked = new Set(documents.map(({ name }) => name));
  const gone = (await findGoneDocuments(project, store, options.locales)).list().filter(({ name }) => asked.has(name));
  return { outcomes, leftOut, gone };
}

async function statusOf(
  project: Project,
  store: Store,
  file: DocumentFile,
  locales: readonly Locale[],
): Promise<DocumentStatus> {
  const extracted = await countSourceXliff(project, file.name);
  const targets: TargetStatus[] = [];
  for (const locale of locales) {
    targets.push({ locale, ...(await countTarget(project, store, file.name, locale)) });
  }
  const words = extracted?.words ?? 0;
  if (file.isMissing) return { original: "missing", words, targets };
  if (!extracted) return { original: "new", words, targets };
  const isSame = sha256(await readInput(file.path, file.name)) === extracted.sha256;
  return { original: isSame ? "extracted" : "changed", words, targets };
}

/** One that stands as we wrote it is counted as it is read: it need not be in memory. */
async function countTarget(
  project: Project,
  store: Store,
  name: string,
  locale: Locale,
): Promise<Omit<TargetStatus, "locale">> {
  const own = await openOwnWriting(project, store, name, locale);
  if (own && !own.isLost) return { counts: countByState(own.document), isEditedInPlace: false };
  const working = await readWorkingFile(project, store, name, locale);
  if (!working) return { isEditedInPlace: false };
  return { counts: countByState(working.document), isEditedInPlace: working.edits !== undefined };
}
