import { readdir } from "node:fs/promises";
import { extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { extensions } from "../../filters/registry.ts";
import { findSoffice, SOFFICE_ABSENT } from "../soffice.ts";
import { readExceptions } from "./exceptions.ts";
import { GATE_IDS, type GateId } from "./gate.ts";
import type { Job } from "./job.ts";
import { runJobs } from "./pool.ts";
import { printReport } from "./print-report.ts";
import { summarise } from "./report.ts";

const USAGE = `Usage: npm run corpus -- <folder> [options]
Runs the gates of the document filters over every document in the folder.
Documents below a folder named "bad" run through G9 only, all others through the other gates.

  --gate G1,G3     only these gates (default: all)
  --only <text>    only files whose path contains the text
  --limit <n>      at most n files of each extension
  --timeout <s>    seconds for one document, all gates together (default: 60)
  --memory <MiB>   memory for one document (default: 1024)
  --workers <n>    processes at a time (default: 2)
  --from <locale>  source language (default: en)
  --to <locale>    target language of pseudo-translations (default: ru)
  --soffice        open every pseudo-translated document in LibreOffice too (slow)
  --list <n>       name at most n failed documents of each gate (default: 20)
  --exceptions <f> documents that may fail, and why (default: exceptions.tsv beside this program)
  --json           one JSON document on stdout
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gate: { type: "string" },
    only: { type: "string" },
    limit: { type: "string" },
    timeout: { type: "string", default: "60" },
    memory: { type: "string", default: "1024" },
    workers: { type: "string", default: "2" },
    from: { type: "string", default: "en" },
    to: { type: "string", default: "ru" },
    list: { type: "string", default: "20" },
    exceptions: { type: "string", default: fileURLToPath(new URL("exceptions.tsv", import.meta.url)) },
    soffice: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

process.exitCode = await main();

async function main(): Promise<number> {
  const folder = positionals[0];
  const wanted = (values.gate?.split(",") ?? [...GATE_IDS]).map((id) => id.trim().toUpperCase());
  const unknown = wanted.filter((id) => !GATE_IDS.includes(id as GateId));
  if (folder === undefined || values.help || unknown.length > 0) {
    process.stderr.write(unknown.length > 0 ? `There is no gate ${unknown.join(", ")}.\n${USAGE}` : USAGE);
    return values.help ? 0 : 2;
  }
  if (values.soffice && findSoffice() === undefined) {
    process.stderr.write(`${SOFFICE_ABSENT}: G3 does without it.\n`);
  }
  const { jobs, unread } = await findJobs(folder, wanted as GateId[]);
  const reports = await runJobs(
    jobs,
    { workers: Number(values.workers), seconds: Number(values.timeout), megabytes: Number(values.memory) },
    progress(jobs.length),
  );
  const report = summarise(reports, unread, await readExceptions(values.exceptions));
  if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else process.stdout.write(`${printReport(report, Number(values.list)).join("\n")}\n`);
  return report.ok ? 0 : 1;
}

async function findJobs(
  folder: string,
  gates: readonly GateId[],
): Promise<{ jobs: Job[]; unread: Record<string, number> }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((name) => values.only === undefined || name.includes(values.only))
    .sort();
  const jobs: Job[] = [];
  const unread: Record<string, number> = {};
  const seen = new Map<string, number>();
  for (const name of names) {
    const extension = extname(name).toLowerCase() || "(no extension)";
    const isBad = isInBadFolder(name);
    if (!extensions.includes(extension)) {
      unread[extension] = (unread[extension] ?? 0) + 1;
      continue;
    }
    const limited = `${extension}${isBad ? " bad" : ""}`;
    seen.set(limited, (seen.get(limited) ?? 0) + 1);
    if (values.limit !== undefined && seen.get(limited)! > Number(values.limit)) continue;
    jobs.push({
      path: join(folder, name),
      name,
      gates: gates.filter((gate) => (gate === "G9") === isBad),
      sourceLocale: values.from,
      targetLocale: values.to,
      hasSoffice: values.soffice && findSoffice() !== undefined,
    });
  }
  return { jobs: jobs.filter(({ gates }) => gates.length > 0), unread };
}

function isInBadFolder(name: string): boolean {
  return (
    `/${name}`.includes("/bad/") ||
    resolve(positionals[0] ?? "")
      .split(sep)
      .includes("bad")
  );
}

/** Tells on a terminal how far it is. */
function progress(total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total}${done === total ? "\n" : ""}`);
  };
}
