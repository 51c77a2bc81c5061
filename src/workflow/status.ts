import { readFile } from "node:fs/promises";
import type { Locale } from "../model/locale.ts";
import { sha256 } from "../model/identity.ts";
import type { Store } from "../store/store.ts";
import { listDocuments, type DocumentFile } from "./documents.ts";
import { attempt, type Outcome } from "./outcome.ts";
import type { Project } from "./project.ts";
import { readSourceXliff } from "./source-xliff.ts";
import { countByState, type StateCounts } from "./word-count.ts";
import { readWorkingFile } from "./working-file.ts";

export interface StatusOptions {
  readonly cwd: string;
  readonly files: readonly string[];
  readonly locales: readonly Locale[];
}

/** How far one document is. */
export interface DocumentStatus {
  /** `new`: never extracted. `changed`: the original is not the one that was extracted. */
  readonly original: "new" | "changed" | "extracted";
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
  readonly unreadable: readonly string[];
}

/** Looks at every document and language, and writes nothing. */
export async function status(project: Project, store: Store, options: StatusOptions): Promise<StatusReport> {
  const { documents, unreadable } = await listDocuments(project, options.cwd, options.files);
  const outcomes: Outcome<DocumentStatus>[] = [];
  for (const file of documents) {
    outcomes.push(await attempt(file.name, () => statusOf(project, store, file, options.locales)));
  }
  return { outcomes, unreadable };
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
  if (!extracted) return { original: "new", words: 0, targets };
  const isSame = sha256(await readFile(file.path)) === extracted.original.sha256;
  return { original: isSame ? "extracted" : "changed", words: countByState(extracted).words, targets };
}
