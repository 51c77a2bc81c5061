import { DocumentError } from "../errors.ts";

/** The refusal of a file that is not what its name says. */
export function malformed(file: string, what: string, hint: string, line?: number, cause?: unknown): DocumentError {
  return new DocumentError("malformed-document", `${file} cannot be read: ${what}`, {
    hint,
    place: { file, ...(line === undefined ? {} : { line }) },
    cause,
  });
}

/** The text of a file in UTF-8, without byte order mark. */
export function utf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw malformed(file, "it is not UTF-8.", "Open it in a text editor and save it as UTF-8.", undefined, error);
  }
}
