import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cliProject } from "../testing/cli-project.ts";

describe("a folder that is no project", () => {
  it("is said to be none, by every command that needs one, and nothing is written", async () => {
    const elsewhere = cliProject({ "p/sources/a.txt": "Hello.\n", "q/notes.md": "x" });
    const before = elsewhere.snapshot();
    const inQ = (...words: string[]) => elsewhere.run(words, { cwd: "q" });
    const sentence = expect.stringContaining(
      "This folder is no pitrans project: there is no sources/ here.\n",
    ) as unknown;
    const status = await inQ("status");
    expect([status.exitCode, status.stderr]).toEqual([0, sentence]);
    for (const words of [["extract"], ["translate", "--to", "ru"], ["import"], ["merge", "--to", "ru"]]) {
      const { exitCode, stderr } = await inQ(...words);
      expect([words, exitCode, stderr]).toEqual([words, 2, sentence]);
      expect(stderr).toContain("pitrans init");
    }
    const owned = await inQ("extract", "../p/sources/a.txt");
    expect(owned.stderr).toContain(`belongs to the project in ${join(elsewhere.root, "p")}.`);
    expect(elsewhere.snapshot()).toEqual(before);
  });
});

describe("a document that can hardly be meant", () => {
  it("is remarked on: one without text, one in the letters of another language", async () => {
    const project = cliProject({ "sources/a.txt": "\n\n", "sources/b.txt": "Дорогие родители, до встречи!\n" });
    const extracted = await project.run(["extract"]);
    expect(extracted.stderr).toMatch(/a\.txt: 0 segments[^\n]*\n +! no text was found; text inside pictures/);
    expect(extracted.stderr).toMatch(/b\.txt: 1 segment[^\n]*\n +! Most of the text is in Cyrillic/);
    const translated = await project.run(["translate", "--to", "ru", "-n"]);
    expect(translated.stderr).toContain("! b.txt: Most of the text is in Cyrillic");
  });
});
