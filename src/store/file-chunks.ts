import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
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
export function sha256OfChunks(chunks: Iterable<Uint8Array>): string {
  const sum = createHash("sha256");
  for (const chunk of chunks) sum.update(chunk);
  return sum.digest("hex");
}
