import { join } from "node:path";
import { eachSegment } from "../../model/document.ts";
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
import { openSharedChanges, type SharedChanges } from "./stored-document.ts";
import { discardFiles, type WaitingFile } from "./write-report.ts";

/** A document that is imported into. */
export interface SharedDocument {
  readonly name: string;
  readonly locale: Locale;
  readonly units: SharedSpool;
}

/** A document with what an import changed in it. */
export interface ChangedDocument extends SharedDocument {
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
  /** Begins with a document before all is compared. Errors: those of reading the protected terms. */
  openDocument(document: SharedDocument): Promise<void>;
  /** The changes of the next stretch of the segments of the document that was opened last. */
  addChanges(changes: SharedChanges): void;
  /**
   * Once all returns are compared. Errors: those of reading the protected terms.
   *
   * @param documents absent: all changes are here; else what was added of changes counts no more
   */
  collect(documents?: readonly ChangedDocument[]): Promise<CollectedOutputs>;
  /** Writes the memories of what was collected. Errors: those of reading the memories and of writing beside them. */
  stageMemories(): Promise<WaitingMemory[]>;
}

/** Makes the outputs of one import. */
export function importOutputs(project: Project): ImportOutputs {
  const scratch = openScratch();
  const rows: RowsInWriting[] = [];
  let remembering: Remembering | undefined;
  let open: DocumentCollector | undefined;
  const openDocument = async ({ name, locale, units }: SharedDocument): Promise<DocumentCollector> => {
    open?.end();
    remembering ??= await openRemembering(project, scratch);
    return (open = collectDocument(units, remembering.document(name, locale)));
  };
  return {
    addReports(file, locale, reports) {
      const open = (rows[file] ??= openSegmentRows(locale, scratch));
      for (const text of openShared(reports).texts()) open.add(text);
    },
    openDocument: async (document) => void (await openDocument(document)),
    addChanges: (changes) => open?.add(changes),
    async collect(documents) {
      if (documents) {
        remembering = undefined;
        for (const document of documents) (await openDocument(document)).add(document.changes);
      }
      open?.end();
      open = undefined;
      return { remembered: remembering?.added ?? 0, rows: Array.from(rows, (each) => each?.share()) };
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

/** Collects what is to be remembered of a document, from its first segment to its last. */
interface DocumentCollector {
  /** The changes of the next stretch of segments. */
  add(changes: SharedChanges): void;
  end(): void;
}

function collectDocument(units: SharedSpool, collector: EntryCollector): DocumentCollector {
  const segments = eachSegment(openShared(units, UNIT_FORM))[Symbol.iterator]();
  return {
    add(changes) {
      const applied = openSharedChanges(changes);
      const end = changes.first + changes.states.length;
      for (let index = changes.first; index < end; index += 1) {
        const next = segments.next();
        if (next.done === true) return;
        collector.add(applied.apply(next.value, index), applied.has(index));
      }
    },
    end: () => collector.end(),
  };
}

async function stageMemory(root: string, { path, bytes }: MemoryToWrite): Promise<WaitingMemory> {
  const hashed = hashedPieces(bytes);
  const { temporary } = await stageFile(join(root, path), hashed.bytes);
  return { path, temporary, sha256: hashed.sha256() };
}
