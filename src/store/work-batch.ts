import { join } from "node:path";
import { PitransError } from "../errors.ts";
import { sha256 } from "../model/identity.ts";
import type { Locale } from "../model/locale.ts";
import type { BlobFolder } from "./blob-folder.ts";
import type { ExportFolder } from "./export-folder.ts";
import type { BatchKind, HistoryEvent } from "./history-event.ts";
import type { History, PlannedFile } from "./history.ts";
import { mapLimited } from "./map-limited.ts";
import { hashedPieces } from "./hashed-pieces.ts";
import { hashIfPresent } from "./read-if-present.ts";
import { NODE_FILE_CALLS, stageFile, waitingFile, writeAtomically, type FileCalls } from "./write-atomically.ts";

/** A file of the project to be written in a batch. */
export interface FileToWrite {
  /** Relative to the project, with `/`: "xliff/ru/elpida/module-1.docx.xlf", "memory/en-ru.tmx". */
  readonly path: string;
  /** Whole, or piece by piece: then they are written beside the file first, and never all in memory. Or they wait there already. */
  readonly bytes: Uint8Array | Iterable<string | Uint8Array> | StagedBytes;
  /** For the files under `xliff/`, each of whose writings is an export. */
  readonly export?: { readonly id: string; readonly document: string; readonly locale?: Locale };
  readonly events?: Iterable<HistoryEvent>;
}

/** Bytes that were written beside their file (`stageFile`), maybe by another thread. */
export interface StagedBytes {
  readonly temporary: string;
  readonly sha256: string;
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

/** A file that is ready to be written. */
interface PreparedFile {
  readonly planned: PlannedFile;
  readonly write: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** Opens a batch; nothing is stored before its first commit. */
export function workBatch(kind: BatchKind, tools: BatchTools): WorkBatch {
  const { root, exports, replaced, calls = NODE_FILE_CALLS } = tools;
  let history: History | undefined;
  let id: number | undefined;

  const isKept = async (path: string, hash: string): Promise<boolean> => {
    const record = (await tools.history()).exportByHash(path, hash);
    return record !== undefined && exports.holds(record.id, hash);
  };

  const prepare = async (file: FileToWrite): Promise<PreparedFile> => {
    const path = join(root, file.path);
    const { bytes } = file;
    const isStaged = "temporary" in bytes;
    const hashed = isStaged || bytes instanceof Uint8Array ? undefined : hashedPieces(bytes);
    const staged = isStaged
      ? waitingFile(path, bytes.temporary, calls)
      : hashed && (await stageFile(path, hashed.bytes, { calls }));
    try {
      const before = hashIfPresent(path);
      const after = isStaged ? bytes.sha256 : bytes instanceof Uint8Array ? sha256(bytes) : hashed!.sha256();
      if (before !== undefined && before !== after && !(await isKept(file.path, before))) await replaced.putFile(path);
      if (file.export && bytes instanceof Uint8Array) await exports.put(file.export.id, bytes);
      else if (file.export) await exports.putFile(file.export.id, staged!.temporary);
      const planned: PlannedFile = {
        path: file.path,
        after,
        events: file.events ?? [],
        ...(before === undefined ? {} : { before }),
        ...(file.export ? { export: file.export } : {}),
      };
      return {
        planned,
        discard: async () => staged?.discard(),
        write: () => (bytes instanceof Uint8Array ? writeAtomically(path, bytes, { calls }) : staged!.commit()),
      };
    } catch (error) {
      await staged?.discard();
      throw error;
    }
  };

  return {
    async commit(files, returns = []) {
      const opened = (history ??= await tools.history());
      const prepared = await mapLimited(files, WRITES_AT_ONCE, prepare);
      const batch = (id ??= opened.beginBatch(kind));
      try {
        opened.planFiles(
          batch,
          prepared.map(({ planned }) => planned),
          returns,
        );
      } catch (error) {
        for (const { discard } of prepared) await discard();
        throw error;
      }
      const outcomes = await mapLimited(prepared, WRITES_AT_ONCE, async ({ planned, write, discard }) => {
        const { path, before, after } = planned;
        if (before === after) return discard();
        try {
          return await write();
        } catch (error) {
          opened.dropFile(batch, path, before, planned.export?.id);
          if (!(error instanceof PitransError)) throw error;
          return { path, error };
        }
      });
      return outcomes.filter((outcome) => outcome !== undefined);
    },
    complete() {
      if (id !== undefined) history?.completeBatch(id);
    },
  };
}
