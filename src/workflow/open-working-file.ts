import { XliffError } from "../errors.ts";
import type { Locale } from "../model/locale.ts";
import type { Store } from "../store/store.ts";
import type { Project } from "./project.ts";
import { readWorkingFile, workingName, type WorkingFile } from "./working-file.ts";

/** As `readWorkingFile`; of a damaged file it says that it is one of the project's own, and what to do. Errors: XliffError. */
export async function openWorkingFile(
  project: Project,
  store: Store,
  name: string,
  locale: Locale,
): Promise<WorkingFile | undefined> {
  try {
    return await readWorkingFile(project, store, name, locale);
  } catch (error) {
    throw explainDamage(error, workingName(project, name, locale), locale);
  }
}

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
