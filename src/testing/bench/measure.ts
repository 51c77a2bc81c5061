import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A program to be run by node, whole. */
export interface Task {
  /** As after `node`. */
  readonly words: readonly string[];
  readonly cwd: string;
  /** Before every run, not timed: clears what the last run left. */
  prepare?(): void;
}

export interface Measurement {
  /** Wall-clock time of whole processes, in milliseconds: the median of the runs. */
  readonly milliseconds: number;
  /** Peak resident memory in MiB of the process, or of the largest where it starts others; from a run of its own. */
  readonly megabytes: number;
  /** Set where the program failed: its last words. */
  readonly failure?: string;
}

const HOOK = fileURLToPath(new URL("peak-memory.cjs", import.meta.url));

/** A command that takes longer than this is given up. */
const MAX_MS = 10 * 60_000;

/**
 * Runs the tasks so many times, taking turns so that a busy moment of the machine hits all alike, and each once more for its memory. A task
 * that failed is not run again.
 */
export async function measure(tasks: readonly Task[], runs: number): Promise<Measurement[]> {
  const times = tasks.map((): number[] => []);
  const failures = new Map<Task, string>();
  for (let run = 0; run < runs; run += 1) {
    for (const [index, task] of tasks.entries()) {
      if (failures.has(task)) continue;
      task.prepare?.();
      const { milliseconds, failure } = await runTask(task, {});
      times[index]!.push(milliseconds);
      if (failure !== undefined) failures.set(task, failure);
    }
  }
  const measurements: Measurement[] = [];
  for (const [index, task] of tasks.entries()) {
    const failure = failures.get(task);
    measurements.push(
      failure === undefined
        ? { milliseconds: median(times[index]!), megabytes: await peakMemory(task) }
        : { milliseconds: 0, megabytes: 0, failure },
    );
  }
  return measurements;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function peakMemory(task: Task): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "pitrans-memory-"));
  try {
    const file = join(folder, "peaks");
    task.prepare?.();
    await runTask(task, { PITRANS_BENCH_MEMORY: file, NODE_OPTIONS: `--require ${JSON.stringify(HOOK)}` });
    return Math.max(...readFileSync(file, "utf8").trim().split("\n").map(Number)) / 1024;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One run from start to end. */
export function runTask(
  { words, cwd }: Task,
  environment: Readonly<Record<string, string>>,
): Promise<{ milliseconds: number; failure?: string }> {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(process.execPath, [...words], {
      cwd,
      env: { ...process.env, CI: "1", NO_COLOR: "1", ...environment },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: MAX_MS,
    });
    let talk = "";
    child.stderr.on("data", (chunk: Buffer) => {
      talk = `${talk}${chunk.toString()}`.slice(-2000);
    });
    child.on("close", (code) => {
      const milliseconds = performance.now() - started;
      const lines = talk.trim().split("\n");
      const failure = `exit ${code}: ${lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? ""}`;
      resolve(code === 0 ? { milliseconds } : { milliseconds, failure });
    });
  });
}
