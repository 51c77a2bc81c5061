import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cliProject, editXliff, type CliProject } from "../testing/cli-project.ts";

const OLD = "xliff/ru/letter.txt.xlf";
const NEW = "xliff/ru/letter v2.txt.xlf";

let contents: Readonly<Record<string, Buffer>> | undefined;

/** A letter, reviewed, whose original is then renamed. */
async function renamed(): Promise<CliProject> {
  let made = contents && cliProject(contents);
  if (!made) {
    made = cliProject({ "sources/letter.txt": "Dear parents,\nWe meet on Monday.\nBring a pen.\n" });
    await made.run(["translate", "--to", "ru"]);
    const edits = [{ source: "Bring a pen.", target: "Возьмите ручку.", isApproved: true }];
    made.write("inbox/a.xlf", editXliff(made.text(OLD), edits));
    await made.run(["import"]);
    contents = made.contents();
  }
  renameSync(join(made.root, "sources/letter.txt"), join(made.root, "sources/letter v2.txt"));
  return made;
}

describe("a document that was renamed", () => {
  it.each([["extract"], ["translate"]])(
    "keeps its translation and its states with %s, and is told of",
    async (word) => {
      const project = await renamed();
      project.write("sources/letter v2.txt", "Dear parents,\nBring a pen.\nWe meet on Tuesday.\n");
      const before = project.text(OLD);
      const dry = await project.run([word, "-n"]);
      expect([dry.exitCode, dry.stderr, project.has(NEW)]).toEqual([
        0,
        expect.stringContaining("would be carried"),
        false,
      ]);
      const { exitCode, stderr } = await project.run([word]);
      expect([exitCode, stderr]).toEqual([
        0,
        expect.stringContaining(
          "letter.txt is gone from sources/; its translation was carried over to letter v2.txt; the old one stays in xliff/ru/letter.txt.xlf",
        ),
      ]);
      expect(project.text(NEW)).toMatch(/approved="yes"[^]*Возьмите ручку\./);
      expect(project.text(OLD)).toBe(before);
      expect((await project.run(["merge", "letter v2.txt", "--allow-untranslated"])).exitCode).toBe(0);
      expect(project.text("out/ru/letter v2.txt")).toContain("Возьмите ручку.");
    },
  );

  it("is told of by extract and status where nothing is like it; nothing is deleted", async () => {
    const project = await renamed();
    rmSync(join(project.root, "sources/letter v2.txt"));
    project.write("sources/other.txt", "Something else.\nBring a pen.\nAnd more.\n");
    for (const word of ["extract", "status"]) {
      const { stderr } = await project.run([word]);
      expect([word, stderr]).toEqual([
        word,
        expect.stringContaining(
          "letter.txt is gone from sources/; its translation is still in xliff/ru/letter.txt.xlf.",
        ),
      ]);
    }
    expect([project.has(OLD), project.has("xliff/ru/other.txt.xlf")]).toEqual([true, false]);
  });
});
