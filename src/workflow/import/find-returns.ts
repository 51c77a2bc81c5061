import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { globby } from "globby";
import { UsageError } from "../../errors.ts";
import { FOLDERS, type Project } from "../project.ts";

/** A file that came back. */
export interface ReturnedFile {
  /** As the person would name it: relative to where the command runs, or "standard input". */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What editors' tools call their XLIFF. */
const XLIFF_EXTENSIONS = ["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"];

const MEBIBYTE = 1024 * 1024;

/** The longest return that is read, in bytes: 100,000 segments take about 60 MB. */
const MAX_BYTES = 256 * MEBIBYTE;

/**
 * Reads the named files and all XLIFF in named folders, or what lies in `inbox/`; "-" is standard input. Throws a UsageError for a name that
 * is not there, or a file that is too large to be a return.
 */
export async function findReturns(
  project: Project,
  cwd: string,
  names: readonly string[],
  readInput: () => Promise<Uint8Array>,
): Promise<ReturnedFile[]> {
  const inbox = join(project.root, FOLDERS.inbox);
  if (names.length === 0) return existsSync(inbox) ? readFolder(inbox, cwd) : [];
  const found: ReturnedFile[] = [];
  for (const name of names) {
    const path = resolve(cwd, name);
    if (name === "-") found.push({ name: "standard input", bytes: await readInput() });
    else if (!existsSync(path)) {
      throw new UsageError("usage", `There is no file ${name}.`, {
        hint: "Name the file that came back, or put it into inbox/ and run pitrans import without a name.",
        place: { file: name },
      });
    } else if ((await stat(path)).isDirectory()) found.push(...(await readFolder(path, cwd)));
    else found.push(await readReturn(path, name));
  }
  return found;
}

async function readFolder(folder: string, cwd: string): Promise<ReturnedFile[]> {
  const pattern = `**/*.{${XLIFF_EXTENSIONS.join(",")}}`;
  const paths = await globby(pattern, { cwd: folder, caseSensitiveMatch: false, followSymbolicLinks: false });
  return Promise.all(
    paths.sort().map((path) => readReturn(join(folder, path), relative(cwd, join(folder, path)).replaceAll("\\", "/"))),
  );
}

async function readReturn(path: string, name: string): Promise<ReturnedFile> {
  const { size } = await stat(path);
  if (size > MAX_BYTES) {
    throw new UsageError(
      "usage",
      `${name} is ${Math.round(size / MEBIBYTE)} MB, too large for a returned XLIFF file.`,
      {
        place: { file: name },
      },
    );
  }
  return { name, bytes: await readFile(path) };
}
