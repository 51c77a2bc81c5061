import { join } from "node:path";
import { sha256 } from "../model/identity.ts";
import { fileChunks } from "./file-chunks.ts";
import { hashIfPresent, readIfPresent } from "./read-if-present.ts";
import { writeAtomically } from "./write-atomically.ts";

/** Baselines: the XLIFF as it was written, by the id of its export. */
export interface ExportFolder {
  /** Keeps the bytes. The id is a hash of the content, so an export that is there already is left as it is. */
  put(id: string, bytes: Uint8Array): Promise<void>;
  /** As `put`, of a file, which is not held in memory. */
  putFile(id: string, path: string): Promise<void>;
  /** The bytes; undefined where there are none, or where what is there is damaged. */
  get(id: string): Promise<Uint8Array | undefined>;
  /** As `get`, chunk by chunk. */
  open(id: string): Promise<Iterable<Uint8Array> | undefined>;
  /** Whether the bytes with this SHA-256 are there. */
  holds(id: string, sha256: string): boolean;
}

/** What a file name can hold on every system; ids come from files that were mailed around, so they are not trusted. */
const ID = /^[A-Za-z0-9_-]{1,100}$/;

/**
 * The exports of one folder, which is created with the first of them.
 *
 * @param hashOf the SHA-256 that history knows of an export, if it knows the export
 */
export function exportFolder(folder: string, hashOf: (id: string) => Promise<string | undefined>): ExportFolder {
  const read = (id: string): Uint8Array | undefined => (ID.test(id) ? readIfPresent(join(folder, id)) : undefined);
  const hashOfPresent = (id: string): string | undefined => (ID.test(id) ? hashIfPresent(join(folder, id)) : undefined);
  return {
    async put(id, bytes) {
      if (!ID.test(id)) throw new RangeError(`"${id}" cannot be the id of an export.`);
      const present = read(id);
      if (!present || !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).equals(present))
        await writeAtomically(join(folder, id), bytes, { isFlushed: false });
    },
    async putFile(id, from) {
      if (!ID.test(id)) throw new RangeError(`"${id}" cannot be the id of an export.`);
      const present = hashOfPresent(id);
      if (present === undefined || present !== hashIfPresent(from))
        await writeAtomically(join(folder, id), fileChunks(from), { isFlushed: false });
    },
    async open(id) {
      const present = hashOfPresent(id);
      const known = present === undefined ? undefined : await hashOf(id);
      const isSound = present !== undefined && (known === undefined || known === present);
      return isSound ? fileChunks(join(folder, id)) : undefined;
    },
    holds: (id, sha256) => hashOfPresent(id) === sha256,
    async get(id) {
      const bytes = read(id);
      const hash = bytes && (await hashOf(id));
      return hash === undefined || sha256(bytes!) === hash ? bytes : undefined;
    },
  };
}
