import type { HistoryEvent } from "../../store/history-event.ts";
import type { Scratch } from "../../store/scratch.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import type { Project } from "../project.ts";
import { unpackFailure } from "../thread-failure.ts";
import { eventOf, writeWorkingStream } from "../working-file.ts";
import type { DocumentInWork } from "./document-in-work.ts";
import type { OutputThread } from "./output-thread.ts";
import { putInPlace } from "./write-report.ts";

/** What an import gave besides the working files. */
export interface WrittenOutputs {
  /** How many translations are new in the memories. */
  readonly remembered: number;
  /** Puts the reports in their places, and gives their names. Errors: StoreError. */
  readonly putReports: () => Promise<string[]>;
}

/** Writes working files and memories; of these the thread makes what it was told to begin. Errors: StoreError. */
export async function writeImported(
  project: Project,
  store: Store,
  batch: WorkBatch,
  documents: Iterable<DocumentInWork>,
  outputs: OutputThread,
  scratch: Scratch,
): Promise<WrittenOutputs> {
  for (const present of documents) {
    const { document } = present.after;
    const writing = { document, present: present.exportId, events: eventsOf(present), returns: present.returns };
    await writeWorkingStream(project, store, batch, writing, scratch);
  }
  const { memories, remembered, reports, reportFailure } = await outputs.result();
  for (const { path, ...bytes } of memories) {
    const [failure] = await batch.commit([{ path, bytes }]);
    if (failure) throw failure.error;
  }
  return {
    remembered,
    putReports: async () => {
      if (reportFailure) throw unpackFailure(reportFailure);
      return putInPlace(project.root, reports);
    },
  };
}

/** What history is told, in the order of the document. */
function eventsOf({ before, changes }: DocumentInWork): Iterable<HistoryEvent> {
  return {
    *[Symbol.iterator]() {
      for (const index of before.ids.keys()) {
        if (!changes.has(index)) continue;
        const segment = before.get(index);
        const event = eventOf(segment, changes.apply(segment, index), changes.originOf(index));
        if (event) yield event;
      }
    },
  };
}
