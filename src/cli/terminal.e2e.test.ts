import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { minimalDocument } from "../testing/bad-documents.ts";
import { cliProject, editXliff, PROGRAM, type CliProject } from "../testing/cli-project.ts";

const ESCAPE = "\u001B";

const two = (): CliProject =>
  cliProject({ "sources/a.docx": minimalDocument("docx"), "sources/b.txt": "Hello, parents.\n", "sources/c.docx": "" });

describe("what is printed", () => {
  it("is one plain line per file where no person looks, without escape codes; words on stderr, data on stdout", async () => {
    const project = two();
    for (const env of [{}, { CI: "true" }, { TERM: "dumb" }, { NO_COLOR: "1", FORCE_COLOR: "1" }]) {
      const { stdout, stderr } = await project.run(["extract"], { env });
      expect(stdout).toBe("");
      expect(stderr).not.toContain(ESCAPE);
      expect(stderr.split("\n").filter((line) => /^[✓✗]/.test(line))).toHaveLength(3);
    }
    const status = await project.run(["status"]);
    expect(status.stdout).toMatch(/^Document +Words\na\.docx +2/);
    expect(status.stdout + status.stderr).not.toContain(ESCAPE);
  });

  it("has colours where they are asked for, and is not told by colour alone", async () => {
    const project = two();
    const coloured = await project.run(["extract"], { env: { FORCE_COLOR: "1" } });
    expect(coloured.stderr).toContain(`${ESCAPE}[32m✓${ESCAPE}[39m a.docx`);
    const plain = await project.run(["extract", "--no-color"], { env: { FORCE_COLOR: "1" } });
    expect(plain.stderr).not.toContain(ESCAPE);
    expect(coloured.stderr.replaceAll(/\u001B\[\d+m/g, "")).toBe(plain.stderr);
  });

  // util-linux's script gives a program a terminal, and one without a width where it has none itself.
  const maker = "script";
  const terminal = process.platform === "linux" && spawnSync(maker, ["--version"]).status === 0;
  it.skipIf(!terminal).each(["", "stty cols 80 rows 24;"])(
    "ends on a terminal, whether it has a width or not (%s)",
    (setUp) => {
      const project = two();
      const command = `${setUp} ${process.execPath} ${PROGRAM} extract`;
      const { stdout, error } = spawnSync(maker, ["-qec", command, "/dev/null"], {
        cwd: project.root,
        encoding: "utf8",
        timeout: 60_000,
      });
      expect(error).toBeUndefined();
      expect(stdout).toContain("2 documents extracted, 4 words.");
    },
  );

  it("is nothing but failures with --quiet", async () => {
    const project = two();
    const failed = await project.run(["extract", "-q"]);
    expect([failed.exitCode, failed.stdout]).toEqual([4, ""]);
    expect(failed.stderr).toMatch(
      /^✗ [^\n]+\n {2}Where: c\.docx[^\n]*\n {2}[^\n]+\n$|^✗ [^\n]*c\.docx[^\n]*\n {2}[^\n]+\n$/,
    );
    expect(await project.run(["extract", "a.docx", "-q"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("is more with --verbose", async () => {
    const project = cliProject({ "pitrans.config.json": "{}" });
    expect((await project.run(["init"])).stderr).not.toContain("kept");
    expect((await project.run(["init", "-v"])).stderr).toContain("kept pitrans.config.json");
  });
});

describe("--dry-run", () => {
  it("writes nothing at all, whatever the command", async () => {
    const project = two();
    const dry = async (...words: string[]): Promise<void> => {
      const before = project.snapshot();
      const { stderr } = await project.run([...words, "-n"]);
      expect([words, project.snapshot()]).toEqual([words, before]);
      expect([words, stderr]).toEqual([words, expect.stringContaining("would")]);
    };
    await dry("init", "--to", "ru");
    await dry("extract");
    await dry("translate", "--to", "ru");
    await dry("merge", "--to", "ru", "--allow-draft");
    await project.run(["translate", "--to", "ru"]);
    const working = project.text("xliff/ru/b.txt.xlf");
    const edits = [{ source: "Hello, parents.", target: "Здравствуйте, родители!", isApproved: true }];
    project.write("inbox/b.xlf", editXliff(working, edits));
    await dry("import");
    await project.run(["import"]);
    await dry("import", "--undo");
    project.write("xliff/ru/a.docx.xlf", editXliff(project.text("xliff/ru/a.docx.xlf"), edits));
    await dry("extract");
    await dry("merge");
    expect((await project.run(["merge", "b.txt"])).exitCode).toBe(0);
  });
});

describe("where it works", () => {
  it("finds the project upwards, takes names from where it runs, and -C and -c lead elsewhere", async () => {
    const project = cliProject({
      "p/pitrans.config.json": "{}",
      "p/sources/deep/a.txt": "Hello.\n",
      "p/sources/b.txt": "Bye.\n",
      "p/other.json": '{"targetLocales":["kk"],"exclude":["deep/**"]}',
    });
    const here = await project.run(["extract", "a.txt"], { cwd: "p/sources/deep" });
    expect(here.stderr).toContain("✓ deep/a.txt");
    expect(here.stderr).not.toContain("b.txt");
    const there = await project.run(["extract", "-C", "p", "-c", "other.json"]);
    expect(there.stderr).toMatch(/✓ b\.txt[^]*Next: pitrans translate\n/);
    expect(there.stderr).not.toContain("deep/a.txt");
    expect(project.has("p/xliff/source/b.txt.xlf")).toBe(true);
    project.write("p/pitrans.config.json", '{"targetLocale": "ru"}');
    const wrong = await project.run(["status", "--cwd", "p"]);
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining("targetLocale")]);
  });

  it("asks for the target language with the sentence to type", async () => {
    const { exitCode, stderr } = await two().run(["translate"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("pitrans translate --to ru")]);
  });
});
