import { parentPort, workerData } from "node:worker_threads";
import { PitransError } from "../../errors.ts";
import type { DocumentFile } from "../documents.ts";
import { readOriginal } from "./read-document.ts";
import type { Project } from "../project.ts";
import { packFailure } from "../thread-failure.ts";
import type { WorkerAnswer } from "./reading-pool.ts";

/** Reads the documents it is handed, one after another, and writes nothing. */
const project = workerData as Project;

async function answer(file: DocumentFile): Promise<WorkerAnswer> {
  try {
    return { result: await readOriginal(project, file) };
  } catch (error) {
    if (error instanceof PitransError) return { failure: packFailure(error) };
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

let previous = Promise.resolve();
parentPort!.on("message", (file: DocumentFile) => {
  previous = previous.then(async () => parentPort!.postMessage(await answer(file)));
});
