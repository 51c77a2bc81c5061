import type { Job } from "./job.ts";
import { runGates } from "./run-gates.ts";

/** A process of its own: whatever a document does to it, the others go on. One message in, one message out. */
process.on("message", (job: Job) => {
  void runGates(job).then((report) => process.send?.(report));
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
