import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { writeAtomically } from "./write-atomically.ts";

const ID = /^[A-Za-z0-9-]{8,64}$/;

/** The project's id as it is stored; undefined where none was given yet. */
export async function readProjectId(path: string): Promise<string | undefined> {
  const id = (await readFile(path, "utf8").catch(() => "")).trim();
  return ID.test(id) ? id : undefined;
}

/**
 * The project's id, given once at random and stored. Where `.pitrans` was deleted, its working files still carry the old id: handed in as
 * `known` it is taken up again, so that returns of earlier exports are recognised.
 */
export async function projectId(path: string, known?: string): Promise<string> {
  const stored = await readProjectId(path);
  if (stored !== undefined) return stored;
  const id = known !== undefined && ID.test(known) ? known : randomUUID();
  await writeAtomically(path, `${id}\n`);
  return id;
}
