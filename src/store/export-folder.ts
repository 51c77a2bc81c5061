import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeAtomically } from "./write-atomically.ts";

/** Baselines: the XLIFF as it was written, by the id of its export. */
export interface ExportFolder {
  /** Keeps the bytes. The id is a hash of the content, so an export that is there already is left as it is. */
  put(id: string, bytes: Uint8Array): Promise<void>;
  get(id: string): Promise<Uint8Array | undefined>;
}

/** What a file name can hold on every system; ids come from files that were mailed around, so they are not trusted. */
const ID = /^[A-Za-z0-9_-]{1,100}$/;

/** The exports of one folder, which is created with the first of them. */
export function exportFolder(folder: string): ExportFolder {
  const get = async (id: string): Promise<Uint8Array | undefined> =>
    ID.test(id) ? readFile(join(folder, id)).catch(() => undefined) : undefined;
  return {
    async put(id, bytes) {
      if (!ID.test(id)) throw new RangeError(`"${id}" cannot be the id of an export.`);
      const present = await get(id);
      if (!present || !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).equals(present))
        await writeAtomically(join(folder, id), bytes);
    },
    get,
  };
}
