import { open } from "node:fs/promises";
import { PitransError, type ErrorCode, type ErrorDetails } from "../errors.ts";

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
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > MAX_BYTES) {
        throw new PitransError("document-too-large", `${name} is too large: ${Math.round(size / MEBIBYTE)} MB.`, {
          hint: `pitrans reads files of up to ${MAX_BYTES / MEBIBYTE} MB. Divide it, or make its pictures smaller.`,
          place,
        });
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    const known = error instanceof Error && "code" in error ? EXPLANATIONS[String(error.code)] : undefined;
    if (!known) throw error;
    throw new PitransError(known.code, `${name} ${known.words}`, { hint: known.hint, place, cause: error });
  }
}

const HELD = {
  code: "file-in-use",
  words: "could not be read because another program has it open.",
  hint: "Close it there, then run the command again.",
} as const;

const CLOSED = {
  code: "not-permitted",
  words: "could not be read because this account has no right to.",
  hint: "Give this account the right to read it, or copy it to a folder of your own.",
} as const;

const GONE = {
  code: "file-missing",
  words: "is not there any more.",
  hint: "Somebody moved or deleted it while pitrans was at work. Run the command again.",
} as const;

const EXPLANATIONS: Readonly<
  Record<string, { readonly code: ErrorCode; readonly words: string } & Required<Pick<ErrorDetails, "hint">>>
> = { EBUSY: HELD, EPERM: CLOSED, EACCES: CLOSED, ENOENT: GONE, ENOTDIR: GONE };
