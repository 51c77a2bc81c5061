import { join } from "node:path";
import type { Locale } from "../../model/locale.ts";
import type { EntryCollector } from "../../memory/entries-of-document.ts";
import { hashedPieces } from "../../store/hashed-pieces.ts";
import { openScratch, openShared, type SharedSpool } from "../../store/scratch.ts";
import { dropGarbage } from "../../store/save-memory.ts";
import type { StagedBytes } from "../../store/work-batch.ts";
import { stageFile } from "../../store/write-atomically.ts";
import type { Project } from "../project.ts";
import { UNIT_FORM } from "./packed-units.ts";
import { openRemembering, type MemoryToWrite, type Remembering } from "./remember.ts";
import { openSegmentRows, type RowsInWriting, type SharedRows } from "./segment-rows.ts";
import { changedUnits, openSharedChanges, type SharedChanges } from "./stored-document.ts";
import { discardFiles, type WaitingFile } from "./write-report.ts";

/** A document with what an import changed in it. */
export interface ChangedDocument {
  readonly name: string;
  readonly locale: Locale;
  readonly units: SharedSpool;
  readonly changes: SharedChanges;
}

/** What reports need of what was collected. */
export interface CollectedOutputs {
  /** How many translations are new in the memories. */
  readonly remembered: number;
  /** By returned file, what reports say of its segments; absent where nothing was told of it. */
  readonly rows: readonly (SharedRows | undefined)[];
}

/** A memory that waits to be put in its place. */
export interface WaitingMemory extends WaitingFile, StagedBytes {}

/** The making of memories, and of the rows of reports. Nothing of it is seen before it is put in its place. */
export interface ImportOutputs {
  /** More reports of segments of a returned file, whose translations are in such a language. @param rows the number of the file */
  addReports(rows: number, locale: Locale, reports: SharedSpool): void;
  /** Once all returns are compared. Errors: those of reading the protected terms. */
  collect(documents: readonly ChangedDocument[]): Promise<CollectedOutputs>;
  /** Writes the memories of what was collected. Errors: those of reading the memories and of writing beside them. */
  stageMemories(): Promise<WaitingMemory[]>;
}

/** Makes the outputs of one import. */
export function importOutputs(project: Project): ImportOutputs {
  const scratch = openScratch();
  const rows: RowsInWriting[] = [];
  let remembering: Remembering | undefined;
  return {
    addReports(file, locale, reports) {
      const open = (rows[file] ??= openSegmentRows(locale, scratch));
      for (const text of openShared(reports).texts()) open.add(text);
    },
    async collect(documents) {
      remembering = await openRemembering(project, scratch);
      for (const document of documents) collect(document, remembering.document(document.name, document.locale));
      return { remembered: remembering.added, rows: Array.from(rows, (each) => each?.share()) };
    },
    async stageMemories() {
      dropGarbage();
      const memories: WaitingMemory[] = [];
      try {
        for (const memory of remembering?.files() ?? []) memories.push(await stageMemory(project.root, memory));
        return memories;
      } catch (error) {
        await discardFiles(project.root, memories);
        throw error;
      }
    },
  };
}

function collect({ units, changes }: ChangedDocument, collector: EntryCollector): void {
  const applied = openSharedChanges(changes);
  let index = 0;
  for (const unit of changedUnits(openShared(units, UNIT_FORM), applied)) {
    for (const segment of unit.segments) {
      collector.add(segment, applied.has(index));
      index += 1;
    }
  }
  collector.end();
}

async function stageMemory(root: string, { path, bytes }: MemoryToWrite): Promise<WaitingMemory> {
  const hashed = hashedPieces(bytes);
  const { temporary } = await stageFile(join(root, path), hashed.bytes);
  return { path, temporary, sha256: hashed.sha256() };
}
