import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../errors.ts";
import { FOLDERS, type Project } from "../workflow/project.ts";

/** What makes a folder a project, each by itself. */
const SIGNS: readonly string[] = ["pitrans.config.json", ".pitrans", FOLDERS.sources, FOLDERS.xliff];

/**
 * Why there is nothing to work on here: the folder is no project; undefined where it is one. `files` as typed: the project that the first
 * of them lies in is named.
 */
export function noProject(project: Project, cwd: string, files: readonly string[] = []): UsageError | undefined {
  if (SIGNS.some((sign) => existsSync(join(project.root, sign)))) return undefined;
  const [file] = files;
  const path = file === undefined ? undefined : resolve(cwd, file);
  const owner = path !== undefined && existsSync(path) ? projectAbove(path) : undefined;
  return new UsageError("usage", `This folder is no pitrans project: there is no ${FOLDERS.sources}/ here.`, {
    hint:
      owner === undefined
        ? "Go to your project, or run pitrans init."
        : `${file} belongs to the project in ${owner}. Go there, or add -C ${JSON.stringify(owner)}.`,
    place: { file: project.root },
  });
}

function projectAbove(path: string): string | undefined {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (SIGNS.some((sign) => existsSync(join(folder, sign)))) return folder;
  }
  return undefined;
}

/** Ends a command that needs a project where there is none. Throws a UsageError. */
export function assertProject(project: Project, cwd: string, files: readonly string[] = []): void {
  const failure = noProject(project, cwd, files);
  if (failure) throw failure;
}
