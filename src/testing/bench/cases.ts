import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeDeck } from "./make-deck.ts";
import { makeHandbook } from "./make-handbook.ts";
import { makeMarkdown } from "./make-markdown.ts";
import { makePage } from "./make-page.ts";
import { makeWorkbook } from "./make-workbook.ts";
import { makeWriterHandbook } from "./make-writer-handbook.ts";
import { runTask, type Task } from "./measure.ts";

/** A command and the least it could cost, measured side by side. */
export interface Case {
  readonly name: string;
  readonly task: Task;
  readonly floor: Task;
  /** How many times the floor it may take, and its peak memory in MiB; absent where nothing is promised. */
  readonly bounds: { readonly ratio?: number; readonly megabytes?: number };
  /** Once, before the first run; a sentence where it cannot be run at all. */
  setUp?(): Promise<string | undefined>;
}

const CLI = fileURLToPath(new URL("../../../bin/pitrans.js", import.meta.url));
const FLOOR = fileURLToPath(new URL("floor.mjs", import.meta.url));
const BUNDLER = fileURLToPath(new URL("../../../node_modules/rolldown/bin/cli.mjs", import.meta.url));
const READ = fileURLToPath(new URL("read-xliff.ts", import.meta.url));

interface Input {
  readonly name: string;
  readonly files: Readonly<Record<string, () => Buffer>>;
  readonly extractBounds: Case["bounds"];
  readonly mergeBounds?: Case["bounds"];
}

const handbook = (pages: number): Input["files"] => ({ "handbook.docx": () => makeHandbook(pages, `${pages}`) });

const INPUTS: readonly Input[] = [
  { name: "10-page DOCX", files: handbook(10), extractBounds: {}, mergeBounds: {} },
  { name: "100-page DOCX", files: handbook(100), extractBounds: {}, mergeBounds: {} },
  {
    name: "1000-page DOCX",
    files: handbook(1000),
    extractBounds: { ratio: 3, megabytes: 250 },
    mergeBounds: { ratio: 3, megabytes: 300 },
  },
  { name: "200-slide PPTX", files: { "deck.pptx": () => makeDeck(200, "200") }, extractBounds: {}, mergeBounds: {} },
  {
    name: "2 MB HTML",
    files: { "page.html": () => makePage(2_000_000, "2 MB") },
    extractBounds: { ratio: 3, megabytes: 300 },
    mergeBounds: { ratio: 3, megabytes: 300 },
  },
  {
    name: "2 MB Markdown",
    files: { "handbook.md": () => makeMarkdown(2_000_000, "2 MB") },
    extractBounds: { ratio: 3, megabytes: 300 },
    mergeBounds: { ratio: 3, megabytes: 300 },
  },
  {
    name: "20,000-row XLSX",
    files: { "questions.xlsx": () => makeWorkbook(20_000, "20000") },
    extractBounds: { ratio: 3, megabytes: 300 },
    mergeBounds: { ratio: 3, megabytes: 300 },
  },
  {
    name: "1000-page ODT",
    files: { "handbook.odt": () => makeWriterHandbook(1000, "1000") },
    extractBounds: { ratio: 3, megabytes: 300 },
    mergeBounds: { ratio: 3, megabytes: 300 },
  },
  {
    name: "300 three-page DOCX",
    files: Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [`worksheet-${n + 1}.docx`, () => makeHandbook(3, `worksheet ${n}`)]),
    ),
    extractBounds: { ratio: 2.5 },
  },
];

/** All cases, their inputs made below `folder` when they are set up. */
export function benchCases(folder: string): Case[] {
  const empty = { cwd: folder };
  return [
    {
      name: "--version",
      task: { ...empty, words: [CLI, "--version"] },
      floor: { ...empty, words: ["-e", "0"] },
      bounds: { ratio: 1.6 },
    },
    ...INPUTS.flatMap((input) => casesOf(input, join(folder, input.name.replaceAll(" ", "-")))),
    ...returnCases(folder),
  ];
}

function casesOf(input: Input, project: string): Case[] {
  const documents = Object.keys(input.files).map((name) => join(project, "sources", name));
  // Moved, not deleted: for a minute ext4 looks at each file number that was freed before it gives a new file one, which was a tenth of the
  // processor time of 300 documents.
  const clear = (...names: readonly string[]): void => {
    const earlier = mkdtempSync(`${project}-earlier-`);
    for (const name of names) {
      if (existsSync(join(project, name))) renameSync(join(project, name), join(earlier, name));
    }
  };
  const command = (...words: readonly string[]): Task => ({ cwd: project, words: [CLI, ...words] });
  const extract = command("extract");
  const writeInputs = (): void => {
    mkdirSync(join(project, "sources"), { recursive: true });
    for (const [name, make] of Object.entries(input.files)) writeFileSync(join(project, "sources", name), make());
  };
  const extracting: Case = {
    name: `extract ${input.name}`,
    task: { ...extract, prepare: () => clear("xliff", ".pitrans") },
    floor: { cwd: project, words: [FLOOR, ...documents] },
    bounds: input.extractBounds,
    setUp: async () => {
      writeInputs();
      return undefined;
    },
  };
  if (input.mergeBounds === undefined) return [extracting];
  const merging: Case = {
    name: `merge ${input.name}`,
    task: { ...command("merge", "--to", "ru", "--allow-pseudo", "--allow-draft"), prepare: () => clear("out") },
    floor: { cwd: project, words: [FLOOR, "--deflate", ...documents] },
    bounds: input.mergeBounds,
    setUp: async () => {
      writeInputs();
      clear("xliff", ".pitrans");
      for (const task of [extract, command("translate", "--to", "ru", "--engine", "pseudo", "--yes")]) {
        const { failure } = await runTask(task, {});
        if (failure !== undefined) return failure;
      }
      return undefined;
    },
  };
  return [extracting, merging];
}

/** Segments of the return whose import is measured. */
const UNITS = 100_000;

/** A return in which an editor approved everything and changed every tenth text, read and imported, beside a bare parse of that file. */
function returnCases(folder: string): Case[] {
  const pristine = join(folder, "pristine");
  const project = join(folder, "import");
  const back = join(pristine, "inbox", "back.xlf");
  const reader = join(folder, "read-xliff.mjs");
  const floor = { cwd: folder, words: [FLOOR, back] };
  const writeInputs = async (): Promise<undefined> => {
    const { makeReturn, makeXliffProject, writeReturn, XLIFF_FILES } = await import("./make-xliff.ts");
    rmSync(pristine, { recursive: true, force: true });
    await makeXliffProject(pristine, UNITS, "import");
    writeReturn(readFileSync(join(pristine, XLIFF_FILES[1]!), "utf8"), back, makeReturn);
    cpSync(pristine, project, { recursive: true });
    return undefined;
  };
  const reading: Case = {
    name: "read 100,000 segments",
    task: { cwd: folder, words: [reader, back] },
    floor,
    bounds: { ratio: 4, megabytes: 150 },
    setUp: async () => {
      // In a process of its own: one that is started has at its peak at least what this one had.
      const { failure } = await runTask(
        { cwd: folder, words: [BUNDLER, READ, "--platform", "node", "-o", reader] },
        {},
      );
      return failure ?? writeInputs();
    },
  };
  const importing: Case = {
    name: "import 100,000 segments",
    task: {
      cwd: project,
      words: [CLI, "import"],
      prepare: () => {
        rmSync(project, { recursive: true, force: true });
        cpSync(pristine, project, { recursive: true });
      },
    },
    floor,
    bounds: { ratio: 8, megabytes: 150 },
    setUp: writeInputs,
  };
  return [reading, importing];
}
