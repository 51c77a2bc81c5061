import { XliffError } from "../errors.ts";
import type { Locale } from "../model/locale.ts";

/** A failure to read a working file in the user's terms, with what to do; any other failure stays what it is. */
export function explainDamage(error: unknown, path: string, locale: Locale): unknown {
  if (!(error instanceof XliffError) || error.code !== "invalid-xliff") return error;
  const { message, code, place } = error;
  return new XliffError(
    code,
    message.startsWith(path) ? message : `${path}, a working file of this project, is damaged: ${message}`,
    {
      hint: `Put a sound copy in its place, or delete it and run pitrans translate --to ${locale}: it is put back as pitrans last wrote it.`,
      place,
      cause: error,
    },
  );
}
