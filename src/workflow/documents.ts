import { existsSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { UsageError } from "../errors.ts";
import { extensions } from "../filters/registry.ts";
import { listFiles } from "./list-files.ts";
import { FOLDERS, type Project } from "./project.ts";

/** A document of the project. */
export interface DocumentFile {
  /** Relative to `sources/`, with `/`, in NFC: its name everywhere. */
  readonly name: string;
  /** Absolute, as the file system spells it. */
  readonly path: string;
}

export interface DocumentList {
  readonly documents: readonly DocumentFile[];
  /** Names of files in `sources/` that no filter reads. */
  readonly unreadable: readonly string[];
}

/**
 * The documents under `sources/`, sorted by name; with `patterns` (files, folders or globs, relative to `cwd` or to `sources/`) only
 * those. Word's `~$` lock files and symbolic links are passed over. Throws a UsageError for a pattern that leads out of `sources/` or names nothing.
 */
export async function listDocuments(
  project: Project,
  cwd: string,
  patterns: readonly string[] = [],
): Promise<DocumentList> {
  const sources = join(project.root, FOLDERS.sources);
  const found = new Map<string, DocumentFile>();
  for (const path of await findPaths(project, sources, cwd, patterns)) {
    const name = path.normalize("NFC");
    if (!/(?:^|\/)~\$[^/]*$/.test(name)) found.set(name, { name, path: join(sources, path) });
  }
  const all = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const canRead = ({ name }: DocumentFile): boolean =>
    extensions.some((extension) => name.toLowerCase().endsWith(extension));
  return { documents: all.filter(canRead), unreadable: all.filter((file) => !canRead(file)).map(({ name }) => name) };
}

async function findPaths(
  project: Project,
  sources: string,
  cwd: string,
  patterns: readonly string[],
): Promise<string[]> {
  if (patterns.length === 0 && project.exclude.length === 0) return listFiles(sources);
  const { globby } = await import("globby");
  const settings = { cwd: sources, ignore: [...project.exclude], followSymbolicLinks: false };
  if (patterns.length === 0) return globby("**/*", settings);
  const all: string[] = [];
  for (const pattern of patterns) {
    const paths = await globby(await globFor(sources, cwd, pattern), settings);
    if (paths.length === 0) {
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
