import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { PitransError } from "../errors.ts";
import type { BilingualDocument } from "../model/document.ts";
import type { Store } from "../store/store.ts";
import { writeAtomically } from "../store/write-atomically.ts";
import { xliffPieces } from "../xliff/write-xliff.ts";
import { sourceXliffPath, type Project } from "./project.ts";
import { ownDocument, ownStream } from "./own-document.ts";
import { inputChunks } from "./read-input.ts";
import { countByState } from "./word-count.ts";

/** The document as it was last extracted, from `xliff/source/`; undefined where there is none or it cannot be read: it is made anew then. */
export async function readSourceXliff(project: Project, name: string): Promise<BilingualDocument | undefined> {
  const path = sourceXliffPath(project, name);
  const bytes = presentBytes(path);
  if (!bytes) return undefined;
  try {
    return await ownDocument(bytes, relative(project.root, path), false);
  } catch (error) {
    if (error instanceof PitransError) return undefined;
    throw error;
  }
}

/** What is known of a document as it was last extracted. */
export interface ExtractedDocument {
  /** SHA-256 of the original, hexadecimal. */
  readonly sha256: string;
  readonly words: number;
}

/** As `readSourceXliff`, in memory that does not grow with the document. */
export async function countSourceXliff(project: Project, name: string): Promise<ExtractedDocument | undefined> {
  const path = sourceXliffPath(project, name);
  if (!existsSync(path)) return undefined;
  const shown = relative(project.root, path);
  try {
    const document = await ownStream(inputChunks(path, shown), shown);
    return document && { sha256: document.original.sha256, words: countByState(document).words };
  } catch (error) {
    if (error instanceof PitransError) return undefined;
    throw error;
  }
}

/** What stands there, where it can be read. At once: projects have hundreds of small files. */
function presentBytes(path: string): Buffer | undefined {
  try {
    return existsSync(path) ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes `xliff/source/`, unless the same stands there. It is no export: nobody is sent it, and no baseline is kept. */
export async function writeSourceXliff(project: Project, store: Store, document: BilingualDocument): Promise<void> {
  const path = sourceXliffPath(project, document.original.name);
  const identity = { project: await store.projectId(), exportId: "" };
  // Encoded by pieces: where one letter of a text is not Latin, all of it takes twice the memory and several times as long.
  const bytes = Buffer.concat(Array.from(xliffPieces(document, identity), (piece) => Buffer.from(piece)));
  const present = presentBytes(path);
  // Not flushed: it is made anew from the original at any time.
  if (!present?.equals(bytes)) await writeAtomically(path, bytes, { isFlushed: false });
}
