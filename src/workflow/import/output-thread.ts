import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Locale } from "../../model/locale.ts";
import { saveMemory } from "../../store/save-memory.ts";
import type { SharedSpool } from "../../store/scratch.ts";
import type { Project } from "../project.ts";
import { unpackFailure, type PackedFailure } from "../thread-failure.ts";
import {
  importOutputs,
  type ChangedDocument,
  type CollectedOutputs,
  type ImportOutputs,
  type SharedDocument,
  type WaitingMemory,
} from "./import-outputs.ts";
import type { SharedChanges, SharedUnits } from "./stored-document.ts";
import { discardFiles } from "./write-report.ts";

/** What the worker is told. */
export type OutputMessage =
  | { readonly kind: "reports"; readonly rows: number; readonly locale: Locale; readonly reports: SharedSpool }
  | { readonly kind: "document"; readonly document: SharedDocument }
  | { readonly kind: "changes"; readonly changes: SharedChanges }
  | { readonly kind: "lay-up"; readonly path: string; readonly name: string }
  | { readonly kind: "collect"; readonly documents: readonly ChangedDocument[] | undefined }
  | { readonly kind: "memories" };

/** What it answers, in the order of the questions; the first three need no answer. */
export type OutputAnswer =
  | { readonly collected: CollectedOutputs }
  | { readonly memories: readonly WaitingMemory[] }
  | { readonly units: SharedUnits | undefined }
  | { readonly failure: PackedFailure };

/** The making of memories and reports, beside the rest of the work where that is worth a thread. */
export interface OutputThread extends Pick<ImportOutputs, "addReports"> {
  /**
   * Lays up the units of a file that stands as we wrote it, while this thread does something else; undefined where that came to nothing. Absent
   * where there is no thread.
   */
  readonly layUp?: (path: string, name: string) => Promise<SharedUnits | undefined>;
  /** As in `ImportOutputs`, for whoever has a thread do some of the work before all is compared. */
  readonly early?: { openDocument(document: SharedDocument): void; addChanges(changes: SharedChanges): void };
  /** Hands over the last of the work; `documents` as for `ImportOutputs.collect`. */
  begin(documents: readonly ChangedDocument[] | undefined): void;
  /** Waits for what was begun. Errors: as `ImportOutputs.collect`. */
  collected(): Promise<CollectedOutputs>;
  /** Waits for the memories, after that. Errors: as `ImportOutputs.stageMemories`. */
  memories(): Promise<readonly WaitingMemory[]>;
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

function inTurn({ root }: Project, outputs: ImportOutputs): OutputThread {
  let begun: readonly ChangedDocument[] | undefined;
  let staged: readonly WaitingMemory[] = [];
  return {
    addReports: (rows, locale, reports) => outputs.addReports(rows, locale, reports),
    begin: (documents) => {
      begun = documents;
    },
    collected: () => outputs.collect(begun),
    memories: async () => (staged = await outputs.stageMemories()),
    close: () => discardFiles(root, staged),
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
  let collected: Promise<OutputAnswer> | undefined;
  let memories: Promise<OutputAnswer> | undefined;
  return {
    addReports: (rows, locale, reports) => tell({ kind: "reports", rows, locale, reports }),
    async layUp(path, name) {
      const answer = await ask({ kind: "lay-up", path, name });
      return "units" in answer ? answer.units : undefined;
    },
    early: {
      openDocument: (document) => tell({ kind: "document", document }),
      addChanges: (changes) => tell({ kind: "changes", changes }),
    },
    begin(documents) {
      collected = ask({ kind: "collect", documents });
      memories = ask({ kind: "memories" });
      // Whoever waits for them is told; nobody may be there yet.
      for (const answer of [collected, memories]) answer.catch(() => undefined);
    },
    async collected() {
      const answer = sound(await collected!);
      if (!("collected" in answer)) throw new Error(OTHER_ANSWER);
      return answer.collected;
    },
    async memories() {
      const answer = sound(await memories!);
      if (!("memories" in answer)) throw new Error(OTHER_ANSWER);
      return answer.memories;
    },
    async close() {
      const answer = await memories?.catch(() => undefined);
      if (answer && "memories" in answer) await discardFiles(project.root, answer.memories);
      await worker.terminate();
    },
  };
}

const OTHER_ANSWER = "The thread answered another question.";

/** What was answered. Throws the failure that was told instead. */
function sound(answer: OutputAnswer): Exclude<OutputAnswer, { readonly failure: PackedFailure }> {
  if ("failure" in answer) throw unpackFailure(answer.failure);
  return answer;
}
