import { parentPort, workerData } from "node:worker_threads";
import { openScratch } from "../../store/scratch.ts";
import { ownStream } from "../own-document.ts";
import type { Project } from "../project.ts";
import { inputChunks } from "../read-input.ts";
import { packFailure } from "../thread-failure.ts";
import { importOutputs } from "./import-outputs.ts";
import type { OutputAnswer, OutputMessage } from "./output-thread.ts";
import { shareUnits, type SharedUnits } from "./stored-document.ts";

/** Makes the outputs of one import, while the main thread compares returns and writes working files. */
const outputs = importOutputs(workerData as Project);

type Question = Extract<OutputMessage, { readonly kind: "lay-up" | "collect" | "memories" }>;

async function answer(question: Question): Promise<OutputAnswer> {
  try {
    if (question.kind === "collect") return { collected: await outputs.collect(question.documents) };
    if (question.kind === "memories") return { memories: await outputs.stageMemories() };
    return { units: await layUpFile(question.path, question.name) };
  } catch (error) {
    return { failure: packFailure(error) };
  }
}

async function layUpFile(path: string, name: string): Promise<SharedUnits | undefined> {
  const document = await ownStream(inputChunks(path, name), name);
  return document && shareUnits(document.units, openScratch());
}

async function take(message: OutputMessage): Promise<void> {
  if (message.kind === "reports") outputs.addReports(message.rows, message.locale, message.reports);
  else if (message.kind === "document") await outputs.openDocument(message.document);
  else if (message.kind === "changes") outputs.addChanges(message.changes);
  else parentPort!.postMessage(await answer(message));
}

let previous = Promise.resolve();
parentPort!.on("message", (message: OutputMessage) => {
  previous = previous.then(async () => take(message));
});
