import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findSoffice, SOFFICE_ABSENT } from "../soffice.ts";
import { readExceptions } from "./exceptions.ts";
import { findJobs } from "./find-jobs.ts";
import { GATE_IDS, type GateId } from "./gate.ts";
import { runJobs } from "./pool.ts";
import { printReport } from "./print-report.ts";
import { summarise } from "./report.ts";
import { findRegressions, takeSnapshot } from "./snapshot.ts";
import { readSnapshot, writeSnapshot } from "./snapshot-file.ts";

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
  --every <n>      only the first and every n-th file of each folder and extension
  --snapshot <f>   write the figures of this run, by format and category, to a file; formats that were not run stay in it
  --check <f>      compare with a snapshot, and say what has become worse
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
    every: { type: "string", default: "1" },
    snapshot: { type: "string" },
    check: { type: "string" },
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
  const every = Number(values.every);
  const { jobs, unread } = await findJobs({
    folder,
    gates: wanted as GateId[],
    sourceLocale: values.from,
    targetLocale: values.to,
    hasSoffice: values.soffice && findSoffice() !== undefined,
    every,
    ...(values.only === undefined ? {} : { only: values.only }),
    ...(values.limit === undefined ? {} : { limit: Number(values.limit) }),
  });
  if (jobs.length === 0) {
    process.stderr.write(`There is no document in ${folder} that a gate could be tried on.\n`);
    return 2;
  }
  const reports = await runJobs(
    jobs,
    { workers: Number(values.workers), seconds: Number(values.timeout), megabytes: Number(values.memory) },
    progress(jobs.length),
  );
  const report = summarise(reports, unread, await readExceptions(values.exceptions));
  if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else process.stdout.write(`${printReport(report, Number(values.list)).join("\n")}\n`);
  const snapshot = takeSnapshot(report, every);
  if (values.snapshot !== undefined) await writeSnapshot(values.snapshot, snapshot);
  const worse = values.check === undefined ? [] : findRegressions(await readSnapshot(values.check), snapshot);
  for (const sentence of worse) process.stderr.write(`Worse than the snapshot: ${sentence}\n`);
  return report.ok && worse.length === 0 ? 0 : 1;
}

/** Tells on a terminal how far it is. */
function progress(total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total}${done === total ? "\n" : ""}`);
  };
}
