import type { BilingualUnit } from "../../model/document.ts";
import type { Segment } from "../../model/unit.ts";
import type { HistoryEvent } from "../../store/history-event.ts";
import type { Scratch } from "../../store/scratch.ts";
import type { Store } from "../../store/store.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import type { Project } from "../project.ts";
import { eventOf, writeWorkingStream } from "../working-file.ts";
import type { DocumentInWork } from "./document-in-work.ts";
import { openRemembering } from "./remember.ts";

/** Writes working files and memories; gives how many translations are new in the memory. Errors: StoreError. */
export async function writeImported(
  project: Project,
  store: Store,
  batch: WorkBatch,
  documents: Iterable<DocumentInWork>,
  scratch: Scratch,
): Promise<number> {
  const remembering = await openRemembering(project, scratch);
  for (const present of documents) {
    const { document } = present.after;
    const collector = remembering.document(document.original.name, document.targetLocale!);
    const units = watched(document.units, (segment, index) => collector.add(segment, present.changes.has(index)));
    const writing = {
      document: { ...document, units },
      present: present.exportId,
      events: eventsOf(present),
      returns: present.returns,
    };
    await writeWorkingStream(project, store, batch, writing, scratch);
    collector.end();
  }
  return remembering.write(batch);
}

/** Units that are read once, and shown, segment by segment, as they are read: reading is what takes the time. */
function* watched(
  units: Iterable<BilingualUnit>,
  show: (segment: Segment, index: number) => void,
): Generator<BilingualUnit> {
  let index = 0;
  for (const unit of units) {
    for (const segment of unit.segments) {
      show(segment, index);
      index += 1;
    }
    yield unit;
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
