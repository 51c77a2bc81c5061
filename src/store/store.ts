import { existsSync } from "node:fs";
import { join } from "node:path";
import { blobFolder, type BlobFolder } from "./blob-folder.ts";
import { exportFolder, type ExportFolder } from "./export-folder.ts";
import type { BatchKind } from "./history-event.ts";
import { openHistory, type History } from "./history.ts";
import { takeLock, type Lock } from "./lock.ts";
import { projectId, readProjectId } from "./project-id.ts";
import { openReplyCache, type ReplyCache } from "./reply-cache.ts";
import { undoBatch, type UndoResult } from "./undo-batch.ts";
import { workBatch, type WorkBatch } from "./work-batch.ts";
import type { FileCalls } from "./write-atomically.ts";

export interface StoreOptions {
  /** For commands that only look (`status`, every dry run): a `.pitrans` that is not there is not made, and nothing is kept. */
  readonly isReadOnly?: boolean;
  /** For tests: failing file calls. */
  readonly calls?: FileCalls;
}

/** The project's own state, under `.pitrans`. Nothing is created, opened or loaded before it is used. */
export interface Store {
  /** The folder of the project. */
  readonly root: string;
  /** Its `.pitrans`. */
  readonly folder: string;
  /** Whether `.pitrans` is there: without it an import is two-way, and there is nothing to undo. */
  isPresent(): boolean;
  /** Baselines, by export id. */
  readonly exports: ExportFolder;
  /** Documents as they were when they were extracted. */
  readonly originals: BlobFolder;
  /** Files as they came back. Whether one was imported, `History.wasImported` tells. */
  readonly returns: BlobFolder;
  /** Opened once; the same object every time. */
  history(): Promise<History>;
  /** Opened once; the same object every time. */
  cache(): Promise<ReplyCache>;
  /** `cache.db`, for the memory index: it has tables of its own there. */
  readonly cachePath: string;
  /** The id as it is stored, if it is. */
  readProjectId(): Promise<string | undefined>;
  /** The id, given now where there is none; `known`: the one that working files carry. */
  projectId(known?: string): Promise<string>;
  lock(command: string): Promise<Lock>;
  /** Opens a batch of work: the way to write working files and memories. */
  beginBatch(kind: BatchKind): Promise<WorkBatch>;
  undoBatch(batch: number): Promise<UndoResult>;
  /** Closes the databases that were opened. The lock is not released. */
  close(): Promise<void>;
}

/** The store of the project in a folder, which need not have one yet. */
export function openStore(root: string, options: StoreOptions = {}): Store {
  const folder = join(root, ".pitrans");
  const replaced = blobFolder(join(folder, "exports"));
  const idPath = join(folder, "project");
  const cachePath = databasePath("cache.db");
  let history: Promise<History> | undefined;
  let cache: Promise<ReplyCache> | undefined;
  let id: string | undefined;
  const openedHistory = (): Promise<History> => (history ??= openHistory(databasePath("history.db")));
  const exports = exportFolder(join(folder, "exports"), async (id) => (await openedHistory()).exportById(id)?.sha256);

  function databasePath(name: string): string {
    const path = join(folder, name);
    return options.isReadOnly && !existsSync(path) ? ":memory:" : path;
  }

  const tools: Parameters<typeof workBatch>[1] = {
    root,
    exports,
    replaced,
    history: openedHistory,
    ...(options.calls ? { calls: options.calls } : {}),
  };

  return {
    root,
    folder,
    isPresent: () => existsSync(folder),
    exports,
    originals: blobFolder(join(folder, "originals")),
    returns: blobFolder(join(folder, "returns")),
    history: openedHistory,
    cache: () => (cache ??= openReplyCache(cachePath)),
    cachePath,
    readProjectId: () => readProjectId(idPath),
    projectId: async (known) => (id ??= await projectId(idPath, known)),
    lock: (command) => takeLock(join(folder, "lock"), command),
    beginBatch: async (kind) => workBatch(kind, tools),
    undoBatch: (batch) => undoBatch(batch, tools),
    async close() {
      const opened = await Promise.allSettled([history, cache]);
      for (const outcome of opened) if (outcome.status === "fulfilled") outcome.value?.close();
      history = undefined;
      cache = undefined;
    },
  };
}
