import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/**
 * All files below a folder, relative to it, with `/`, hidden ones and what lies behind links left out; none where there is no folder. For
 * the everyday case without patterns: loading globby takes 45 ms, as long as Node itself takes to start.
 */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.split("/").some((name) => name.startsWith(".")))
    .sort();
}
