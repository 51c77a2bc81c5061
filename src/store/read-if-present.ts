import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { StoreError } from "../errors.ts";
import { sha256OfFile } from "./file-chunks.ts";

/** Nothing can be read there, and writing will say why, if it cannot be done. */
const ABSENT = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/**
 * The bytes of a file; undefined where there is none. A file that is there and cannot be read is no absent one: what replaces it could not be
 * undone. Read at once, since a promise for a small file costs several times the reading. Errors: StoreError file-in-use, not-permitted.
 */
export function readIfPresent(path: string): Uint8Array | undefined {
  return ifPresent(path, () => readFileSync(path));
}

/** The SHA-256 of a file, in hexadecimal, without holding it in memory; undefined where there is none. Errors: as `readIfPresent`. */
export function hashIfPresent(path: string): string | undefined {
  return ifPresent(path, () => sha256OfFile(path));
}

function ifPresent<T>(path: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (ABSENT.has(code)) return undefined;
    const isHeld = code === "EBUSY" || code === "EPERM";
    const name = basename(path);
    throw new StoreError(
      isHeld ? "file-in-use" : "not-permitted",
      isHeld ? `${name} could not be read because another program has it open.` : `${name} could not be read.`,
      {
        hint: isHeld
          ? `Close ${name} in any other program, then run the command again.`
          : `Check that this account may read ${path}.`,
        place: { file: path },
        cause: error,
      },
    );
  }
}
