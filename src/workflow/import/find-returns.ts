import { existsSync } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { UsageError } from "../../errors.ts";
import type { BlobFolder } from "../../store/blob-folder.ts";
import { openArchive } from "../../zip/archive.ts";
import { listFiles } from "../list-files.ts";
import { FOLDERS, type Project } from "../project.ts";
import { inputChunks } from "../read-input.ts";

/** A file that came back. */
export interface ReturnedFile {
  /** As the person would name it: relative to where the command runs, or "standard input". */
  readonly name: string;
  /** When it was last saved, in milliseconds; of standard input: now. */
  readonly time: number;
  /** In bytes. */
  readonly size: number;
  /** Its bytes, anew each time. Errors: those of `readInput`, when they are read. */
  open(): Promise<Iterable<Uint8Array>>;
  /** @param hash the SHA-256 of its bytes */
  keepIn(folder: BlobFolder, hash: string): Promise<void>;
}

export interface FoundReturns {
  readonly files: readonly ReturnedFile[];
  readonly leftOut: readonly LeftOutFile[];
}

/** A file in a folder that is no XLIFF. */
export interface LeftOutFile {
  readonly name: string;
  /** What it is, and what to do: "is a Word document, not an XLIFF file; …". */
  readonly reason: string;
}

/** What editors' tools call their XLIFF, and packages of it. */
const EXTENSION = /\.(?:xlf|xliff|sdlxliff|mqxliff|mxliff|xlz|mqxlz|zip)$/i;

/** What is known by its name to be something else. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:rar|7z|tar|gz|tgz)$/i, "is an archive; unpack it first"],
  [
    /\.(?:docx|docm|doc|odt|rtf|pptx|pptm|ppt|odp|pdf)$/i,
    "is a document, not XLIFF; ask for the .xlf file it was translated in",
  ],
];

/** What file managers leave in folders. */
const CLUTTER = /^(?:Thumbs\.db|desktop\.ini|~\$.*)$/i;

/** A root element stands this early, in bytes, whatever comments come before it. */
const HEAD = 4096;

/**
 * Finds the named files and all XLIFF in named folders, or what lies in `inbox/`, under any name; "-" is standard input. Throws a UsageError
 * for a name that is not there.
 */
export async function findReturns(
  project: Project,
  cwd: string,
  names: readonly string[],
  readStandardInput: () => Promise<Uint8Array>,
): Promise<FoundReturns> {
  const inbox = join(project.root, FOLDERS.inbox);
  if (names.length === 0) return existsSync(inbox) ? searchFolder(inbox, cwd) : { files: [], leftOut: [] };
  const files: ReturnedFile[] = [];
  const leftOut: LeftOutFile[] = [];
  for (const name of names) {
    const path = resolve(cwd, name);
    if (name === "-") files.push(standardInput(await readStandardInput()));
    else if (!existsSync(path)) {
      throw new UsageError("usage", `There is no file ${name}.`, {
        hint: "Name the file that came back, or put it into inbox/ and run pitrans import without a name.",
        place: { file: name },
      });
    } else if ((await stat(path)).isDirectory()) {
      const found = await searchFolder(path, cwd);
      files.push(...found.files);
      leftOut.push(...found.leftOut);
    } else files.push(await fileAt(path, name));
  }
  return { files, leftOut };
}

async function fileAt(path: string, name: string): Promise<ReturnedFile> {
  const { mtimeMs, size } = await stat(path);
  return {
    name,
    time: mtimeMs,
    size,
    open: async () => inputChunks(path, name),
    keepIn: async (folder, hash) => void (await folder.putFile(path, hash)),
  };
}

function standardInput(bytes: Uint8Array): ReturnedFile {
  return {
    name: "standard input",
    time: Date.now(),
    size: bytes.length,
    open: async () => [bytes],
    keepIn: async (folder) => void (await folder.put(bytes)),
  };
}

async function searchFolder(folder: string, cwd: string): Promise<FoundReturns> {
  const files: ReturnedFile[] = [];
  const leftOut: LeftOutFile[] = [];
  for (const path of await listFiles(folder)) {
    if (CLUTTER.test(basename(path))) continue;
    const full = join(folder, path);
    const name = relative(cwd, full).replaceAll("\\", "/");
    if (/\.zip$/i.test(path) && (await holdsNoXliff(full))) {
      leftOut.push({
        name,
        reason: "is an archive that holds no XLIFF file; if there is another archive in it, unpack that first",
      });
    } else if (EXTENSION.test(path) || (await isXliff(full))) {
      files.push(await fileAt(full, name));
    } else leftOut.push({ name, reason: reasonFor(path) });
  }
  return { files, leftOut };
}

/** Whether an archive can be opened and nothing in it is a return. What cannot be opened is tried, and its fault told. */
async function holdsNoXliff(path: string): Promise<boolean> {
  try {
    return openArchive(await readFile(path)).entries.every(({ name }) => /\.zip$/i.test(name) || !EXTENSION.test(name));
  } catch {
    return false;
  }
}

/** Whether a file with another extension begins as XLIFF does, in whatever encoding. One that cannot be read is left out. */
async function isXliff(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return /<(?:[\w.-]+:)?xliff[\s>]/.test(buffer.toString("latin1", 0, bytesRead).replaceAll("\0", ""));
  } finally {
    await file.close();
  }
}

function reasonFor(path: string): string {
  return OTHERS.find(([pattern]) => pattern.test(path))?.[1] ?? "is no XLIFF file";
}
