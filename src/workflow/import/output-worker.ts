import { parentPort, workerData } from "node:worker_threads";
import type { Project } from "../project.ts";
import { packFailure } from "../thread-failure.ts";
import { importOutputs } from "./import-outputs.ts";
import type { OutputAnswer, OutputMessage } from "./output-thread.ts";

/** Makes the outputs of one import, while the main thread compares returns and writes working files. */
const outputs = importOutputs(workerData as Project);

async function answer(task: Extract<OutputMessage, { readonly kind: "finish" }>["task"]): Promise<OutputAnswer> {
  try {
    return { outputs: await outputs.finish(task) };
  } catch (error) {
    return { failure: packFailure(error) };
  }
}

parentPort!.on("message", (message: OutputMessage) => {
  if (message.kind === "reports") outputs.addReports(message.rows, message.locale, message.reports);
  else void answer(message.task).then((answered) => parentPort!.postMessage(answered));
});
