import { PitransError, type ErrorCode } from "../errors.ts";

interface Explanation {
  readonly code: ErrorCode;
  /** After the name of the file. */
  readonly words: string;
  readonly hint: string;
}

const HELD: Explanation = {
  code: "file-in-use",
  words: "could not be opened because another program has it open.",
  hint: "Close it there, then run the command again.",
};

const CLOSED: Explanation = {
  code: "not-permitted",
  words: "could not be opened because this account has no right to.",
  hint: "Give this account the right to it, or copy the project to a folder of your own.",
};

const IN_THE_WAY: Explanation = {
  code: "not-permitted",
  words: "could not be opened because there is a folder where a file belongs, or a file where a folder belongs.",
  hint: "Rename what stands there, then run the command again.",
};

const GONE: Explanation = {
  code: "file-missing",
  words: "is not there any more.",
  hint: "Somebody moved or deleted it while pitrans was at work. Run the command again.",
};

const FULL: Explanation = {
  code: "disk-full",
  words: "could not be written because the disk is full.",
  hint: "Free some space and run the command again; what was there before is still there.",
};

const LONG: Explanation = {
  code: "not-permitted",
  words: "could not be opened because its name is too long.",
  hint: "Give it a shorter name, or put the project into a folder nearer to the top.",
};

/** By the code of the operating system. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  EBUSY: HELD,
  EPERM: CLOSED,
  EACCES: CLOSED,
  EROFS: CLOSED,
  EISDIR: IN_THE_WAY,
  ENOTDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
  ENOENT: GONE,
  ENOSPC: FULL,
  EDQUOT: FULL,
  ENAMETOOLONG: LONG,
};

/** A failure of the file system in the user's terms; anything else stays what it is. `name`: the file as a person knows it. */
export function explainFileError(error: unknown, name?: string): unknown {
  if (!(error instanceof Error) || error instanceof PitransError || !("code" in error)) return error;
  const known = EXPLANATIONS[String(error.code)];
  const file = name ?? ("path" in error && typeof error.path === "string" ? error.path : undefined);
  if (!known || file === undefined) return error;
  return new PitransError(known.code, `${file} ${known.words}`, { hint: known.hint, place: { file }, cause: error });
}
