import { describe, expect, it } from "vitest";
import { cliProject, editXliff, type CliProject } from "../testing/cli-project.ts";

const BEFORE = "Dear parents,\n\nWe meet on Monday at nine in the big hall.\n\nBring a cup.\n\nGoodbye.\n";
const AFTER = "Bring a cup.\n\nDear parents,\n\nWe meet on Tuesday at nine in the big hall.\n\nThere will be tea.\n";

/** A project whose text was translated and approved, and then changed: one sentence moved, one changed, one new, one gone. */
async function changedProject(): Promise<CliProject> {
  const project = cliProject({ "sources/a.txt": BEFORE, "glossaries/en-ru.csv": "source,target\n" });
  await project.run(["extract"]);
  await project.run(["translate", "--to", "ru"]);
  project.write(
    "inbox/a.xlf",
    editXliff(project.text("xliff/ru/a.txt.xlf"), [
      { source: "Dear parents,", target: "Дорогие родители!", isApproved: true },
      { source: "We meet on Monday at nine in the big hall.", target: "Встреча в понедельник.", isApproved: true },
      { source: "Bring a cup.", target: "Возьмите чашку.", isApproved: true },
      { source: "Goodbye.", target: "До свидания.", isApproved: true },
    ]),
  );
  await project.run(["import"]);
  project.write("sources/a.txt", AFTER);
  return project;
}

describe("a source that changed", () => {
  it("is compared with its translation, word by word, and nothing is written", async () => {
    const project = await changedProject();
    const before = project.text("xliff/ru/a.txt.xlf");
    const { exitCode, stdout } = await project.run(["diff"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("a.txt (ru): 1 changed, 1 new, 1 gone, 2 as they were");
    expect(stdout).toContain(
      "~ Line 5: We meet on [-Monday-]{+Tuesday+} at nine in the big hall.\n    Встреча в понедельник.",
    );
    expect(stdout).toContain("+ Line 7: There will be tea.");
    expect(stdout).toContain("- Line 7: Goodbye.\n    До свидания.");
    expect(project.text("xliff/ru/a.txt.xlf")).toBe(before);
    const json = JSON.parse((await project.run(["diff", "--json"])).stdout) as { documents: { unchanged: number }[] };
    expect(json.documents[0]!.unchanged).toBe(2);
  });

  it("keeps what was moved, and shows the editor which words of a changed sentence are new", async () => {
    const project = await changedProject();
    await project.run(["extract"]);
    const xliff = project.text("xliff/ru/a.txt.xlf");
    expect(xliff).toMatch(/state="signed-off">Возьмите чашку\./);
    expect(xliff).toContain("Earlier source: We meet on Monday at nine in the big hall.");
    expect(xliff).toContain("Changes: We meet on [-Monday-]{+Tuesday+} at nine in the big hall.");
    expect(xliff).toContain(">Встреча в понедельник.<");
  });

  it("is sent to the editor with just what changed, whose return joins the rest", async () => {
    const project = await changedProject();
    const { exitCode, stderr } = await project.run(["translate", "--only", "changed"]);
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringContaining("2 segments that were open, alone: review/ru/a.txt.xlf"),
    ]);
    const part = project.text("review/ru/a.txt.xlf");
    expect(part.match(/<trans-unit /g)).toHaveLength(2);
    project.write(
      "inbox/part.xlf",
      editXliff(part, [
        { source: "We meet on Tuesday at nine in the big hall.", target: "Встреча во вторник.", isApproved: true },
        { source: "There will be tea.", target: "Будет чай.", isApproved: true },
      ]),
    );
    expect((await project.run(["import"])).exitCode).toBe(0);
    expect((await project.run(["merge", "--to", "ru"])).exitCode).toBe(0);
    expect(project.text("out/ru/a.txt")).toBe(
      "Возьмите чашку.\n\nДорогие родители!\n\nВстреча во вторник.\n\nБудет чай.\n",
    );
  });

  it("does not overwrite what an editor wrote into the file with the changes", async () => {
    const project = await changedProject();
    await project.run(["translate", "--only", "changed"]);
    project.write(
      "review/ru/a.txt.xlf",
      project.text("review/ru/a.txt.xlf").replace("</file>", "<!-- mine --></file>"),
    );
    const { exitCode, stderr } = await project.run(["translate", "--only", "changed"]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("review/ru/a.txt.xlf has been changed")]);
    expect(project.text("review/ru/a.txt.xlf")).toContain("mine");
  });
});
