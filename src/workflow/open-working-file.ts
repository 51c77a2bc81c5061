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
    if (!(error instanceof XliffError) || error.code !== "invalid-xliff") throw error;
    const path = workingName(project, name, locale);
    const { message, code, place } = error;
    throw new XliffError(
      code,
      message.startsWith(path) ? message : `${path}, a working file of this project, is damaged: ${message}`,
      {
        hint: `Put a sound copy in its place. Or delete it, and then import what an editor sent back (pitrans import), or run pitrans translate --to ${locale}: reviewed texts are in the memory, and the history keeps all.`,
        place,
        cause: error,
      },
    );
  }
}
