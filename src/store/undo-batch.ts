import { rm } from "node:fs/promises";
import { join } from "node:path";
import { StoreError } from "../errors.ts";
import { hashIfPresent } from "./read-if-present.ts";
import type { BatchTools } from "./work-batch.ts";
import { NODE_FILE_CALLS, writeAtomically } from "./write-atomically.ts";

/** What an undo did. */
export interface UndoResult {
  /** Files that are as they were before the batch. */
  readonly restored: readonly string[];
  /** Files that somebody changed since: where there are any, nothing was undone. */
  readonly changedSince: readonly string[];
}

/** A file that is put back. */
interface UndoStep {
  readonly path: string;
  /** Its SHA-256 before the batch; undefined: there was no file. */
  readonly before: string | undefined;
  /** Absent: it stands there already, or there was no file. */
  readonly bytes?: Iterable<Uint8Array>;
}

/**
 * Puts the files of a batch back, byte by byte, and marks it as undone: its events count no more, its returns may be imported again.
 * All or nothing: with a file changed since, nothing is touched. Stopped in the middle, it may be called again. Errors: StoreError
 * nothing-to-undo where the bytes from before are gone, and those of `writeAtomically`.
 */
export async function undoBatch(batch: number, tools: BatchTools): Promise<UndoResult> {
  const { root, exports, replaced, calls = NODE_FILE_CALLS } = tools;
  const history = await tools.history();
  const steps: UndoStep[] = [];
  const changedSince: string[] = [];
  for (const { path, before, after } of history.filesOf(batch)) {
    const present = hashIfPresent(join(root, path));
    if (present !== after && present !== before) changedSince.push(path);
    const isDone = present === before;
    steps.push({ path, before, ...(isDone || before === undefined ? {} : { bytes: await bytesOf(path, before) }) });
  }
  if (changedSince.length > 0) return { restored: [], changedSince };
  for (const { path, before, bytes } of steps) {
    if (before === undefined) await rm(join(root, path), { force: true });
    else if (bytes) await writeAtomically(join(root, path), bytes, { calls });
    history.setWritten(path, before);
  }
  history.markUndone(batch);
  return { restored: steps.map(({ path }) => path), changedSince: [] };

  async function bytesOf(path: string, hash: string): Promise<Iterable<Uint8Array>> {
    const record = history.exportByHash(path, hash);
    const isExported = record !== undefined && exports.holds(record.id, hash);
    const bytes = (isExported ? await exports.open(record.id) : undefined) ?? (await replaced.open(hash));
    if (bytes) return bytes;
    throw new StoreError("nothing-to-undo", `What ${path} held before is no longer stored, so it cannot be put back.`, {
      hint: "Nothing was changed. The translations are as they are now; an earlier copy of the file can be imported instead.",
      place: { file: path },
    });
  }
}
