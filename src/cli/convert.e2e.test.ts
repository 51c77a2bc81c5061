import { describe, expect, it } from "vitest";
import { minimalDocument } from "../testing/bad-documents.ts";
import { cliProject, type CliProject } from "../testing/cli-project.ts";

/** A project with a working file whose two texts are pseudo-translated. */
async function translated(): Promise<CliProject> {
  const project = cliProject({ "sources/a.docx": minimalDocument("docx", ["Dear parents,", "We meet on Monday."]) });
  await project.run(["extract"]);
  await project.run(["translate", "--to", "ru", "--engine", "pseudo", "--yes"]);
  return project;
}

const targetsOf = (xliff: string): string[] =>
  [...xliff.matchAll(/<target[^>]*>([^<]*)<\/target>/g)].map(([, text]) => text!);

describe("pitrans convert", () => {
  it.each(["2.xlf", "a.po", "a.csv", "a.xlsx", "a.tmx"])("takes translations into %s and back", async (name) => {
    const project = await translated();
    const there = await project.run(["convert", "xliff/ru/a.docx.xlf", name, "--xliff", "2.1"]);
    expect([there.exitCode, there.stderr]).toEqual([0, expect.stringContaining("2 units")]);
    expect((await project.run(["convert", name, "back.xlf", "--to", "ru"])).exitCode).toBe(0);
    expect(targetsOf(project.text("back.xlf")).toSorted()).toEqual(
      targetsOf(project.text("xliff/ru/a.docx.xlf")).toSorted(),
    );
  });

  it("writes translations by key as JSON, and reads texts by key", async () => {
    const project = cliProject({ "en.json": '{"menu":{"open":"Open"},"title":"Parents"}' });
    await project.run(["convert", "en.json", "a.xlf", "--to", "ru"]);
    project.write(
      "a.xlf",
      project.text("a.xlf").replaceAll("</source>", '</source><target state="translated">Да</target>'),
    );
    await project.run(["convert", "a.xlf", "ru.json"]);
    expect(JSON.parse(project.text("ru.json"))).toEqual({ menu: { open: "Да" }, title: "Да" });
  });

  it("lets a file that was converted be imported as the one it was made from", async () => {
    const project = await translated();
    await project.run(["convert", "xliff/ru/a.docx.xlf", "inbox/a.xlf", "--xliff", "2.1"]);
    const xml = project.text("inbox/a.xlf");
    const [first] = targetsOf(xml);
    project.write("inbox/a.xlf", xml.replace(`>${first}<`, ">Дорогие родители!<"));
    const { exitCode, stdout, stderr } = await project.run(["import"]);
    expect([exitCode, stdout + stderr]).toEqual([0, expect.stringContaining("1  changed by the editor")]);
    expect(project.text("xliff/ru/a.docx.xlf")).toContain(">Дорогие родители!<");
  });

  it("says what the other format has no place for", async () => {
    const project = await translated();
    const { stdout } = await project.run(["convert", "xliff/ru/a.docx.xlf", "a.csv", "--json"]);
    const { losses } = JSON.parse(stdout) as { losses: { what: string }[] };
    expect(losses.map(({ what }) => what)).toContain("notes of whole files");
  });

  it("keeps extensions where XLIFF 2 stays XLIFF 2, and joins or divides segments when told to", async () => {
    const unit =
      '<unit id="u"><x:y xmlns:x="urn:x"/><segment><source>Play. Sing.</source></segment><segment><source> Rest.</source></segment></unit>';
    const xml = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f">${unit}</file></xliff>`;
    const project = cliProject({ "a.xlf": xml });
    await project.run(["convert", "a.xlf", "joined.xlf", "--segments", "join"]);
    expect(project.text("joined.xlf")).toContain("<source>Play. Sing. Rest.</source>");
    expect(project.text("joined.xlf")).toContain('<x:y xmlns:x="urn:x"/>');
    await project.run(["convert", "joined.xlf", "divided.xlf", "--segments", "sentence", "--xliff", "2.1"]);
    expect(project.text("divided.xlf").match(/<source>[^<]*/g)).toEqual([
      "<source>Play. ",
      "<source>Sing. ",
      "<source>Rest.",
    ]);
    expect(project.text("divided.xlf")).toContain('version="2.1"');
    expect((await project.run(["convert", "a.xlf", "a.po", "--segments", "join"])).exitCode).toBe(2);
  });

  it("replaces no file unless it is told to, and writes nothing in a dry run", async () => {
    const project = await translated();
    project.write("a.csv", "mine");
    const refused = await project.run(["convert", "xliff/ru/a.docx.xlf", "a.csv"]);
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining("There is a file a.csv already.")]);
    await project.run(["convert", "xliff/ru/a.docx.xlf", "a.csv", "-y", "-n"]);
    expect(project.text("a.csv")).toBe("mine");
    expect((await project.run(["convert", "xliff/ru/a.docx.xlf", "a.csv", "-y"])).exitCode).toBe(0);
  });

  it.each([
    ["a name it does not know", ["a.xyz", "a.po"], 2, "is of no format that convert knows"],
    ["a file that is not there", ["gone.po", "a.xlf"], 1, "gone.po"],
    ["a file that is damaged", ["bad.xlf", "a.po"], 1, "breaks off"],
  ])("refuses %s", async (_, words, code, message) => {
    const project = cliProject({ "bad.xlf": "<xliff", "a.xyz": "" });
    const { exitCode, stderr } = await project.run(["convert", ...words]);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(message)]);
  });
});
