import { describe, expect, it } from "vitest";
import { cliProject, editXliff, type CliProject } from "../testing/cli-project.ts";
import { minimalDocument } from "../testing/bad-documents.ts";
import { openArchive } from "../zip/archive.ts";

const WORKING = "xliff/ru/elpida/letter.docx.xlf";
const TMX = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>
<tu><tuv xml:lang="en"><seg>Dear parents,</seg></tuv><tuv xml:lang="ru"><seg>Дорогие родители!</seg></tuv></tu>
</body></tmx>
`;

const LETTER = [
  "Dear parents,",
  "We meet every Monday.",
  "parent",
  "Bring a pen.",
  "Bring a pen.",
  "ELPIDA",
  "Goodbye.",
];

function project(): CliProject {
  return cliProject({
    "sources/elpida/letter.docx": minimalDocument("docx", LETTER),
    "sources/note.txt": "Welcome to the programme.\nBring a pen.\n",
    "memory/en-ru.tmx": TMX,
    "glossaries/en-ru.csv": "source,target,status\nparent,родитель,preferred\n",
    "glossaries/do-not-translate.txt": "ELPIDA\n",
  });
}

const paragraphsOf = (docx: Buffer): string[] =>
  Buffer.from(openArchive(docx).read("word/document.xml"))
    .toString("utf8")
    .split("</w:p>")
    .map((paragraph) => paragraph.replaceAll(/<[^>]+>/g, "").trim())
    .filter(Boolean);

let contents: Readonly<Record<string, Buffer>> | undefined;

/** extract, translate, and the editor's return in the inbox, imported. Made once. */
async function reviewed(): Promise<CliProject> {
  if (contents) return cliProject(contents);
  const made = project();
  await made.run(["translate", "--to", "ru"]);
  made.write("inbox/final version (2).xlf", editXliff(made.text(WORKING), EDITS));
  const { exitCode, stderr } = await made.run(["import"]);
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  contents = made.contents();
  return made;
}

const EDITS = [
  { source: "Dear parents,", isApproved: true },
  { source: "We meet every Monday.", target: "Мы встречаемся каждый понедельник.", isApproved: true },
  { source: "parent", isApproved: true },
  { source: "Bring a pen.", target: "Возьмите ручку.", isApproved: true },
  { source: "ELPIDA", isApproved: true },
  { source: "Goodbye.", target: "До свидания.", isApproved: true },
];

describe("the main job", () => {
  it("makes a finished document of what an editor sent back, and says at every step what comes next", async () => {
    const made = project();
    const original = made.bytes("sources/elpida/letter.docx");
    const told: string[] = [];
    const step = async (...words: string[]): Promise<void> => {
      const { exitCode, stdout, stderr } = await made.run(words);
      told.push(`$ pitrans ${words.join(" ")}`, `${stdout}${stderr}exit ${exitCode}`);
    };
    await step("init", "--to", "ru");
    await step("extract");
    await step("status");
    await step("translate");
    await step("status");
    await step("merge");
    made.write("inbox/final version (2).xlf", editXliff(made.text(WORKING), EDITS));
    await step("import");
    await step("merge", "elpida");
    await step("status");
    await expect(made.steady(`${told.join("\n")}\n`)).toMatchFileSnapshot("golden/main-job.txt");
    expect(paragraphsOf(made.bytes("out/ru/elpida/letter.docx"))).toEqual([
      "Дорогие родители!",
      "Мы встречаемся каждый понедельник.",
      "родитель",
      "Возьмите ручку.",
      "Возьмите ручку.",
      "ELPIDA",
      "До свидания.",
    ]);
    expect(made.text("memory/en-ru.tmx")).toContain("Возьмите ручку.");
    expect(made.bytes("sources/elpida/letter.docx").equals(original)).toBe(true);
  });

  it("takes from the memory what one editor said in the documents of the others", async () => {
    const made = await reviewed();
    const { stderr } = await made.run(["translate", "note.txt", "--to", "ru"]);
    expect(stderr).toContain("note.txt (ru): 1 from the memory, 1 still open");
    expect(made.text("xliff/ru/note.txt.xlf")).toContain("Возьмите ручку.");
  });

  it("gives the same bytes when the same is done again", async () => {
    const made = await reviewed();
    await made.run(["merge", "elpida"]);
    const before = made.snapshot();
    for (const words of [["translate", "elpida"], ["import"], ["merge", "elpida"]]) await made.run(words);
    const visible = (files: Readonly<Record<string, string>>): object =>
      Object.fromEntries(Object.entries(files).filter(([name]) => !/^(?:\.pitrans|xliff\/ru\/note)/.test(name)));
    expect(visible(made.snapshot())).toEqual(visible(before));
  });
});

describe("extracting again after the source has changed", () => {
  const CHANGED = [
    "Dear parents,",
    "We meet every Monday at noon.",
    "A new paragraph.",
    "parent",
    "Bring a pen.",
    "ELPIDA",
  ];

  it("keeps translations, marks the changed one as stale with its old text, and keeps removed ones in history", async () => {
    const made = await reviewed();
    made.write("sources/elpida/letter.docx", minimalDocument("docx", CHANGED));
    const { exitCode, stderr } = await made.run(["extract"]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("ru: 1 changed, 1 new, 2 removed; all other translations are as they were");
    const xliff = made.text(WORKING);
    expect(xliff).toContain("Возьмите ручку.");
    expect(xliff).toMatch(/at noon\.<\/source><target[^>]*>Мы встречаемся каждый понедельник\./);
    expect(xliff).toContain("Earlier source: We meet every Monday.");
    expect(made.text("memory/en-ru.tmx")).toContain("До свидания.");
    const status = await made.run(["status", "elpida", "--json"]);
    expect(JSON.parse(status.stdout)).toMatchObject({
      documents: [{ targets: [{ counts: { byState: { stale: { segments: 1 }, initial: { segments: 1 } } } }] }],
    });
    const merged = await made.run(["merge", "elpida"]);
    expect(merged.exitCode).toBe(3);
    expect(merged.stderr).toContain("the original has changed");
  });

  it("takes a return of the old version into the new one", async () => {
    const made = project();
    await made.run(["extract"]);
    await made.run(["translate", "--to", "ru"]);
    const sent = made.text(WORKING);
    made.write("sources/elpida/letter.docx", minimalDocument("docx", CHANGED));
    await made.run(["extract"]);
    made.write("inbox/back.xlf", editXliff(sent, EDITS));
    const { exitCode, stderr } = await made.run(["import"]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("in the returned file, but not in the document");
    expect(made.text(WORKING)).toContain("Возьмите ручку.");
  });
});
