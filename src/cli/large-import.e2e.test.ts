import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { makeReturn, makeXliffProject, writeReturn, XLIFF_FILES } from "../testing/bench/make-xliff.ts";
import { cliProject } from "../testing/cli-project.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const SOURCES = fileURLToPath(new URL("main.ts", import.meta.url));

describe("a return of more than 8 MB", () => {
  it("gives the same files by two threads as by one, and can be taken back", async () => {
    const pristine = temporaryFolder();
    await makeXliffProject(pristine, 12_000, "large");
    const back = join(pristine, "inbox", "back.xlf");
    writeReturn(readFileSync(join(pristine, XLIFF_FILES[1]!), "utf8"), back, makeReturn);
    expect(statSync(back).size).toBeGreaterThan(8 << 20);
    // The program starts its thread only where it is built: from its sources it does all in turn.
    const inTurn = temporaryFolder();
    cpSync(pristine, inTurn, { recursive: true, preserveTimestamps: true });
    const { status } = spawnSync(process.execPath, ["--import", LOADER, SOURCES, "import"], { cwd: inTurn });
    expect(status).toBe(0);

    const project = cliProject();
    cpSync(pristine, project.root, { recursive: true, preserveTimestamps: true });
    const before = project.bytes(XLIFF_FILES[1]!);
    expect((await project.run(["import"])).exitCode).toBe(0);
    const files = Object.keys(project.snapshot()).filter((path) => /^(?:xliff|memory|reports)\/.*[^/]$/.test(path));
    expect(files.map((path) => path.replace(/^.*\./, ".")).sort()).toEqual([".html", ".json", ".tmx", ".xlf", ".xlf"]);
    for (const path of files) expect(project.bytes(path).equals(readFileSync(join(inTurn, path))), path).toBe(true);
    expect((await project.run(["import", "--undo"])).exitCode).toBe(0);
    expect(project.bytes(XLIFF_FILES[1]!).equals(before)).toBe(true);
  });
});
