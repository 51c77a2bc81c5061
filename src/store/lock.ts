import { readFileSync, rmSync } from "node:fs";
import { link, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import { dirname } from "node:path";
import { StoreError } from "../errors.ts";

/** Who works on the project. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  /** What it is doing: "translate". */
  readonly command: string;
  /** Start of the process in clock ticks after boot, where the system tells (Linux): a process number alone is used again. */
  readonly ticks?: string;
}

export interface Lock {
  /** Whether the last holder died without letting go: unfinished files may lie about (`removeTemporaryFiles`). */
  readonly isAfterCrash: boolean;
  release(): Promise<void>;
}

/** A lock file without content is a lock being taken; so old (ms), it is one that was never finished. */
const UNFINISHED_AFTER = 3000;

const ATTEMPTS = 5;

/** Clocks are set while machines run; a lock counts as older than the last start only by more than this (ms). */
const CLOCK_SLACK = 60_000;

/**
 * Takes the lock of a project, whose folder is created, or throws a StoreError memory-locked that names the holder. A lock whose process is
 * gone (on this machine: not running, another process of that number, or from before the last start of the machine) is taken over.
 */
export async function takeLock(path: string, command: string): Promise<Lock> {
  const ticks = startTicks(process.pid);
  const holder: LockHolder = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    command,
    ...(ticks === undefined ? {} : { ticks }),
  };
  const content = `${JSON.stringify(holder)}\n`;
  await mkdir(dirname(path), { recursive: true });
  let isAfterCrash = false;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      await writeFile(path, content, { flag: "wx" });
      return { isAfterCrash, release: releaser(path, content) };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw notPermitted(error, path);
    }
    const found = await readFile(path, "utf8").catch(() => undefined);
    if (found === undefined) continue;
    if (!(await isStale(found, path))) throw locked(found, path);
    await takeAway(path, found);
    isAfterCrash = true;
  }
  throw locked("", path);
}

function releaser(path: string, content: string): () => Promise<void> {
  const letGo = (): void => {
    try {
      if (readFileSync(path, "utf8") === content) rmSync(path, { force: true });
    } catch {
      // The lock is gone already: there is nothing to let go of.
    }
  };
  process.once("exit", letGo);
  return async () => {
    process.off("exit", letGo);
    letGo();
  };
}

/** Moves a stale lock aside; should another process have taken it over in this very moment, that one's is put back. */
async function takeAway(path: string, stale: string): Promise<void> {
  const aside = `${path}.${process.pid}.stale`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, "utf8")) !== stale) await link(aside, path);
  } catch {
    // Another process was faster; the next attempt sees what it left.
  } finally {
    await rm(aside, { force: true });
  }
}

async function isStale(content: string, path: string): Promise<boolean> {
  const holder = parseHolder(content);
  if (!holder) {
    const written = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
    return Date.now() - written > UNFINISHED_AFTER;
  }
  if (holder.host !== hostname()) return false;
  if (!isRunning(holder.pid)) return true;
  if (Date.parse(holder.since) + CLOCK_SLACK < Date.now() - uptime() * 1000) return true;
  return holder.ticks !== undefined && holder.ticks !== startTicks(holder.pid);
}

function parseHolder(content: string): LockHolder | undefined {
  try {
    const value = JSON.parse(content) as Partial<LockHolder> | null;
    if (typeof value?.pid !== "number" || typeof value.host !== "string") return undefined;
    return { since: "", command: "", ...value, pid: value.pid, host: value.host };
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Field 22 of /proc/<pid>/stat (proc(5)); the name in field 2 may hold anything, so fields are counted after its closing bracket. */
function startTicks(pid: number): string | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "latin1");
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function locked(content: string, path: string): StoreError {
  const holder = parseHolder(content);
  const who = holder
    ? `"pitrans ${holder.command}" (process ${holder.pid} on ${holder.host}, since ${holder.since})`
    : "another pitrans";
  return new StoreError("memory-locked", `The project is in use by ${who}.`, {
    hint:
      holder && holder.host !== hostname()
        ? `Wait until it has finished. If ${holder.host} is not running pitrans, delete ${path}.`
        : "Wait until it has finished, then run the command again.",
    place: { file: path },
  });
}

function notPermitted(error: unknown, path: string): StoreError {
  return new StoreError("not-permitted", `The lock ${path} could not be written.`, {
    hint: "Check that this account may write to the folder of the project.",
    place: { file: path },
    cause: error,
  });
}
