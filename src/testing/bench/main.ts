import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchCases, type Case } from "./cases.ts";
import { measure } from "./measure.ts";
import { formatRows, linearity, rowOf, type Row } from "./table.ts";

const USAGE = `Usage: npm run bench -- [options]
Times whole processes of the built program on generated documents, beside the least that any program would need for them.

  --only <text>   only cases whose name contains the text ("1000-page", "extract")
  --runs <n>      runs of each case, of which the median counts (default: 5)
  --json          one JSON document on stdout
`;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    runs: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stderr.write(USAGE);
else await main();

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pitrans-bench-"));
  try {
    const rows: Row[] = [];
    for (const benchCase of benchCases(folder).filter(({ name }) => name.includes(values.only))) {
      process.stderr.write(`${benchCase.name}…\n`);
      rows.push(await runCase(benchCase, Number(values.runs)));
    }
    const growth = linearity(rows);
    if (values.json)
      process.stdout.write(`${JSON.stringify({ runs: Number(values.runs), rows, growth }, undefined, 2)}\n`);
    else process.stdout.write(`${[...formatRows(rows), ...growth.map(({ sentence }) => sentence)].join("\n")}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runCase(benchCase: Case, runs: number): Promise<Row> {
  const { task, floor } = benchCase;
  const failure = await benchCase.setUp?.();
  if (failure === undefined) {
    const [ours, least] = await measure([task, floor], runs);
    return rowOf(benchCase, ours!, least!);
  }
  const [least] = await measure([floor], runs);
  return rowOf(benchCase, { milliseconds: 0, megabytes: 0, failure }, least!);
}
