import { closeSync, fstatSync, openSync, readFileSync, statSync } from "node:fs";
import { PitransError } from "../errors.ts";
import { fileChunks } from "../store/file-chunks.ts";
import { explainFileError } from "./file-error.ts";

const MEBIBYTE = 1024 * 1024;

/** The longest file that is read, in bytes: a return of 100,000 segments takes about 60 MB, a deck full of photographs 200. */
const MAX_BYTES = 512 * MEBIBYTE;

/**
 * The bytes of a file that a person put there. `name`: as that person knows it. Errors: PitransError file-missing, not-permitted, file-in-use,
 * document-too-large.
 */
export async function readInput(path: string, name: string): Promise<Uint8Array> {
  try {
    // At once: promises for small files cost several times the reading.
    const file = openSync(path, "r");
    try {
      assertSize(fstatSync(file).size, name);
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw explainFileError(error, name);
  }
}

/** As `readInput`, chunk by chunk, and anew each time the chunks are asked for; errors come when they are. */
export function inputChunks(path: string, name: string): Iterable<Uint8Array> {
  return { [Symbol.iterator]: () => explained(path, name) };
}

function* explained(path: string, name: string): Generator<Uint8Array> {
  try {
    assertSize(statSync(path).size, name);
    yield* fileChunks(path);
  } catch (error) {
    throw explainFileError(error, name);
  }
}

function assertSize(size: number, name: string): void {
  if (size <= MAX_BYTES) return;
  throw new PitransError("document-too-large", `${name} is too large: ${Math.round(size / MEBIBYTE)} MB.`, {
    hint: `pitrans reads files of up to ${MAX_BYTES / MEBIBYTE} MB. Divide it, or make its pictures smaller.`,
    place: { file: name },
  });
}
