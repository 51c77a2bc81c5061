import { XliffError } from "../../errors.ts";
import type { Locale } from "../../model/locale.ts";
import type { Scratch } from "../../store/scratch.ts";
import type { Store } from "../../store/store.ts";
import { exportIdOf } from "../../xliff/write-xliff.ts";
import { openOwnWriting, type OwnWriting } from "../own-writing.ts";
import type { Project } from "../project.ts";
import { readWorkingFile, writeWorkingStream } from "../working-file.ts";
import type { IdentifiedReturn } from "./identify-return.ts";
import {
  noChanges,
  openStoredDocument,
  storeDocument,
  withChanges,
  type DocumentChanges,
  type SharedUnits,
  type StoredDocument,
} from "./stored-document.ts";
import type { EditsIntake } from "./take-in-edits.ts";
import { textHistory, type TextHistory } from "./text-history.ts";

/** A working file while returns are joined into it. */
export interface DocumentInWork {
  /** As it stands in the project. */
  readonly before: StoredDocument;
  /** The export that it is. */
  readonly exportId: string;
  readonly changes: DocumentChanges;
  /** With the changes so far. */
  readonly after: StoredDocument;
  /** The file was gone and is there again. */
  readonly isRestored: boolean;
  /** SHA-256 of the returns that are joined into it. */
  readonly returns: readonly string[];
  readonly history: TextHistory | undefined;
}

/** What it takes to open one. */
export interface DocumentTools {
  readonly project: Project;
  readonly store: Store;
  readonly scratch: Scratch;
  readonly intake: EditsIntake;
  readonly isDryRun: boolean;
  /** The ids in the return that it is opened for. */
  readonly returnedIds: readonly string[];
  /** By export, the units of working files that stand as we wrote them, as far as they are being read already. */
  readonly ahead: Map<string, Promise<SharedUnits | undefined>>;
}

/** What was sent; mostly that is what still stands here. */
export function baselineFor(
  { baseline }: IdentifiedReturn,
  { before, exportId }: DocumentInWork,
  scratch: Scratch,
): StoredDocument | undefined {
  if (baseline === undefined) return undefined;
  return baseline.exportId === exportId ? before : storeDocument(baseline.document, scratch);
}

/** The working file a return belongs to; one that is gone is put back, unless nothing is to be written. Errors: XliffError, StoreError. */
export async function openDocument(
  tools: DocumentTools,
  { name, locale, baseline }: IdentifiedReturn,
  fileName: string,
): Promise<DocumentInWork> {
  const { project, store, scratch, isDryRun } = tools;
  const own = await openOwnWriting(project, store, name, locale);
  const working = own ?? (await openEdited(tools, name, locale)) ?? (baseline && { ...baseline, isLost: true });
  if (!working) {
    throw new XliffError("unknown-document", `${name} has no working file for ${locale} any more.`, {
      hint: `Run pitrans translate --to ${locale}, then import ${fileName} again.`,
      place: { file: fileName },
    });
  }
  const { exportId } = working;
  const ahead = own && (await tools.ahead.get(exportId));
  tools.ahead.delete(exportId);
  const before = ahead
    ? openStoredDocument(working.document, ahead, tools.returnedIds)
    : storeDocument(working.document, scratch, tools.returnedIds);
  const isRestored = working.isLost === true;
  // In a batch of its own: undoing the import must not delete the file again.
  if (isRestored && !isDryRun) {
    const batch = await store.beginBatch("extract");
    const writing = { document: before.document, present: undefined, events: [], returns: [] };
    await writeWorkingStream(project, store, batch, writing, scratch);
    batch.complete();
  }
  // Asked after the edits in place were taken in: they count.
  const history = store.isPresent() ? textHistory(await store.history(), name, locale) : undefined;
  const changes = noChanges(before, scratch);
  return { before, exportId, changes, after: withChanges(before, changes), isRestored, returns: [], history };
}

/** A working file that is not as we wrote it, its edits taken in. */
async function openEdited(
  { project, store, intake }: DocumentTools,
  name: string,
  locale: Locale,
): Promise<OwnWriting | undefined> {
  const present = await readWorkingFile(project, store, name, locale);
  if (!present) return undefined;
  const { document } = await intake.take(present);
  return { document, exportId: exportIdOf(document) };
}
