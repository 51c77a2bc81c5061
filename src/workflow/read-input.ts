import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { PitransError } from "../errors.ts";
import { explainFileError } from "./file-error.ts";

const MEBIBYTE = 1024 * 1024;

/** The longest file that is read, in bytes: a return of 100,000 segments takes about 60 MB, a deck full of photographs 200. */
const MAX_BYTES = 512 * MEBIBYTE;

/**
 * The bytes of a file that a person put there. `name`: as that person knows it. Errors: PitransError file-missing, not-permitted, file-in-use,
 * document-too-large.
 */
export async function readInput(path: string, name: string): Promise<Uint8Array> {
  const place = { file: name };
  try {
    // At once: promises for small files cost several times the reading.
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      if (size > MAX_BYTES) {
        throw new PitransError("document-too-large", `${name} is too large: ${Math.round(size / MEBIBYTE)} MB.`, {
          hint: `pitrans reads files of up to ${MAX_BYTES / MEBIBYTE} MB. Divide it, or make its pictures smaller.`,
          place,
        });
      }
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw explainFileError(error, name);
  }
}
