import { fork, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gateResult } from "./gate.ts";
import type { FileReport, Job } from "./job.ts";

export interface PoolLimits {
  readonly workers: number;
  /** For one document, all its gates together. */
  readonly seconds: number;
  /** Resident memory of one worker, in MiB; watched on Linux, elsewhere only JavaScript's own heap is bounded. */
  readonly megabytes: number;
  /** Another program in place of worker.ts. */
  readonly worker?: URL;
}

const WORKER = new URL("worker.ts", import.meta.url);

/** How often a worker's time and memory are looked at. */
const WATCH_MS = 200;

/**
 * Runs the jobs in worker processes, several at a time, and gives the reports in the order of the jobs. A document that takes too long,
 * swells, or kills its process gets a report that says so, and a fresh process takes the next one.
 */
export async function runJobs(
  jobs: readonly Job[],
  limits: PoolLimits,
  onReport: (report: FileReport) => void,
): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    let worker: Worker | undefined;
    while (next < jobs.length) {
      const index = next;
      next += 1;
      worker ??= startWorker(limits);
      const report = await worker.run(jobs[index]!);
      reports[index] = report;
      onReport(report);
      if (!worker.isAlive()) worker = undefined;
    }
    worker?.stop();
  };
  await Promise.all(Array.from({ length: Math.min(limits.workers, jobs.length) }, lane));
  return reports;
}

interface Worker {
  run(job: Job): Promise<FileReport>;
  isAlive(): boolean;
  stop(): void;
}

function startWorker(limits: PoolLimits): Worker {
  const child = fork(fileURLToPath(limits.worker ?? WORKER), {
    execArgv: ["--import", import.meta.resolve("tsx"), `--max-old-space-size=${limits.megabytes}`],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ready = new Promise<void>((resolve) => child.once("message", () => resolve()));
  let hasEnded = false;
  child.once("exit", () => {
    hasEnded = true;
  });
  return {
    isAlive: () => !hasEnded && !child.killed,
    stop: () => child.kill(),
    run: async (job) => {
      await ready;
      return runOne(child, job, limits);
    },
  };
}

function runOne(child: ChildProcess, job: Job, limits: PoolLimits): Promise<FileReport> {
  return new Promise((resolve) => {
    const started = Date.now();
    const finish = (report: FileReport): void => {
      clearInterval(watch);
      child.off("message", onMessage);
      child.off("exit", onExit);
      resolve(report);
    };
    const fail = (reason: string): void => finish(failedReport(job, reason));
    const onMessage = (report: FileReport): void => finish(report);
    const onExit = (): void => fail("The process died: most likely it ran out of memory.");
    const watch = setInterval(() => {
      const resident = residentMegabytes(child.pid);
      const reason =
        Date.now() - started > limits.seconds * 1000
          ? `It took longer than ${limits.seconds} s.`
          : resident > limits.megabytes
            ? `It took more than ${limits.megabytes} MiB of memory.`
            : undefined;
      if (reason === undefined) return;
      child.kill("SIGKILL");
      fail(reason);
    }, WATCH_MS);
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send(job);
  });
}

/** 0 where the system does not tell. */
function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** All gates failed for the one reason. */
function failedReport(job: Job, reason: string): FileReport {
  const format = job.name.slice(job.name.lastIndexOf(".") + 1).toLowerCase();
  return {
    name: job.name,
    format,
    sha256: "",
    results: job.gates.map((gate) => gateResult(gate, [reason], { stopped: 1 })),
  };
}
