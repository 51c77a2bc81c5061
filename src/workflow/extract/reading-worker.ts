import { parentPort, workerData } from "node:worker_threads";
import { PitransError } from "../../errors.ts";
import { openStore } from "../../store/store.ts";
import type { DocumentFile } from "../documents.ts";
import { readOriginal } from "./read-document.ts";
import type { WorkerAnswer, WorkerSettings } from "./reading-pool.ts";

/** Reads the documents it is handed, one after another. The main thread holds the lock. */
const { project, isDryRun } = workerData as WorkerSettings;
const store = openStore(project.root, { isReadOnly: isDryRun });

async function answer(file: DocumentFile): Promise<WorkerAnswer> {
  try {
    return { result: await readOriginal(project, store, file, isDryRun) };
  } catch (error) {
    if (!(error instanceof PitransError))
      return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    const { code, message, hint, place } = error;
    return { failure: { code, message, hint, place } };
  }
}

let previous = Promise.resolve();
parentPort!.on("message", (file: DocumentFile) => {
  previous = previous.then(async () => parentPort!.postMessage(await answer(file)));
});
