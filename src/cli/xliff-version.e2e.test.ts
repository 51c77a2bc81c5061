import { describe, expect, it } from "vitest";
import { cliProject } from "../testing/cli-project.ts";

const WORKING = "xliff/ru/note.txt.xlf";

describe("--xliff", () => {
  it("writes working files as XLIFF 2, says who cannot use them, and keeps the version until another is asked for", async () => {
    const project = cliProject({ "sources/note.txt": "Welcome to the programme.\nBring a pen.\n" });
    const translated = await project.run(["translate", "--to", "ru", "--engine", "pseudo", "--xliff", "2.1"]);
    expect(translated.exitCode).toBe(0);
    expect(translated.stderr).toContain("XLIFF 2.1 are not for OmegaT");
    const sent = project.text(WORKING);
    expect(sent).toContain(`version="2.1"`);
    expect(project.text("xliff/source/note.txt.xlf")).toContain(`version="1.2"`);

    project.write(
      "inbox/back.xlf",
      sent
        .replace(`state="translated" subState="pitrans:draft"`, `state="final"`)
        .replace(/<target>[^<]*<\/target>(?=<\/segment><\/unit>\n<\/file>)/, "<target>Возьмите ручку.</target>"),
    );
    const imported = await project.run(["import"]);
    expect([imported.exitCode, imported.stderr]).toEqual([0, expect.stringMatching(/1 +confirmed[^]*1 +changed/)]);
    const reviewed = project.text(WORKING);
    expect(reviewed).toContain(`version="2.1"`);
    expect(reviewed.match(/category="pitrans-state">(?<state>\w+);/g)).toEqual([
      `category="pitrans-state">final;`,
      `category="pitrans-state">edited;`,
    ]);

    project.write("sources/note.txt", "Welcome to the programme!\nBring a pen.\n");
    expect((await project.run(["extract"])).exitCode).toBe(0);
    expect(project.text(WORKING)).toContain(`version="2.1"`);
    expect((await project.run(["translate", "--to", "ru", "--engine", "pseudo"])).exitCode).toBe(0);
    expect(project.text(WORKING)).toContain(`version="2.1"`);

    const back = await project.run(["translate", "--to", "ru", "--engine", "pseudo", "--xliff", "1.2"]);
    expect([back.exitCode, back.stderr]).toEqual([0, expect.not.stringContaining("OmegaT")]);
    expect(project.text(WORKING)).toContain(`version="1.2"`);
    expect(project.text(WORKING)).toContain("Возьмите ручку.");
    // Every writing can be taken back, whatever version came after it.
    expect((await project.run(["import", "--undo"])).exitCode).toBe(1);
  });

  it("refuses a version that is not written", async () => {
    const { exitCode, stderr } = await cliProject({}).run(["translate", "--to", "ru", "--xliff", "1.1"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("2.1")]);
  });

  it("brings the bytes of an XLIFF 2 file back when an import is undone", async () => {
    const project = cliProject({ "sources/note.txt": "Welcome to the programme.\n" });
    await project.run(["translate", "--to", "ru", "--engine", "pseudo", "--xliff", "2.0"]);
    const sent = project.text(WORKING);
    project.write("inbox/back.xlf", sent.replace(/<target>.*<\/target>/, "<target>Добро пожаловать.</target>"));
    await project.run(["import"]);
    expect(project.text(WORKING)).toContain("Добро пожаловать.");
    expect((await project.run(["import", "--undo"])).exitCode).toBe(0);
    expect(project.text(WORKING)).toBe(sent);
  });
});
