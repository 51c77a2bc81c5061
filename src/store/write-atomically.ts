import { randomBytes } from "node:crypto";
import { renameSync, statSync, writeFileSync, writeSync } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { StoreError } from "../errors.ts";
import { TEMPORARY_SUFFIX } from "./temporary-files.ts";

/** What is written: whole, or piece by piece where it need not all be there at once. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>;

/** The calls a write is made of; tests put failing ones in their place. */
export interface FileCalls {
  readonly mkdir: (folder: string) => Promise<unknown>;
  /** Permission bits of the file that will be replaced; undefined where there is none. */
  readonly modeOf: (path: string) => Promise<number | undefined>;
  /** Creates the file, writes all of the content, and (`isFlushed`) waits until the disk has it. */
  readonly create: (path: string, content: FileContent, mode: number | undefined, isFlushed: boolean) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
}

/** The calls of this machine. Those that take microseconds are made at once: handing them to a thread costs five times as much. */
export const NODE_FILE_CALLS: FileCalls = {
  mkdir: (folder) => mkdir(folder, { recursive: true }),
  modeOf: async (path) => statSync(path, { throwIfNoEntry: false })?.mode,
  create: createFile,
  rename: async (from, to) => renameSync(from, to),
  remove: (path) => rm(path, { force: true }),
};

export interface WriteOptions {
  /** For tests: calls that fail. */
  readonly calls?: FileCalls;
  /** False for what is compared with its hash whenever it is read, and so need not survive a power cut; true unless told. */
  readonly isFlushed?: boolean;
}

/** Tells the temporary files of this thread from those of all others; each has a number besides. */
const THREAD = randomBytes(6).toString("hex");
let written = 0;

/** Milliseconds between attempts while another program holds the file: indexers and virus scanners let go within them; Word does not. */
const PAUSES = [20, 50, 100, 200, 400];

const HELD = new Set(["EBUSY", "EPERM"]);
const TRANSIENT = new Set(["EBUSY", "EPERM", "EMFILE", "ENFILE"]);

/**
 * The one function of the project that writes a file: a temporary file in the same folder, flushed, then renamed, so that a crash or a
 * full disk at any moment leaves the old file or the new one. Creates missing folders; keeps the permissions of a file it replaces.
 * Errors: StoreError file-in-use (EBUSY, EPERM, after a second of trying), not-permitted, disk-full; the temporary file is removed.
 *
 * Own code, for two measured reasons: write-file-atomic 6.0 writes with one call and does not look at how much was written, so that on a
 * full disk it put a file of 65,536 of 100,000 bytes in place without an error; and it took 400 to 520 ms for 300 files of 30 kB, where this
 * takes 180 one by one and 75 to 110 ten at once. Flushing (fsync) is 50 of the 180, and many times that on a busy
 * disk; files of people are flushed all the same, since otherwise a power cut may leave an empty file under the new name.
 */
export async function writeAtomically(path: string, content: FileContent, options: WriteOptions = {}): Promise<void> {
  await (await stageFile(path, content, options)).commit();
}

/** A file written beside the one it is to replace. */
export interface StagedFile {
  /** Where its bytes are meanwhile. */
  readonly temporary: string;
  /** Puts it in its place. Errors: as `writeAtomically`. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** The first half of `writeAtomically`, for whoever must know the bytes before they count. Errors: as there. */
export async function stageFile(path: string, content: FileContent, options: WriteOptions = {}): Promise<StagedFile> {
  const { calls = NODE_FILE_CALLS, isFlushed = true } = options;
  written += 1;
  const name = `.${basename(path).slice(0, 40)}.${THREAD}-${written}${TEMPORARY_SUFFIX}`;
  const temporary = join(dirname(path), name);
  try {
    const mode = await calls.modeOf(path);
    try {
      await patiently(() => calls.create(temporary, content, mode, isFlushed));
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
      await calls.mkdir(dirname(path));
      await patiently(() => calls.create(temporary, content, mode, isFlushed));
    }
  } catch (error) {
    await calls.remove(temporary).catch(() => undefined);
    throw explain(error, path);
  }
  return waitingFile(path, temporary, calls);
}

/** A file that was staged before, maybe by another thread. */
export function waitingFile(path: string, temporary: string, calls: FileCalls = NODE_FILE_CALLS): StagedFile {
  return {
    temporary,
    async commit() {
      try {
        await patiently(() => calls.rename(temporary, path));
      } catch (error) {
        await calls.remove(temporary).catch(() => undefined);
        throw explain(error, path);
      }
    },
    discard: () => calls.remove(temporary),
  };
}

async function createFile(
  path: string,
  content: FileContent,
  mode: number | undefined,
  isFlushed: boolean,
): Promise<void> {
  const isWhole = typeof content === "string" || content instanceof Uint8Array;
  if (!isFlushed && isWhole) {
    writeFileSync(path, content, { mode });
    return;
  }
  const file = await open(path, "w", mode);
  try {
    if (isWhole) await file.writeFile(content);
    else for (const piece of content) writeAll(file.fd, typeof piece === "string" ? Buffer.from(piece) : piece);
    if (isFlushed) await file.sync();
  } finally {
    await file.close();
  }
}

/** At once: handing thousands of pieces to a thread takes longer than writing them. A disk that is nearly full takes a part. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

async function patiently(attempt: () => Promise<void>): Promise<void> {
  for (const pause of PAUSES) {
    try {
      return await attempt();
    } catch (error) {
      if (!TRANSIENT.has(codeOf(error))) throw error;
      await wait(pause);
    }
  }
  return attempt();
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** The failure in the user's terms; one we have no words for stays what it is. */
function explain(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const name = basename(path);
  const details = { place: { file: path }, cause: error };
  if (HELD.has(code))
    return new StoreError(
      "file-in-use",
      `${name} could not be written because another program, such as Word, has it open, or because it is write-protected.`,
      { ...details, hint: `Close ${name} in Word or any other program, then run the command again.` },
    );
  if (code === "ENOSPC" || code === "EDQUOT")
    return new StoreError("disk-full", `${name} could not be written because the disk is full.`, {
      ...details,
      hint: "Free some space and run the command again; the file on disk is as it was before.",
    });
  if (code === "EACCES" || code === "EROFS")
    return new StoreError(
      "not-permitted",
      `${name} could not be written because this account may not write to its folder.`,
      {
        ...details,
        hint: `Check the permissions of ${dirname(path)}, or copy the project to a folder of your own.`,
      },
    );
  if (code === "EISDIR" || code === "ENOTDIR" || code === "EEXIST")
    return new StoreError(
      "not-permitted",
      `${name} could not be written because a file or folder of that name is in its way.`,
      {
        ...details,
        hint: `Rename what stands at ${path}, then run the command again.`,
      },
    );
  return error;
}
