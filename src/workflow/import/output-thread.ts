import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Locale } from "../../model/locale.ts";
import { saveMemory } from "../../store/save-memory.ts";
import type { SharedSpool } from "../../store/scratch.ts";
import type { Project } from "../project.ts";
import { unpackFailure, type PackedFailure } from "../thread-failure.ts";
import {
  discardFiles,
  importOutputs,
  type ImportOutputs,
  type OutputTask,
  type WaitingOutputs,
} from "./import-outputs.ts";
import type { SharedUnits } from "./stored-document.ts";

/** What the worker is told. */
export type OutputMessage =
  | { readonly kind: "reports"; readonly rows: number; readonly locale: Locale; readonly reports: SharedSpool }
  | { readonly kind: "lay-up"; readonly path: string; readonly name: string }
  | { readonly kind: "finish"; readonly task: OutputTask };

/** What it answers, in the order of the questions; reports need no answer. */
export type OutputAnswer =
  | { readonly outputs: WaitingOutputs }
  | { readonly units: SharedUnits | undefined }
  | { readonly failure: PackedFailure };

/** The making of memories and reports, beside the rest of the work where that is worth a thread. */
export interface OutputThread extends Pick<ImportOutputs, "addReports"> {
  /**
   * Lays up the units of a file that stands as we wrote it, while this thread does something else; undefined where that came to nothing. Absent
   * where there is no thread.
   */
  readonly layUp?: (path: string, name: string) => Promise<SharedUnits | undefined>;
  /** Hands over the last of the work. */
  begin(task: OutputTask): void;
  /** Waits for what was begun. Errors: as `ImportOutputs.finish`. */
  result(): Promise<WaitingOutputs>;
  /** Ends the thread; what still waits for its place is removed. */
  close(): Promise<void>;
}

/** From this size of the returns on, in bytes: a thread takes as long to start as a few thousand segments to be written about. */
const WORTH_IT = 8 << 20;

/** @param size of the returns, in bytes. Without a second processor, or run from its TypeScript sources, the program does all in turn. */
export async function openOutputThread(project: Project, size: number): Promise<OutputThread> {
  const isWorthIt = size >= WORTH_IT && availableParallelism() > 1 && !import.meta.url.endsWith(".ts");
  return isWorthIt ? inThread(project) : inTurn(project, importOutputs(project));
}

function inTurn(project: Project, outputs: ImportOutputs): OutputThread {
  let begun: OutputTask = { documents: [] };
  let made: WaitingOutputs | undefined;
  return {
    addReports: (rows, locale, reports) => outputs.addReports(rows, locale, reports),
    begin: (task) => {
      begun = task;
    },
    result: async () => (made = await outputs.finish(begun)),
    close: () => discardOutputs(project, made),
  };
}

async function inThread(project: Project): Promise<OutputThread> {
  const worker = new Worker(new URL("./output-worker.cjs", import.meta.url), { workerData: project });
  // A thread that starts takes V8's flags back, in all threads.
  await once(worker, "online");
  saveMemory();
  const tell = (message: OutputMessage): void => worker.postMessage(message);
  const waiting: { resolve: (answer: OutputAnswer) => void; reject: (error: unknown) => void }[] = [];
  let death: unknown;
  const failAll = (error: unknown): void => {
    death ??= error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on("message", (answer: OutputAnswer) => waiting.shift()!.resolve(answer));
  worker.on("error", failAll);
  worker.on("exit", (code) => failAll(new Error(`The thread that writes memories and reports ended with ${code}.`)));
  const ask = (message: OutputMessage): Promise<OutputAnswer> =>
    new Promise((resolve, reject) => {
      if (death !== undefined) {
        reject(death);
        return;
      }
      waiting.push({ resolve, reject });
      tell(message);
    });
  let made: Promise<OutputAnswer> | undefined;
  return {
    addReports: (rows, locale, reports) => tell({ kind: "reports", rows, locale, reports }),
    async layUp(path, name) {
      const answer = await ask({ kind: "lay-up", path, name });
      return "units" in answer ? answer.units : undefined;
    },
    begin(task) {
      made = ask({ kind: "finish", task });
      // Whoever waits for it is told; nobody may be there yet.
      made.catch(() => undefined);
    },
    async result() {
      const answer = await made!;
      if ("failure" in answer) throw unpackFailure(answer.failure);
      if (!("outputs" in answer)) throw new Error("The thread answered another question.");
      return answer.outputs;
    },
    async close() {
      const answer = await made?.catch(() => undefined);
      await discardOutputs(project, answer && "outputs" in answer ? answer.outputs : undefined);
      await worker.terminate();
    },
  };
}

async function discardOutputs({ root }: Project, made: WaitingOutputs | undefined): Promise<void> {
  if (made) await discardFiles(root, [...made.memories, ...made.reports]);
}
