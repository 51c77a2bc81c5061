import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

// Whole processes on a machine that does other things too.
vi.setConfig({ testTimeout: 120_000 });

/** The built program. */
export const PROGRAM: string = fileURLToPath(new URL("../../bin/pitrans.js", import.meta.url));

/** How a run of the built program ended. */
export interface Run {
  /** Null where it was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input; default: nothing. */
  readonly input?: string;
  /** Relative to the project. */
  readonly cwd?: string;
}

/** A project in a temporary folder, worked on with the built program, as a person at a terminal would. */
export interface CliProject {
  readonly root: string;
  /** Writes a file, with its folders. */
  write(path: string, content: string | Uint8Array): void;
  text(path: string): string;
  bytes(path: string): Buffer;
  has(path: string): boolean;
  /** All files with the SHA-256 of each, sorted; folders end in "/". */
  snapshot(): Readonly<Record<string, string>>;
  run(words: readonly string[], options?: RunOptions): Promise<Run>;
  /** Started and not waited for: to be interrupted or killed. */
  start(words: readonly string[], options?: RunOptions): { readonly child: ChildProcess; readonly end: Promise<Run> };
  /** All files, to make another project of the same content: `cliProject(other.contents())`. */
  contents(): Readonly<Record<string, Buffer>>;
  /** The text with what differs from run to run replaced: folder, ids, hashes, times. */
  steady(text: string): string;
}

/** Environment variables that change what the program does; a developer's own must not. */
const CLEARED = /^(?:DEEPL_|NO_COLOR|FORCE_COLOR|CI$|TERM$|NODE_OPTIONS|VITEST)/;

/** An empty project; `files` are written into it. */
export function cliProject(files: Readonly<Record<string, string | Uint8Array>> = {}): CliProject {
  const root = temporaryFolder();
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !CLEARED.test(name)));

  const start: CliProject["start"] = (words, { env = {}, input = "", cwd = "." } = {}) => {
    const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: join(root, cwd), env: { ...inherited, ...env } });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (data: string) => (stdout += data));
    child.stderr.setEncoding("utf8").on("data", (data: string) => (stderr += data));
    child.stdin.on("error", () => undefined).end(input);
    const end = new Promise<Run>((resolve) => {
      child.once("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
    });
    return { child, end };
  };

  const project: CliProject = {
    root,
    write(path, content) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    text: (path) => readFileSync(join(root, path), "utf8"),
    bytes: (path) => readFileSync(join(root, path)),
    has: (path) => existsSync(join(root, path)),
    snapshot: () =>
      Object.fromEntries(
        readdirSync(root, { recursive: true, withFileTypes: true })
          .map((entry): [string, string] => {
            const path = join(entry.parentPath, entry.name);
            const name = path.slice(root.length + 1);
            return entry.isFile()
              ? [name, createHash("sha256").update(readFileSync(path)).digest("hex")]
              : [`${name}/`, ""];
          })
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    start,
    contents: () =>
      Object.fromEntries(
        readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((path) => [path.slice(root.length + 1), readFileSync(path)]),
      ),
    run: async (words, options) => start(words, options).end,
    steady: (text) =>
      text
        .replaceAll(root, "<root>")
        .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<project>")
        .replaceAll(/\b[0-9a-f]{64}\b/g, "<sha256>")
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
        .replaceAll(/\bprocess \d+ on \S+,/g, "process <pid> on <host>,")
        .replaceAll(/import-[a-z2-7]{8}\b/g, "import-<id>"),
  };
  for (const [path, content] of Object.entries(files)) project.write(path, content);
  return project;
}

/** What an editor did to one segment. */
export interface Edit {
  readonly source: string;
  /** The new target, as XML; absent: as it was. */
  readonly target?: string;
  /** Whether the tool marks the segment as right. */
  readonly isApproved?: boolean;
}

/** XLIFF 1.2 of ours as an editor's tool would save it. Throws an Error for a source that is not there. */
export function editXliff(xliff: string, edits: readonly Edit[]): string {
  let result = xliff;
  for (const { source, target, isApproved } of edits) {
    let isFound = false;
    result = result.replaceAll(/<trans-unit [^]*?<\/trans-unit>/g, (unit) => {
      if (!unit.includes(`<source>${source}</source>`)) return unit;
      isFound = true;
      const marked =
        isApproved && !unit.includes('approved="yes"')
          ? unit.replace("<trans-unit ", '<trans-unit approved="yes" ')
          : unit;
      const state = isApproved ? "signed-off" : "translated";
      return marked.replace(
        /<target([^>]*)>([^]*?)<\/target>/,
        (_, attributes: string, old: string) =>
          `<target${attributes.replace(/state="[^"]*"/, `state="${state}"`)}>${target ?? old}</target>`,
      );
    });
    if (!isFound) throw new Error(`There is no segment "${source}".`);
  }
  return result;
}

/** The file with everything gone that names its origin: notes, tool, ids of project and export. */
export function withoutIdentity(xliff: string): string {
  return xliff
    .replace(/<header>[^]*?<\/header>/, "")
    .replaceAll(/ (?:product-name|build-num|tool-id|resname|extradata)="[^"]*"/g, "");
}
