import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { updateSnapshot, type Snapshot } from "./snapshot.ts";

/** The snapshot in this file. Throws where there is none. */
export async function readSnapshot(file: URL | string): Promise<Snapshot> {
  return JSON.parse(await readFile(file, "utf8")) as Snapshot;
}

/** Writes the figures of a run; formats that were not run keep theirs. */
export async function writeSnapshot(file: string, snapshot: Snapshot): Promise<void> {
  const older = existsSync(file) ? await readSnapshot(file) : undefined;
  await writeFile(file, `${JSON.stringify(updateSnapshot(older, snapshot), undefined, 2)}\n`);
}
