import { existsSync } from "node:fs";
import { join } from "node:path";
import { XliffError } from "../errors.ts";
import type { BilingualStream } from "../model/document.ts";
import type { Locale } from "../model/locale.ts";
import { sha256OfFile } from "../store/file-chunks.ts";
import type { Store } from "../store/store.ts";
import { notOurs } from "./not-ours.ts";
import { ownStream } from "./own-document.ts";
import { listFiles } from "./list-files.ts";
import { FOLDERS, workingPath, type Project } from "./project.ts";
import { inputChunks } from "./read-input.ts";
import { workingName } from "./working-file.ts";

/** A file that we wrote and nobody touched since, in memory that does not grow with it. */
export interface OwnWriting {
  readonly document: BilingualStream;
  /** The export it was written as. */
  readonly exportId: string;
  /** The file itself is gone; this is what we last wrote. */
  readonly isLost?: true;
}

/**
 * A working file that stands as we wrote it, or what we last wrote where the file is gone. Undefined where somebody edited it, where history
 * does not know it, or where nothing was ever written. Errors: XliffError.
 */
export async function openOwnWriting(
  project: Project,
  store: Store,
  name: string,
  locale: Locale,
): Promise<OwnWriting | undefined> {
  if (!store.isPresent()) return undefined;
  const path = workingName(project, name, locale);
  const full = workingPath(project, name, locale);
  const history = await store.history();
  if (!existsSync(full)) {
    const last = history.lastExport(path);
    const lost = last && (await openExport(store, last.id, path));
    return lost && { ...lost, isLost: true };
  }
  const bytes = inputChunks(full, path);
  const record = history.lastExport(path) && history.exportByHash(path, sha256OfFile(full, bytes));
  return record && { document: await openOwn(bytes, path), exportId: record.id };
}

/** What was written as an export, in memory that does not grow with it; undefined where it is no longer stored. Errors: XliffError. */
export async function openExport(store: Store, exportId: string, path: string): Promise<OwnWriting | undefined> {
  const bytes = await store.exports.open(exportId);
  return bytes && { document: await openOwn(bytes, path), exportId };
}

async function openOwn(bytes: Iterable<Uint8Array>, path: string): Promise<BilingualStream> {
  const document = await ownStream(bytes, path);
  if (!document) throw notOurs(path);
  return document;
}

/** All working files of a language, sorted by name, one after another. `look` is not given those that are not ours or cannot be read. */
export async function lookAtWorkingFiles(
  project: Project,
  locale: Locale,
  look: (document: BilingualStream) => void,
): Promise<void> {
  const folder = join(project.root, FOLDERS.xliff, locale);
  for (const path of (await listFiles(folder)).filter((each) => each.endsWith(".xlf"))) {
    try {
      look(await openOwn(inputChunks(join(folder, path), path), path));
    } catch (error) {
      if (!(error instanceof XliffError)) throw error;
    }
  }
}
