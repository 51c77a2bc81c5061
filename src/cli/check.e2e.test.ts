import { describe, expect, it } from "vitest";
import { cliProject } from "../testing/cli-project.ts";

const CORE = "urn:oasis:names:tc:xliff:document:1.2";
const file = (units: string): string =>
  `<xliff xmlns="${CORE}" version="1.2">\n<file original="a" source-language="en" target-language="ru" datatype="plaintext">\n<body>\n${units}\n</body>\n</file>\n</xliff>\n`;
const unit = (source: string, target: string): string =>
  `<trans-unit id="u1"><source>${source}</source><target>${target}</target></trans-unit>`;

describe("pitrans check", () => {
  it("finds its own files in order", async () => {
    const project = cliProject({ "sources/a.txt": "Dear parents,\n\nWe meet at 9.\n" });
    await project.run(["extract"]);
    await project.run(["translate", "--to", "ru", "--engine", "pseudo", "--yes"]);
    const { exitCode, stdout } = await project.run(["check"]);
    expect([exitCode, stdout]).toEqual([0, "✓ xliff/ru/a.txt.xlf is valid XLIFF 1.2.\n"]);
  });

  it("says where a file breaks the standard, in line and column, and ends with 3", async () => {
    const project = cliProject({ "back.xlf": file('<trans-unit id="u1"><target/><source/></trans-unit>') });
    const { exitCode, stdout } = await project.run(["check", "back.xlf"]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain("back.xlf:4:21 error target may not stand here in trans-unit");
    expect(stdout).toContain("✗ back.xlf is not valid XLIFF 1.2.");
  });

  it("looks at translations once the standard is content, unless told to stop there", async () => {
    const project = cliProject({ "back.xlf": file(unit('We meet at 9 in <g id="1">room</g>', "Встреча в 10")) });
    const all = await project.run(["check", "back.xlf", "--json"]);
    expect(all.exitCode).toBe(3);
    const { files } = JSON.parse(all.stdout) as { files: { findings: { id: string; line: number }[] }[] };
    expect(files[0]!.findings.map(({ id, line }) => [id, line])).toEqual([
      ["codes", 4],
      ["numbers", 4],
      ["numbers", 4],
    ]);
    expect((await project.run(["check", "--conformance", "back.xlf"])).exitCode).toBe(0);
  });

  it("judges what is no XLIFF, and goes on with the others", async () => {
    const project = cliProject({
      "in/a.xlf": "<html/>",
      "in/b.xlf": file(unit("Play.", "Играйте.")),
      "in/c.xlf": "<xliff",
    });
    const { exitCode, stdout } = await project.run(["check", "in"]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain("in/a.xlf is no XLIFF");
    expect(stdout).toContain("✓ in/b.xlf is valid");
    expect(stdout).toContain("The file breaks off before its end.");
  });

  it("names a file that is not there", async () => {
    const { exitCode, stderr } = await cliProject({}).run(["check", "gone.xlf"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("There is no file gone.xlf.")]);
  });
});
