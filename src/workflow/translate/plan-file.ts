import type { BilingualDocument } from "../../model/document.ts";
import { segmentsOf, withXliffVersion, type XliffVersion } from "../../model/document.ts";
import { sha256 } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import { stateOf, type Segment } from "../../model/unit.ts";
import type { Store } from "../../store/store.ts";
import type { DocumentFile } from "../documents.ts";
import { noteChanges } from "../extract/note-changes.ts";
import { carryOver } from "../extract/carry-over.ts";
import { divideDocument } from "../extract/divide-document.ts";
import { readDocument } from "../extract/read-document.ts";
import type { GoneDocuments } from "../gone-documents.ts";
import type { Project } from "../project.ts";
import { readSourceXliff, writeSourceXliff } from "../source-xliff.ts";
import type { EditsIntake } from "../import/take-in-edits.ts";
import { readInput } from "../read-input.ts";
import { recoverWorkingFile, type InPlaceEdits, type WorkingFile } from "../working-file.ts";

/** A document in one language before anything is translated. */
export interface PlannedFile {
  readonly file: DocumentFile;
  readonly locale: Locale;
  readonly before: WorkingFile | undefined;
  /** There was no working file; the one of this document, which is gone, was carried over. */
  readonly carriedFrom?: string;
  /** What people had changed in the working file in place. */
  readonly edits?: InPlaceEdits;
  /** The document as it is now, with every translation there was. */
  readonly document: BilingualDocument;
  readonly removed: readonly Segment[];
  /** The segments to fill, in order. */
  readonly open: readonly Segment[];
}

export interface PlanOptions {
  /** Drafts are drawn again. */
  readonly isRedo: boolean;
  /** What the working file is to be written as; undefined: as it was. */
  readonly xliffVersion: XliffVersion | undefined;
}

/** The document's text: from `xliff/source/` where that was made from these very bytes, else extracted now. */
export async function sourceDocument(
  project: Project,
  store: Store,
  file: DocumentFile,
  isDryRun: boolean,
): Promise<BilingualDocument> {
  const bytes = await readInput(file.path, file.name);
  const previous = await readSourceXliff(project, file.name);
  const isCurrent = previous?.original.sha256 === sha256(bytes) && previous.segmentation === project.segmentation;
  if (isCurrent) return previous;
  const document = divideDocument(await readDocument(project, file.name, bytes), project, previous);
  if (!isDryRun) {
    await store.originals.put(bytes);
    await writeSourceXliff(project, store, document);
  }
  return document;
}

/** Brings the working file up to date with the source, in memory, and names the segments to fill. */
export async function planFile(
  project: Project,
  store: Store,
  { intake, gone }: { readonly intake: EditsIntake; readonly gone: GoneDocuments },
  file: DocumentFile,
  source: BilingualDocument,
  locale: Locale,
  { isRedo, xliffVersion }: PlanOptions,
): Promise<PlannedFile> {
  const own = await recoverWorkingFile(project, store, file.name, locale);
  const predecessor = own ? undefined : await gone.predecessorOf(source, locale);
  const found = own ?? predecessor?.working;
  const before = found && (await intake.take(found));
  const fresh: BilingualDocument = { ...source, targetLocale: locale };
  const carried = before ? carryOver(fresh, before.document) : { document: fresh, removed: [] };
  const engine = before?.document.engine;
  const noted = await noteChanges(carried.document);
  const kept = engine === undefined || isRedo ? noted : { ...noted, engine };
  const document = xliffVersion === undefined ? kept : withXliffVersion(kept, xliffVersion);
  const open = segmentsOf(document).filter((segment) => isOpen(segment, isRedo));
  return {
    file,
    locale,
    before: own && before,
    document,
    removed: own ? carried.removed : [],
    open,
    ...(predecessor ? { carriedFrom: predecessor.name } : {}),
    ...(found?.edits ? { edits: found.edits } : {}),
  };
}

/** `initial` and stale segments, and drafts where they are drawn again. Nothing from `edited` upwards, unless its source changed. */
function isOpen(segment: Segment, isRedo: boolean): boolean {
  const state = stateOf(segment);
  return state === "initial" || segment.stale === true || (isRedo && state === "draft");
}
