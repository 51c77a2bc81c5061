import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { PitransError, type ErrorCode, type Place } from "../../errors.ts";
import type { DocumentFile } from "../documents.ts";
import type { Project } from "../project.ts";
import type { ExtractedSource } from "./extract-source.ts";

/** What every worker is started with. */
export interface WorkerSettings {
  readonly project: Project;
  readonly isDryRun: boolean;
  /** Whether documents are wanted back, to bring working files up to date. */
  readonly hasTargets: boolean;
}

/** What a worker answers: an error loses its class on the way, so its parts travel. */
export type WorkerAnswer =
  | { readonly result: ExtractedSource }
  | { readonly failure: { code: ErrorCode; message: string; hint: string | undefined; place: Place } }
  | { readonly bug: string };

/** Threads that extract originals side by side. */
export interface ExtractPool {
  /** How many documents are worked on at once. */
  readonly size: number;
  run(file: DocumentFile): Promise<ExtractedSource>;
  close(): Promise<void>;
}

/** Starting a thread takes as long as extracting about this many short documents. */
const WORTH_IT = 12;

/** Each thread is handed documents while it works on the first, so that it does not wait for this one, which works too. */
const QUEUE = 4;

/**
 * A pool for this many documents, or none where it is not worth it or the program runs from its TypeScript sources. This thread is one of
 * it, with `extractHere`: it would only wait, and starting another costs a third of a second.
 */
export function openExtractPool(
  project: Project,
  documents: number,
  settings: Omit<WorkerSettings, "project">,
  extractHere: (file: DocumentFile) => Promise<ExtractedSource>,
): ExtractPool | undefined {
  const threads = Math.min(availableParallelism(), Math.floor(documents / WORTH_IT));
  if (threads < 2 || !import.meta.url.endsWith(".js")) return undefined;
  const workers = Array.from({ length: threads - 1 }, () => startWorker({ project, ...settings }));
  workers.push(thisThread(extractHere));
  return {
    size: threads * QUEUE,
    run: (file) => workers.reduce((least, each) => (each.load() < least.load() ? each : least)).run(file),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

interface Thread {
  load(): number;
  run(file: DocumentFile): Promise<ExtractedSource>;
  stop(): Promise<unknown>;
}

function thisThread(extractHere: (file: DocumentFile) => Promise<ExtractedSource>): Thread {
  let waiting = 0;
  let previous: Promise<unknown> = Promise.resolve();
  return {
    load: () => waiting,
    run: (file) => {
      waiting += 1;
      // Between two documents the answers of the other threads are taken.
      const result = previous
        .then(() => setImmediate())
        .then(() => extractHere(file))
        .finally(() => {
          waiting -= 1;
        });
      previous = result.catch(() => undefined);
      return result;
    },
    stop: async () => {},
  };
}

function startWorker(settings: WorkerSettings): Thread {
  const worker = new Worker(new URL("./extract-worker.js", import.meta.url), { workerData: settings });
  const waiting: { resolve: (result: ExtractedSource) => void; reject: (error: unknown) => void }[] = [];
  const failAll = (error: unknown): void => {
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  // Answers come in the order of the questions.
  worker.on("message", (answer: WorkerAnswer) => {
    const next = waiting.shift()!;
    if ("result" in answer) next.resolve(answer.result);
    else if ("failure" in answer) {
      const { code, message, hint, place } = answer.failure;
      next.reject(new PitransError(code, message, { place, ...(hint === undefined ? {} : { hint }) }));
    } else next.reject(new Error(answer.bug));
  });
  worker.on("error", failAll);
  worker.on("exit", (code) => failAll(new Error(`A worker thread ended with ${code}.`)));
  return {
    load: () => waiting.length,
    run: (file) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(file);
      }),
    stop: () => worker.terminate(),
  };
}
