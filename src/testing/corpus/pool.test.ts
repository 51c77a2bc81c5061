import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { FileReport, Job } from "./job.ts";
import { runJobs } from "./pool.ts";

/** A worker that does to itself what the document's name says. */
const WORKER = `
process.send("ready");
process.on("message", (job) => {
  if (job.name === "hang") for (;;);
  if (job.name === "swell") { const held = []; const more = () => { held.push(Buffer.alloc(2 ** 25, 1)); setTimeout(more, 5); }; more(); return; }
  if (job.name === "heap") { const held = []; for (;;) held.push({ more: "x".repeat(9) + held.length }); }
  if (job.name === "die") process.exit(3);
  process.send({ name: job.name, format: "docx", sha256: "", results: [] });
});
process.on("disconnect", () => process.exit(0));
`;

const folder = mkdtempSync(join(tmpdir(), "pitrans-pool-"));
const worker = join(folder, "worker.mjs");
writeFileSync(worker, WORKER);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(names: readonly string[], seconds: number = 20): Promise<Record<string, string>> {
  const jobs = names.map((name): Job => ({
    path: name,
    name,
    gates: ["G1"],
    sourceLocale: "en",
    targetLocale: "ru",
    hasSoffice: false,
  }));
  const seen: FileReport[] = [];
  const limits = { workers: 2, seconds, megabytes: 200, worker: pathToFileURL(worker) };
  const reports = await runJobs(jobs, limits, (report) => seen.push(report));
  expect(reports.map(({ name }) => name)).toEqual(names);
  expect(seen).toHaveLength(names.length);
  return Object.fromEntries(reports.map(({ name, results }) => [name, results[0]?.failures[0] ?? "fine"]));
}

describe("worker processes", () => {
  it("are ended when a document hangs, and the others go on", async () => {
    expect(await run(["a", "hang", "b", "c"], 1)).toEqual({
      a: "fine",
      hang: "It took longer than 1 s.",
      b: "fine",
      c: "fine",
    });
  });

  it("may die, and the others go on", async () => {
    const found = await run(["die", "a", "b"]);
    expect(found).toEqual({ die: expect.stringMatching(/died/), a: "fine", b: "fine" });
  });

  it("are bounded in memory, on the heap and off it", async () => {
    const found = await run(process.platform === "linux" ? ["swell", "heap", "a"] : ["heap", "a"]);
    expect(found["heap"]).toMatch(/memory/);
    if (process.platform === "linux") expect(found["swell"]).toBe("It took more than 200 MiB of memory.");
    expect(found["a"]).toBe("fine");
  });
});
