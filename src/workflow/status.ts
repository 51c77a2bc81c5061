import { readWorkingFile } from "./working-file.ts";
import type { Locale } from "../model/locale.ts";
import { sha256 } from "../model/identity.ts";
import type { Store } from "../store/store.ts";
import { listDocuments, type DocumentFile } from "./documents.ts";
import type { LeftOutFile } from "./left-out.ts";
import { attempt, type Outcome } from "./outcome.ts";
import { findGoneDocuments, type GoneDocument } from "./gone-documents.ts";
import { translatedDocuments, type Project } from "./project.ts";
import { readInput } from "./read-input.ts";
import { readSourceXliff } from "./source-xliff.ts";
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
  const extracted = await readSourceXliff(project, file.name);
  const targets: TargetStatus[] = [];
  for (const locale of locales) {
    const working = await readWorkingFile(project, store, file.name, locale);
    const isEditedInPlace = working?.edits !== undefined;
    targets.push(
      working ? { locale, counts: countByState(working.document), isEditedInPlace } : { locale, isEditedInPlace },
    );
  }
  const words = extracted ? countByState(extracted).words : 0;
  if (file.isMissing) return { original: "missing", words, targets };
  if (!extracted) return { original: "new", words, targets };
  const isSame = sha256(await readInput(file.path, file.name)) === extracted.original.sha256;
  return { original: isSame ? "extracted" : "changed", words, targets };
}
