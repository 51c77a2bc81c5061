import { describe, expect, it } from "vitest";
import { minimalDocument } from "../testing/bad-documents.ts";
import { cliProject } from "../testing/cli-project.ts";

describe("pitrans formats", () => {
  it("lists formats with their names, extensions and options, and what the project sets", async () => {
    const project = cliProject({ "pitrans.config.json": '{"filters":{"docx":{"comments":"translate"}}}' });
    const { exitCode, stdout, stderr } = await project.run(["formats"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^docx +Word document +\.docx \.docm \.dotx \.dotm$/m);
    expect(stdout).toContain('comments: skip | translate, by default "skip"; this project: "translate"\n    Whether');
    expect(stderr).toContain('{ "filters": { "docx": { "comments": "translate" } } }');
  });

  it("needs no project", async () => {
    expect((await cliProject({}).run(["formats", "-q"])).exitCode).toBe(0);
  });
});

describe("options of filters in the configuration", () => {
  it("are refused before anything is done where they do not fit", async () => {
    const project = cliProject({
      "sources/a.txt": "Hello.\n",
      "pitrans.config.json": '{"filters":{"docx":{"coments":"skip"}}}',
    });
    const { exitCode, stderr } = await project.run(["extract"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Did you mean "comments"?')]);
    expect(project.has("xliff")).toBe(false);
  });

  it("are kept with the extraction, and another value is another extraction", async () => {
    const project = cliProject({
      "sources/a.docx": minimalDocument("docx"),
      "pitrans.config.json": '{"filters":{"docx":{"comments":"translate"}}}',
    });
    expect((await project.run(["extract"])).exitCode).toBe(0);
    const before = project.text("xliff/source/a.docx.xlf");
    expect(before).toContain('Filter options: {"comments":"translate"}');
    project.write("pitrans.config.json", "{}");
    expect((await project.run(["extract"])).exitCode).toBe(0);
    expect(project.text("xliff/source/a.docx.xlf")).not.toBe(before);
  });
});
