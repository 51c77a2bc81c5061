import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cliProject, editXliff, type CliProject } from "../testing/cli-project.ts";

const WORKING = "xliff/ru/letter.txt.xlf";
const LETTER = "Dear parents,\nWe meet on Monday.\nBring a pen.\n";
const ALL = [
  { source: "Dear parents,", target: "Дорогие родители!", isApproved: true },
  { source: "We meet on Monday.", target: "Мы встречаемся в понедельник.", isApproved: true },
  { source: "Bring a pen.", target: "Возьмите ручку.", isApproved: true },
];

let contents: Readonly<Record<string, Buffer>> | undefined;

/** A letter, extracted and prepared for the editor. Made once. */
async function sent(): Promise<CliProject> {
  if (contents) return cliProject(contents);
  const made = cliProject({ "sources/letter.txt": LETTER });
  expect((await made.run(["translate", "--to", "ru"])).exitCode).toBe(0);
  contents = made.contents();
  return made;
}

describe("a working file that was edited in place", () => {
  it("is shown by status, which writes nothing", async () => {
    const project = await sent();
    project.write(WORKING, editXliff(project.text(WORKING), ALL));
    const before = project.snapshot();
    const { exitCode, stdout } = await project.run(["status"]);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/letter\.txt .*100 %.* edited in place/)]);
    expect(project.snapshot()).toEqual(before);
  });

  it.each([
    [["extract"], 0],
    [["translate"], 0],
    [["merge"], 0],
  ])("is taken in by %s, with a report, into the memory, and can be taken back", async (words, exitCode) => {
    const project = await sent();
    const edited = editXliff(project.text(WORKING), ALL);
    project.write(WORKING, edited);
    const run = await project.run(words);
    expect([run.exitCode, run.stderr]).toEqual([
      exitCode,
      expect.stringContaining("3 segments edited in the working file itself were taken in"),
    ]);
    expect(run.stderr).toMatch(/Report of the edits taken in: reports\/import-\w+\.html/);
    expect(project.text(WORKING)).toContain("Возьмите ручку.");
    expect(project.text("memory/en-ru.tmx")).toContain("Возьмите ручку.");
    const undo = await project.run(["import", "--undo"]);
    expect([undo.exitCode, undo.stderr]).toEqual([0, expect.stringContaining(WORKING)]);
    expect(project.text(WORKING)).toBe(edited);
    expect(project.has("memory/en-ru.tmx")).toBe(false);
  });

  it("is taken in before the return of an editor, which then contradicts it", async () => {
    const project = await sent();
    const before = project.text(WORKING);
    project.write("inbox/a.xlf", editXliff(before, [{ ...ALL[2]!, target: "Захватите ручку." }]));
    project.write(WORKING, editXliff(before, [ALL[2]!]));
    const { exitCode, stderr } = await project.run(["import"]);
    expect([exitCode, stderr]).toEqual([7, expect.stringContaining("at Line 3")]);
    expect(project.text(WORKING)).toContain("Возьмите ручку.");
  });

  it("is not overwritten where it was broken, and the sentence says where", async () => {
    const project = await sent();
    const broken = project.text(WORKING).slice(0, -40);
    project.write(WORKING, broken);
    for (const words of [["extract"], ["translate"], ["merge"], ["status"]]) {
      const { exitCode, stdout, stderr } = await project.run(words);
      if (words[0] === "status") expect(stdout).toMatch(/letter\.txt +cannot be read/);
      expect([words, exitCode, stderr]).toEqual([words, 1, expect.stringMatching(/letter\.txt\.xlf.*line \d+/)]);
      expect(stderr).toMatch(/xliff\/ru\/letter\.txt\.xlf, a working file of this project, is damaged[^]*delete it/);
    }
    expect(project.text(WORKING)).toBe(broken);
  });
});

describe("a project whose .pitrans was deleted", () => {
  it("loses no translation, merges, and still knows the files that editors have", async () => {
    const project = await sent();
    const first = project.text(WORKING);
    project.write("inbox/a.xlf", editXliff(first, ALL.slice(0, 2)));
    await project.run(["import"]);
    const partly = project.text(WORKING);
    rmSync(join(project.root, ".pitrans"), { recursive: true });
    expect((await project.run(["extract"])).exitCode).toBe(0);
    expect(project.text(WORKING)).toBe(partly);
    rmSync(join(project.root, "inbox"), { recursive: true });
    project.write("inbox/b.xlf", editXliff(first, [ALL[2]!]));
    const { exitCode, stderr } = await project.run(["import"]);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("What was sent is no longer stored")]);
    rmSync(join(project.root, ".pitrans"), { recursive: true });
    expect((await project.run(["merge"])).exitCode).toBe(0);
    expect(project.text("out/ru/letter.txt")).toBe(
      "Дорогие родители!\nМы встречаемся в понедельник.\nВозьмите ручку.\n",
    );
  });
});

describe("two pitrans at once", () => {
  it("is refused with exit code 6 and a sentence that names the other; a lock whose holder died is taken over", async () => {
    const project = await sent();
    const lock = {
      pid: process.pid,
      host: (await import("node:os")).hostname(),
      since: new Date().toISOString(),
      command: "translate",
    };
    project.write(".pitrans/lock", `${JSON.stringify(lock)}\n`);
    const { exitCode, stderr } = await project.run(["extract"]);
    expect(exitCode).toBe(6);
    expect(stderr).toContain('The project is in use by "pitrans translate"');
    expect((await project.run(["status"])).exitCode).toBe(0);
    project.write(".pitrans/lock", `${JSON.stringify({ ...lock, pid: 2 ** 22 + 1 })}\n`);
    expect((await project.run(["extract"])).exitCode).toBe(0);
    expect(project.has(".pitrans/lock")).toBe(false);
  });
});
