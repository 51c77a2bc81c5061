import { readFile, rmdir } from "node:fs/promises";
import { PitransError } from "../errors.ts";
import { listFiles } from "./list-files.ts";
import { FOLDERS, type Project } from "./project.ts";
import { openStore, type Store } from "../store/store.ts";
import { removeTemporaryFiles } from "../store/temporary-files.ts";
import { join } from "node:path";

export interface SessionOptions {
  /** For the message of whoever finds the project locked: "translate". */
  readonly command: string;
  /** Nothing is written and no lock is taken: `status`, and every dry run. */
  readonly isReadOnly: boolean;
}

/** Opens the project's store for one command, under its lock, and closes it whatever happens. */
export async function withStore<Result>(
  project: Project,
  { command, isReadOnly }: SessionOptions,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = openStore(project.root, { isReadOnly });
  const isNew = !store.isPresent();
  const lock = isReadOnly ? undefined : await store.lock(command);
  try {
    if (lock?.isAfterCrash === true) await cleanUp(project, store);
    if (!isReadOnly && (await store.readProjectId()) === undefined) await takeUpProjectId(project, store);
    return await work(store);
  } finally {
    await store.close();
    await lock?.release();
    // A command that was typed wrongly makes no project of the folder it was typed in.
    if (isNew && !isReadOnly) await rmdir(store.folder).catch(() => undefined);
  }
}

/** Where `.pitrans` was deleted, working files still carry the project's id; without it, what editors still have would be a stranger's. */
async function takeUpProjectId(project: Project, store: Store): Promise<void> {
  const cwd = join(project.root, FOLDERS.xliff);
  const paths = (await listFiles(cwd)).filter((name) => name.endsWith(".xlf"));
  if (paths.length === 0) return;
  const { readXliff } = await import("../xliff/read-xliff.ts");
  for (const path of paths) {
    try {
      const id = readXliff(await readFile(join(cwd, path)), path).files[0]?.project;
      if (id === undefined || id === "") continue;
      await store.projectId(id);
      return;
    } catch (error) {
      // Whoever needs this file will say what is wrong with it.
      if (!(error instanceof PitransError)) throw error;
    }
  }
}

/**
 * After a crash: unfinished files go; an import that was cut off is taken back, so that it can be run again as a whole; what an
 * extraction or a translation had written stands, for it is right file by file.
 */
async function cleanUp(project: Project, store: Store): Promise<void> {
  for (const folder of [FOLDERS.xliff, FOLDERS.out, FOLDERS.memory, FOLDERS.reports, ".pitrans"]) {
    await removeTemporaryFiles(join(project.root, folder));
  }
  const history = await store.history();
  for (const { id, kind } of history.unfinishedBatches().toReversed()) {
    const { changedSince } = kind === "import" ? await store.undoBatch(id) : { changedSince: [] };
    // Where somebody worked on since, nothing is taken back: the import stands as far as it came.
    if (kind !== "import" || changedSince.length > 0) history.completeBatch(id);
  }
}
