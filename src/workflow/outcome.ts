import { PitransError, withPlace } from "../errors.ts";
import { explainFileError } from "./file-error.ts";
import type { Locale } from "../model/locale.ts";

/** What became of one file of a command: its result, or why there is none. The other files are done all the same. */
export type Outcome<Result> = { readonly name: string; readonly locale?: Locale } & (
  | { readonly result: Result; readonly error?: never }
  | { readonly error: PitransError; readonly result?: never }
);

/** Runs the work for one file; a PitransError becomes its outcome, with the file as its place. Anything else is a bug and is thrown. */
export async function attempt<Result>(
  name: string,
  work: () => Promise<Result>,
  locale?: Locale,
): Promise<Outcome<Result>> {
  const base = locale === undefined ? { name } : { name, locale };
  try {
    return { ...base, result: await work() };
  } catch (caught) {
    const error = explainFileError(caught);
    if (!(error instanceof PitransError)) throw caught;
    withPlace(error, { file: name });
    return { ...base, error };
  }
}
