import { join } from "node:path";
import type { Locale } from "../../model/locale.ts";
import type { EntryCollector } from "../../memory/entries-of-document.ts";
import { hashedPieces } from "../../store/hashed-pieces.ts";
import { openScratch, openShared, type SharedSpool } from "../../store/scratch.ts";
import { dropGarbage } from "../../store/save-memory.ts";
import type { StagedBytes } from "../../store/work-batch.ts";
import { stageFile, waitingFile } from "../../store/write-atomically.ts";
import type { Project } from "../project.ts";
import { packFailure, type PackedFailure } from "../thread-failure.ts";
import { UNIT_FORM } from "./packed-units.ts";
import { openRemembering, type MemoryToWrite } from "./remember.ts";
import { openSegmentRows, type WrittenRows } from "./segment-rows.ts";
import { changedUnits, openSharedChanges, type SharedChanges } from "./stored-document.ts";
import { stageReport, type ReportTask, type WaitingFile } from "./write-report.ts";

/** A document with what an import changed in it. */
export interface ChangedDocument {
  readonly name: string;
  readonly locale: Locale;
  readonly units: SharedSpool;
  readonly changes: SharedChanges;
}

/** What is to be written besides the working files, once all returns are compared. */
export interface OutputTask {
  readonly documents: readonly ChangedDocument[];
  /** Absent: nothing new is to be told. */
  readonly report?: ReportTask;
}

/** Files that wait to be put in their places. */
export interface WaitingOutputs {
  readonly memories: readonly (WaitingFile & StagedBytes)[];
  /** How many translations are new in the memories. */
  readonly remembered: number;
  readonly reports: readonly WaitingFile[];
  /** Why there are no reports. The import stands all the same. */
  readonly reportFailure?: PackedFailure;
}

/** The making of memories and reports. Nothing of it is seen before it is put in its place. */
export interface ImportOutputs {
  /** More reports of segments of a returned file, whose translations are in such a language. @param rows the number of the file */
  addReports(rows: number, locale: Locale, reports: SharedSpool): void;
  /** Errors: those of reading the memories and of writing beside them. */
  finish(task: OutputTask): Promise<WaitingOutputs>;
}

/** Makes the outputs of one import. */
export function importOutputs(project: Project): ImportOutputs {
  const scratch = openScratch();
  const rows: WrittenRows[] = [];
  return {
    addReports(file, locale, reports) {
      const open = (rows[file] ??= openSegmentRows(locale, scratch));
      for (const text of openShared(reports).texts()) open.add(text);
    },
    async finish({ documents, report }) {
      const remembering = await openRemembering(project, scratch);
      for (const document of documents) collect(document, remembering.document(document.name, document.locale));
      dropGarbage();
      const memories: (WaitingFile & StagedBytes)[] = [];
      let remembered = 0;
      try {
        for (const memory of remembering.files()) {
          memories.push(await stageMemory(project.root, memory));
          remembered += memory.added;
        }
      } catch (error) {
        await discardFiles(project.root, memories);
        throw error;
      }
      if (!report) return { memories, remembered, reports: [] };
      try {
        const reports = await stageReport(project.root, report, remembered, (file) => rows[file]!);
        return { memories, remembered, reports };
      } catch (error) {
        return { memories, remembered, reports: [], reportFailure: packFailure(error) };
      }
    },
  };
}

/** Removes files that are not to be put in their places. */
export async function discardFiles(root: string, files: readonly WaitingFile[]): Promise<void> {
  for (const { path, temporary } of files) await waitingFile(join(root, path), temporary).discard();
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

async function stageMemory(root: string, { path, bytes }: MemoryToWrite): Promise<WaitingFile & StagedBytes> {
  const hashed = hashedPieces(bytes);
  const { temporary } = await stageFile(join(root, path), hashed.bytes);
  return { path, temporary, sha256: hashed.sha256() };
}
