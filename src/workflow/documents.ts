import { existsSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { UsageError } from "../errors.ts";
import { whyLeftOut, type LeftOutFile } from "./left-out.ts";
import { listFiles } from "./list-files.ts";
import { FOLDERS, type Project } from "./project.ts";

/** A document of the project. */
export interface DocumentFile {
  /** Relative to `sources/`, with `/`, in NFC: its name everywhere. */
  readonly name: string;
  /** Absolute, as the file system spells it. */
  readonly path: string;
  /** There is a translation, but the document is not in `sources/` any more. */
  readonly isMissing?: true;
}

export interface DocumentList {
  readonly documents: readonly DocumentFile[];
  /** Files in `sources/` that no filter reads. */
  readonly leftOut: readonly LeftOutFile[];
}

/**
 * The documents under `sources/`, sorted by name; with `patterns` (files, folders or globs, relative to `cwd` or to `sources/`) only
 * those. Documents among `translated` that are no longer there are listed as missing. Word's `~$` lock files and symbolic links are passed over. Throws a UsageError for a pattern that leads out of `sources/` or names nothing.
 */
export async function listDocuments(
  project: Project,
  cwd: string,
  patterns: readonly string[] = [],
  translated: readonly string[] = [],
): Promise<DocumentList> {
  const sources = join(project.root, FOLDERS.sources);
  const found = new Map<string, DocumentFile>();
  const missing = await missingOf(sources, translated);
  for (const name of missing) {
    if (patterns.length === 0 || patterns.some((pattern) => isMeant(sources, cwd, pattern, name)))
      found.set(name, { name, path: join(sources, name), isMissing: true });
  }
  for (const path of await findPaths(project, sources, cwd, patterns, missing)) {
    const name = path.normalize("NFC");
    if (!/(?:^|\/)~\$[^/]*$/.test(name)) found.set(name, { name, path: join(sources, path) });
  }
  const all = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const leftOut = new Map<DocumentFile, LeftOutFile>();
  for (const file of all) {
    // What was named itself is tried, and fails with a reason.
    if (file.isMissing || patterns.some((pattern) => isNamed(sources, cwd, pattern, file))) continue;
    const reason = await whyLeftOut(file.path, file.name);
    if (reason !== undefined) leftOut.set(file, reason);
  }
  return { documents: all.filter((file) => !leftOut.has(file)), leftOut: [...leftOut.values()] };
}

/** Whether the pattern is the file's own path. */
function isNamed(sources: string, cwd: string, pattern: string, { path }: DocumentFile): boolean {
  return [cwd, sources].some((base) => resolve(base, pattern) === path);
}

async function findPaths(
  project: Project,
  sources: string,
  cwd: string,
  patterns: readonly string[],
  missing: readonly string[],
): Promise<string[]> {
  if (patterns.length === 0 && project.exclude.length === 0) return listFiles(sources);
  const { globby } = await import("globby");
  const settings = { cwd: sources, ignore: [...project.exclude], followSymbolicLinks: false };
  if (patterns.length === 0) return globby("**/*", settings);
  const all: string[] = [];
  for (const pattern of patterns) {
    const paths = await globby(await globFor(sources, cwd, pattern), settings);
    if (paths.length === 0 && !missing.some((name) => isMeant(sources, cwd, pattern, name))) {
      throw new UsageError("usage", `${pattern} names no document under ${FOLDERS.sources}/.`, {
        hint: `Put documents into ${sources} and name them as they stand there.`,
        place: { file: pattern },
      });
    }
    all.push(...paths);
  }
  return all;
}

/** The pattern as a glob relative to `sources`. A path that exists, from `cwd` or from `sources`, is taken literally. */
async function globFor(sources: string, cwd: string, pattern: string): Promise<string> {
  const { convertPathToPattern } = await import("globby");
  for (const base of [cwd, sources]) {
    const path = resolve(base, pattern);
    if (!existsSync(path)) continue;
    const inside = relative(sources, path);
    if (inside.startsWith("..") || isAbsolute(inside)) {
      if (base === cwd && existsSync(resolve(sources, pattern))) continue;
      throw new UsageError("usage", `${pattern} does not lie under ${FOLDERS.sources}/.`, {
        hint: `Copy it into ${sources}; originals there are only read.`,
        place: { file: pattern },
      });
    }
    const literal = convertPathToPattern(inside.split(sep).join("/"));
    if (statSync(path).isDirectory()) return literal === "" ? "**/*" : `${literal}/**/*`;
    return literal;
  }
  const fromSources = relative(sources, resolve(cwd, pattern)).split(sep).join("/");
  return fromSources.startsWith("..") ? pattern.replaceAll("\\", "/") : fromSources;
}

/** Those of the names that have no file in `sources/` any more. */
export function missingDocuments(project: Project, names: readonly string[]): Promise<string[]> {
  return missingOf(join(project.root, FOLDERS.sources), names);
}

/** The names without a file, however the file system spells them. */
async function missingOf(sources: string, names: readonly string[]): Promise<string[]> {
  const absent = names.filter((name) => !existsSync(join(sources, name)));
  if (absent.length === 0) return [];
  const present = new Set((await listFiles(sources)).map((path) => path.normalize("NFC")));
  return absent.filter((name) => !present.has(name));
}

/** Whether a pattern names this document, or a folder it was in; without a file there is nothing for a glob to find. */
function isMeant(sources: string, cwd: string, pattern: string, name: string): boolean {
  return [cwd, sources].some((base) => {
    const inside = relative(sources, resolve(base, pattern)).split(sep).join("/").normalize("NFC");
    return inside === name || inside === "" || name.startsWith(`${inside}/`);
  });
}
