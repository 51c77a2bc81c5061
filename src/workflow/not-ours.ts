import { XliffError } from "../errors.ts";

/** The refusal of a file under `xliff/` that pitrans did not write. */
export function notOurs(path: string): XliffError {
  return new XliffError("invalid-xliff", `${path} is no XLIFF file that pitrans wrote.`, {
    hint: "Move it to inbox/ and run pitrans import, or delete it and run pitrans translate.",
    place: { file: path },
  });
}
