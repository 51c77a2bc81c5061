import { existsSync } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../model/identity.ts";
import { fileChunks, sha256OfFile } from "./file-chunks.ts";
import { hashIfPresent, readIfPresent } from "./read-if-present.ts";
import { writeAtomically } from "./write-atomically.ts";

/** Bytes kept under their own SHA-256: what is there is never changed, so putting twice costs nothing. */
export interface BlobFolder {
  /** Keeps the bytes and gives their SHA-256 in hexadecimal. */
  put(bytes: Uint8Array): Promise<string>;
  /** As `put`, of a file, which is not held in memory. @param hash where it is known */
  putFile(path: string, hash?: string): Promise<string>;
  /** The bytes; undefined where there are none, or where what is there is damaged. */
  get(hash: string): Promise<Uint8Array | undefined>;
  /** As `get`, chunk by chunk. */
  open(hash: string): Promise<Iterable<Uint8Array> | undefined>;
  has(hash: string): Promise<boolean>;
}

const HASH = /^[0-9a-f]{64}$/;

/** The blobs of one folder, which is created with the first of them. */
export function blobFolder(folder: string): BlobFolder {
  const get = async (hash: string): Promise<Uint8Array | undefined> => {
    if (!HASH.test(hash)) return undefined;
    const bytes = readIfPresent(join(folder, hash));
    return bytes && sha256(bytes) === hash ? bytes : undefined;
  };
  return {
    async put(bytes) {
      const hash = sha256(bytes);
      const path = join(folder, hash);
      if (!existsSync(path) || !(await get(hash))) await writeAtomically(path, bytes, { isFlushed: false });
      return hash;
    },
    async putFile(from, known) {
      const hash = known ?? sha256OfFile(from);
      const path = join(folder, hash);
      if (!existsSync(path) || sha256OfFile(path) !== hash)
        await writeAtomically(path, fileChunks(from), { isFlushed: false });
      return hash;
    },
    get,
    async open(hash) {
      const path = join(folder, hash);
      return HASH.test(hash) && hashIfPresent(path) === hash ? fileChunks(path) : undefined;
    },
    async has(hash) {
      if (!HASH.test(hash)) return false;
      return access(join(folder, hash)).then(
        () => true,
        () => false,
      );
    },
  };
}
