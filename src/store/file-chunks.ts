import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { saveMemory } from "./save-memory.ts";

/** As much is read at once; large enough that the calls do not count. */
const CHUNK = 1 << 16;

/** From this size on, in bytes, a file is read for its memory's sake: 20,000 units. */
const LARGE = 16 << 20;

/**
 * The bytes of a file, chunk by chunk, read anew each time they are asked for. A chunk is overwritten by the next one. Errors: those of the
 * file system, when it is read.
 */
export function fileChunks(path: string): Iterable<Uint8Array> {
  return { [Symbol.iterator]: () => readChunks(path) };
}

function* readChunks(path: string): Generator<Uint8Array> {
  const file = openSync(path, "r");
  try {
    if (fstatSync(file).size > LARGE) saveMemory();
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer))
      yield buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** The SHA-256, in hexadecimal, of bytes that come in chunks. */
function sha256OfChunks(chunks: Iterable<Uint8Array>): string {
  const sum = createHash("sha256");
  for (const chunk of chunks) sum.update(chunk);
  return sum.digest("hex");
}

/** Of large files that were hashed: when they were changed last, and their hash then. */
const known = new Map<string, { readonly stamp: string; readonly sha256: string }>();

/** In milliseconds: what was changed less long ago could be changed again and look the same. */
const SETTLED = 2000;

/**
 * The SHA-256 of a file, in hexadecimal. One command asks for that of the same large file several times: it is read again only where the file
 * was touched since. Errors: those of the file system and of reading the chunks.
 *
 * @param chunks its bytes, where errors are to be told in words of their own
 */
export function sha256OfFile(path: string, chunks: Iterable<Uint8Array> = fileChunks(path)): string {
  const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = statSync(path, { bigint: true });
  if (size <= LARGE) return sha256OfChunks(chunks);
  const stamp = [dev, ino, size, mtimeNs, ctimeNs].join(" ");
  const before = known.get(path);
  if (before?.stamp === stamp) return before.sha256;
  const sha256 = sha256OfChunks(chunks);
  if (Date.now() - Number(ctimeMs) > SETTLED) known.set(path, { stamp, sha256 });
  return sha256;
}
