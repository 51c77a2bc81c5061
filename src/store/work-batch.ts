import { join } from "node:path";
import { PitransError } from "../errors.ts";
import { sha256 } from "../model/identity.ts";
import type { Locale } from "../model/locale.ts";
import type { BlobFolder } from "./blob-folder.ts";
import type { ExportFolder } from "./export-folder.ts";
import type { BatchKind, HistoryEvent } from "./history-event.ts";
import type { History, PlannedFile } from "./history.ts";
import { mapLimited } from "./map-limited.ts";
import { readIfPresent } from "./read-if-present.ts";
import { NODE_FILE_CALLS, writeAtomically, type FileCalls } from "./write-atomically.ts";

/** A file of the project to be written in a batch. */
export interface FileToWrite {
  /** Relative to the project, with `/`: "xliff/ru/elpida/module-1.docx.xlf", "memory/en-ru.tmx". */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** For the files under `xliff/`, each of whose writings is an export. */
  readonly export?: { readonly id: string; readonly document: string; readonly locale?: Locale };
  readonly events?: readonly HistoryEvent[];
}

/** A file that could not be written, and why; everything else of the batch was done. */
export interface WriteFailure {
  readonly path: string;
  readonly error: PitransError;
}

/** One run of a command, as it writes: all its files, what changed in them, and what is needed to undo it. */
export interface WorkBatch {
  /**
   * Keeps what the files replace, notes in history what will be written, then writes. May be called again and again. `returns`: SHA-256 of the
   * returned files these changes come from; they count as imported once the batch is complete. A file held by another program is reported;
   * errors that are nobody's file are thrown.
   */
  commit(files: readonly FileToWrite[], returns?: readonly string[]): Promise<readonly WriteFailure[]>;
  /** Says that the run is over. A batch without this is told by `History.unfinishedBatches`. */
  complete(): void;
}

/** As many writes under way at once; more gave nothing on two cores. */
const WRITES_AT_ONCE = 8;

/** What a batch works on. */
export interface BatchTools {
  readonly root: string;
  /** Opened when it is first asked for: most runs of `extract` have nothing to note. */
  readonly history: () => Promise<History>;
  readonly exports: ExportFolder;
  /** For files that we did not write: kept by their hash when they are replaced. */
  readonly replaced: BlobFolder;
  readonly calls?: FileCalls;
}

/** Opens a batch; nothing is stored before its first commit. */
export function workBatch(kind: BatchKind, tools: BatchTools): WorkBatch {
  const { root, exports, replaced, calls = NODE_FILE_CALLS } = tools;
  let history: History | undefined;
  let id: number | undefined;

  const isKept = async (path: string, hash: string): Promise<boolean> => {
    const record = (await tools.history()).exportByHash(path, hash);
    const bytes = record && (await exports.get(record.id));
    return bytes !== undefined && sha256(bytes) === hash;
  };

  const prepare = async (file: FileToWrite): Promise<PlannedFile> => {
    const before = readIfPresent(join(root, file.path));
    const beforeHash = before && sha256(before);
    const after = sha256(file.bytes);
    if (before && beforeHash !== undefined && beforeHash !== after && !(await isKept(file.path, beforeHash)))
      await replaced.put(before);
    if (file.export) await exports.put(file.export.id, file.bytes);
    return {
      path: file.path,
      after,
      events: file.events ?? [],
      ...(beforeHash === undefined ? {} : { before: beforeHash }),
      ...(file.export ? { export: file.export } : {}),
    };
  };

  return {
    async commit(files, returns = []) {
      const planned = await mapLimited(files, WRITES_AT_ONCE, prepare);
      const opened = (history ??= await tools.history());
      const batch = (id ??= opened.beginBatch(kind));
      opened.planFiles(batch, planned, returns);
      const outcomes = await mapLimited(files, WRITES_AT_ONCE, async (file, index) => {
        if (planned[index]!.before === planned[index]!.after) return undefined;
        try {
          await writeAtomically(join(root, file.path), file.bytes, { calls });
          return undefined;
        } catch (error) {
          opened.dropFile(batch, file.path, planned[index]!.before, file.export?.id);
          if (!(error instanceof PitransError)) throw error;
          return { path: file.path, error };
        }
      });
      return outcomes.filter((outcome) => outcome !== undefined);
    },
    complete() {
      if (id !== undefined) history?.completeBatch(id);
    },
  };
}
