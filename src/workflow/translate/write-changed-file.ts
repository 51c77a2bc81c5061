import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PitransError } from "../../errors.ts";
import type { BilingualDocument } from "../../model/document.ts";
import { sha256 } from "../../model/identity.ts";
import type { Segment } from "../../model/unit.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { composeXliff } from "../../xliff/write-xliff.ts";
import { FOLDERS, type Project } from "../project.ts";

/** A file for the editor that holds just some segments of a document. */
export interface ChangedFile {
  /** Relative to the project. */
  readonly path: string;
  readonly segments: number;
}

/**
 * Writes the segments that were open as an export of their own into `review/<lang>/`: the editor sees what is new and nothing else, and a
 * return of it is imported like any other. None where nothing was open. Errors: PitransError where a file stands there that somebody has changed.
 */
export async function writeChangedFile(
  project: Project,
  store: Store,
  batch: WorkBatch,
  document: BilingualDocument,
  open: readonly Segment[],
  isDryRun: boolean,
): Promise<ChangedFile | undefined> {
  if (open.length === 0) return undefined;
  const ids = new Set(open.map(({ id }) => id));
  const units = document.units
    .map((unit) => ({ ...unit, segments: unit.segments.filter(({ id }) => ids.has(id)) }))
    .filter(({ segments }) => segments.length > 0);
  const part: BilingualDocument = { ...document, units };
  const { name } = document.original;
  const locale = document.targetLocale!;
  const path = `${FOLDERS.review}/${locale}/${name}.xlf`;
  if (isDryRun) return { path, segments: open.length };
  await assertOurs(project, store, path);
  const { exportId: id, pieces } = composeXliff(part, []);
  const bytes = Buffer.from([...pieces({ project: await store.projectId(), exportId: id })].join(""));
  const [failure] = await batch.commit([{ path, bytes, export: { id, document: name, locale } }]);
  if (failure) throw failure.error;
  return { path, segments: open.length };
}

/** What an editor wrote into an earlier one is not overwritten. */
async function assertOurs(project: Project, store: Store, path: string): Promise<void> {
  const present = await readFile(join(project.root, path)).catch(() => undefined);
  if (!present || (await store.history()).isOwnWriting(path, sha256(present))) return;
  throw new PitransError("file-in-use", `${path} has been changed since it was written.`, {
    hint: `Take it in first: pitrans import ${path}, then move it away.`,
    place: { file: path },
  });
}
