import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** What the name of every unfinished file of ours ends in. */
export const TEMPORARY_SUFFIX = ".pitrans-tmp";

/**
 * Removes the unfinished files that a killed process left under a folder, and gives their number. Only to be called by the holder of
 * the lock: a living process may be about to rename one. Links are not followed; a folder that is not there has none.
 */
export async function removeTemporaryFiles(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const left = entries.filter((entry) => entry.isFile() && entry.name.endsWith(TEMPORARY_SUFFIX));
  for (const entry of left) await rm(join(entry.parentPath, entry.name), { force: true });
  return left.length;
}
