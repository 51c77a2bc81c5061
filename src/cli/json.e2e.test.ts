import { describe, expect, it } from "vitest";
import { minimalDocument } from "../testing/bad-documents.ts";
import { cliProject, editXliff, type CliProject, type Run } from "../testing/cli-project.ts";

interface FailureLine {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string; readonly place: object };
  readonly exitCode: number;
}

const failuresOf = ({ stderr }: Run): FailureLine[] =>
  stderr
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as FailureLine);

/** What a program gets: exit code, the document on stdout, and the lines of stderr. */
function golden(project: CliProject, run: Run): string {
  const failures = failuresOf(run)
    .map((line) => `${JSON.stringify(line, undefined, 2)}\n`)
    .join("");
  return project.steady(`exit ${run.exitCode}\n\n# stdout\n${run.stdout}\n# stderr\n${failures}`);
}

const SOURCES = {
  "sources/a.docx": minimalDocument("docx", ["Dear parents,", "We meet on Monday."]),
  "sources/b.txt": "parent\n",
  "sources/bad.docx": "This is no document.",
  "sources/picture.png": "x",
  "glossaries/en-ru.csv": "source,target,status\nparent,родитель,preferred\n",
};

describe("--json", () => {
  it("prints one document for every command, and failures as lines on stderr", async () => {
    const project = cliProject(SOURCES);
    const expectGolden = async (name: string, ...words: string[]): Promise<void> => {
      const run = await project.run([...words, "--json"]);
      await expect(golden(project, run)).toMatchFileSnapshot(`golden/json-${name}.txt`);
    };
    /** Of the first formats only, so that a new one leaves the golden alone. */
    const expectGoldenFormats = async (): Promise<void> => {
      const run = await project.run(["formats", "--json"]);
      const { formats, ...rest } = JSON.parse(run.stdout) as { formats: { id: string }[] };
      const first = { ...rest, formats: formats.filter(({ id }) => ["docx", "pptx", "txt"].includes(id)) };
      const stdout = `${JSON.stringify(first, undefined, 2)}\n`;
      await expect(golden(project, { ...run, stdout })).toMatchFileSnapshot("golden/json-formats.txt");
    };
    await expectGolden("init", "init", "--to", "kk");
    project.write("pitrans.config.json", '{"targetLocales":["ru"]}');
    await expectGolden("extract", "extract");
    await expectGolden("translate", "translate", "a.docx", "b.txt");
    await expectGolden("status", "status");
    await expectGoldenFormats();
    await expectGolden("merge-not-good-enough", "merge");
    project.write(
      "inbox/a.xlf",
      editXliff(project.text("xliff/ru/a.docx.xlf"), [
        { source: "Dear parents,", target: "Дорогие родители!", isApproved: true },
        { source: "We meet on Monday.", target: "Мы встречаемся в понедельник.", isApproved: true },
      ]),
    );
    await expectGolden("import", "import");
    await expectGolden("import-again", "import");
    await expectGolden("merge", "merge", "a.docx");
    await expectGolden("import-undo", "import", "--undo");
    await expectGolden("import-nothing-to-undo", "import", "--undo");
  });

  it("tells what was typed wrongly in the same shape", async () => {
    const project = cliProject({ "sources/a.txt": "Hello.\n" });
    const told: string[] = [];
    for (const words of [
      [],
      ["extrakt"],
      ["extract", "--to-ru"],
      ["merge", "--min-state", "good"],
      ["extract", "nothing.docx"],
      ["translate"],
      ["translate", "--to", "klingon"],
      ["translate", "--to", "en"],
      ["translate", "--to", "ru", "--engine", "oracle"],
      ["translate", "--to", "ru", "--max-chars", "many"],
      ["import", "nothing.xlf"],
      ["status", "-c", "nothing.json"],
      ["status", "-C", "nowhere"],
    ]) {
      const run = await project.run([...words, "--json"]);
      const [failure, ...more] = failuresOf(run);
      expect([words, run.stdout, more]).toEqual([words, "", []]);
      expect([words, run.exitCode, failure?.exitCode]).toEqual([words, 2, 2]);
      expect(failure).toMatchObject({ ok: false, error: { message: expect.stringMatching(/[.?]$/) as string } });
      told.push(`$ pitrans ${words.join(" ")}`, JSON.stringify(failure!.error, undefined, 2));
    }
    await expect(project.steady(`${told.join("\n")}\n`)).toMatchFileSnapshot("golden/json-usage.txt");
    expect(project.snapshot()).toEqual(cliProject({ "sources/a.txt": "Hello.\n" }).snapshot());
  });

  it("gives help and version as words, with exit code 0", async () => {
    const project = cliProject();
    expect(await project.run(["--version"])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+/) });
    const help = await project.run(["merge", "--help"]);
    expect(help).toMatchObject({ exitCode: 0, stderr: "" });
    expect(help.stdout).toContain("--allow-untranslated");
  });
});
