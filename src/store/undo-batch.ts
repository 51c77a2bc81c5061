import { rm } from "node:fs/promises";
import { join } from "node:path";
import { StoreError } from "../errors.ts";
import { sha256 } from "../model/identity.ts";
import { readIfPresent } from "./read-if-present.ts";
import type { BatchTools } from "./work-batch.ts";
import { NODE_FILE_CALLS, writeAtomically } from "./write-atomically.ts";

/** What an undo did. */
export interface UndoResult {
  /** Files that are as they were before the batch. */
  readonly restored: readonly string[];
  /** Files that somebody changed since: where there are any, nothing was undone. */
  readonly changedSince: readonly string[];
}

/**
 * Puts the files of a batch back, byte by byte, and marks it as undone: its events count no more, its returns may be imported again.
 * All or nothing: with a file changed since, nothing is touched. Stopped in the middle, it may be called again. Errors: StoreError
 * nothing-to-undo where the bytes from before are gone, and those of `writeAtomically`.
 */
export async function undoBatch(batch: number, tools: BatchTools): Promise<UndoResult> {
  const { root, exports, replaced, calls = NODE_FILE_CALLS } = tools;
  const history = await tools.history();
  const steps: { path: string; bytes: Uint8Array | undefined; before: string | undefined }[] = [];
  const changedSince: string[] = [];
  for (const file of history.filesOf(batch)) {
    const present = readIfPresent(join(root, file.path));
    const hash = present && sha256(present);
    if (hash !== file.after && hash !== file.before) changedSince.push(file.path);
    if (file.before === undefined) steps.push({ path: file.path, bytes: undefined, before: undefined });
    else {
      const bytes = hash === file.before ? present : await bytesOf(file.path, file.before);
      steps.push({ path: file.path, bytes, before: file.before });
    }
  }
  if (changedSince.length > 0) return { restored: [], changedSince };
  for (const { path, bytes, before } of steps) {
    if (before === undefined) await rm(join(root, path), { force: true });
    else await writeAtomically(join(root, path), bytes!, { calls });
    history.setWritten(path, before);
  }
  history.markUndone(batch);
  return { restored: steps.map(({ path }) => path), changedSince: [] };

  async function bytesOf(path: string, hash: string): Promise<Uint8Array> {
    const record = history.exportByHash(path, hash);
    const exported = record && (await exports.get(record.id));
    const bytes = exported && sha256(exported) === hash ? exported : await replaced.get(hash);
    if (bytes) return bytes;
    throw new StoreError("nothing-to-undo", `What ${path} held before is no longer stored, so it cannot be put back.`, {
      hint: "Nothing was changed. The translations are as they are now; an earlier copy of the file can be imported instead.",
      place: { file: path },
    });
  }
}
