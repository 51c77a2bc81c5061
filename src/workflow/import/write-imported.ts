import type { HistoryEvent } from "../../store/history-event.ts";
import type { Scratch } from "../../store/scratch.ts";
import type { Store } from "../../store/store.ts";
import type { Project } from "../project.ts";
import { eventOf, writeWorkingStream } from "../working-file.ts";
import type { DocumentInWork } from "./document-in-work.ts";
import type { OutputThread } from "./output-thread.ts";
import { openRows, type WrittenRows } from "./segment-rows.ts";
import { discardFiles, putInPlace, stageReport, type ReportTask } from "./write-report.ts";

/** What an import gave besides the working files. */
export interface WrittenOutputs {
  /** How many translations are new in the memories. */
  readonly remembered: number;
  /** Relative to the project, with `/`. */
  readonly reportFiles: readonly string[];
}

/**
 * Writes working files, memories and the report, and completes the batch; of what memories and report hold the thread makes what it was told to
 * begin. Errors: StoreError. Where only the report could not be written the import stands.
 *
 * @param report absent: nothing new is to be told
 */
export async function writeImported(
  project: Project,
  store: Store,
  documents: Iterable<DocumentInWork>,
  outputs: OutputThread,
  report: ReportTask | undefined,
  scratch: Scratch,
): Promise<WrittenOutputs> {
  const batch = await store.beginBatch("import");
  for (const present of documents) {
    const { document } = present.after;
    const writing = { document, present: present.exportId, events: eventsOf(present), returns: present.returns };
    await writeWorkingStream(project, store, batch, writing, scratch);
  }
  // While the thread writes the memories.
  const { remembered, rows } = await outputs.collected();
  const rowsOf = (file: number): WrittenRows => openRows(rows[file]!);
  let failure: unknown;
  const staging = report ? stageReport(project.root, report, remembered, rowsOf) : [];
  const waiting = await Promise.resolve(staging).catch((error: unknown) => {
    failure = error;
    return [];
  });
  try {
    for (const { path, ...bytes } of await outputs.memories()) {
      const [unwritten] = await batch.commit([{ path, bytes }]);
      if (unwritten) throw unwritten.error;
    }
    batch.complete();
    if (failure !== undefined) throw failure;
    return { remembered, reportFiles: await putInPlace(project.root, waiting) };
  } finally {
    await discardFiles(project.root, waiting);
  }
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
