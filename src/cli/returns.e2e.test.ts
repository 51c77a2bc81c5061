import { rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { minimalDocument } from "../testing/bad-documents.ts";
import { makeArchive } from "../testing/make-archive.ts";
import { cliProject, editXliff, withoutIdentity, type CliProject } from "../testing/cli-project.ts";

const WORKING = "xliff/ru/letter.txt.xlf";
const LETTER = "Dear parents,\nWe meet on Monday.\nBring a pen.\n";

let contents: Readonly<Record<string, Buffer>> | undefined;

/** A letter and a deck, extracted and sent. Made once. */
async function sent(): Promise<CliProject> {
  if (contents) return cliProject(contents);
  const made = cliProject({ "sources/letter.txt": LETTER, "sources/deck.pptx": minimalDocument("pptx", ["Welcome"]) });
  expect((await made.run(["translate", "--to", "ru"])).exitCode).toBe(0);
  contents = made.contents();
  return made;
}

/** The letter as an editor sends it back with this translation of its second sentence. */
const returned = (project: CliProject, monday: string, isApproved = true): string =>
  editXliff(project.text(WORKING), [{ source: "We meet on Monday.", target: monday, isApproved }]);

/** In seconds since 1970. */
const savedAt = (project: CliProject, path: string, time: number): void =>
  utimesSync(join(project.root, path), time, time);

const targetOf = (xliff: string, source: string): string | undefined =>
  new RegExp(`<source>${source}</source><target[^>]*>([^<]*)<`).exec(xliff)?.[1];

describe("import", () => {
  it("takes the sound files of an inbox and says of each of the others what is wrong, and where", async () => {
    const project = await sent();
    const good = returned(project, "Мы встречаемся в понедельник.");
    const other = cliProject({ "sources/other.txt": "A text of another project altogether.\n" });
    await other.run(["translate", "--to", "ru"]);
    project.write("inbox/01 good.xlf", good);
    project.write("inbox/02 cut off.xlf", good.slice(0, good.indexOf("Bring a pen.") + 5));
    project.write("inbox/03 empty.xlf", "");
    project.write("inbox/04 words.xlf", "Dear colleague, here is the translation.");
    project.write("inbox/05 kazakh.xlf", good.replace('target-language="ru"', 'target-language="kk"'));
    project.write("inbox/06 stranger.xlf", other.text("xliff/ru/other.txt.xlf"));
    project.write("inbox/07 stranger.xlf", withoutIdentity(other.text("xliff/ru/other.txt.xlf")));
    project.write("inbox/letter.docx", "x");
    project.write("inbox/deeper/no extension", withoutIdentity(good).replace(/<trans-unit [^]*?<\/trans-unit>/, ""));
    const { exitCode, stderr } = await project.run(["import"]);
    // A file of another project is a conflict, which goes before "partial".
    expect(exitCode).toBe(7);
    await expect(project.steady(stderr)).toMatchFileSnapshot("golden/import-inbox.txt");
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Мы встречаемся в понедельник.");
    for (const name of ["05", "06", "07"])
      project.write(`inbox/${name === "05" ? "05 kazakh" : `${name} stranger`}.xlf`, "");
    expect((await project.run(["import", "-q"])).exitCode).toBe(4);
  });

  it("takes the sound files of a package, names the broken ones, and has nothing to do for the sound ones again", async () => {
    const project = await sent();
    const good = returned(project, "Мы встречаемся в понедельник.");
    const packed = (...files: (readonly [name: string, data: string])[]): Uint8Array =>
      makeArchive(files.map(([name, data]) => ({ name, data })));
    const cut = project.text("xliff/ru/deck.pptx.xlf").slice(0, -20);
    project.write("inbox/back.zip", packed(["ru/deck.xlf", cut], ["ru/letter.xlf", good], ["ru/words.xlf", "Hello."]));
    const first = await project.run(["import", "--json"]);
    expect(first.exitCode).toBe(4);
    const { files } = JSON.parse(first.stdout) as {
      files: { name: string; ok: boolean; error?: { message: string } }[];
    };
    expect(files.map(({ name, ok, error }) => [name, ok, error?.message])).toEqual([
      ["inbox/back.zip/ru/deck.xlf", false, "The file breaks off before its end."],
      ["inbox/back.zip/ru/words.xlf", false, expect.stringContaining("not well-formed")],
      ["inbox/back.zip", true, undefined],
    ]);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Мы встречаемся в понедельник.");
    const again = await project.run(["import"]);
    expect(again.exitCode).toBe(4);
    expect(again.stderr).toContain("inbox/back.zip: imported before; nothing to do");
    expect(again.stderr).toContain("Where: inbox/back.zip/ru/deck.xlf, line");
    project.write("inbox/back.zip", packed(["ru/deck.xlf", cut]));
    expect((await project.run(["import"])).exitCode).toBe(1);
  });

  it("goes by the texts where none of them is of the export that the file names", async () => {
    const project = await sent();
    const deck = project.text("xliff/ru/deck.pptx.xlf");
    const letter = returned(project, "Мы встречаемся в понедельник.");
    const units = (xliff: string): string => /<trans-unit [^]*<\/trans-unit>/.exec(xliff)![0];
    project.write(
      "inbox/a.xlf",
      deck.replace(units(deck), () => units(letter)),
    );
    const { exitCode, stderr } = await project.run(["import"]);
    expect([exitCode, stderr.includes("inbox/a.xlf → letter.txt (ru)")]).toEqual([0, true]);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Мы встречаемся в понедельник.");
  });

  it("tells a file from another language from others, takes a language's name for none, and misses what is not there", async () => {
    const project = await sent();
    const back = returned(project, "Мы встречаемся в понедельник.");
    project.write("inbox/a.xlf", back.replace('source-language="en"', 'source-language="de"'));
    const other = await project.run(["import"]);
    expect([other.exitCode, other.stderr.includes("translated from German; this project is in English")]).toEqual([
      7,
      true,
    ]);
    project.write("inbox/a.xlf", '<xliff version="1.2"></xliff>');
    const empty = await project.run(["import"]);
    expect([empty.exitCode, empty.stderr.includes("inbox/a.xlf is XLIFF, but holds no document.")]).toEqual([1, true]);
    project.write("inbox/a.xlf", back.replace('target-language="ru"', 'target-language="Russian"'));
    expect((await project.run(["import"])).exitCode).toBe(0);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Мы встречаемся в понедельник.");
  });

  it("does not guess which of two languages a file is in that lost its name and its language", async () => {
    const project = await sent();
    await project.run(["translate", "--to", "kk"]);
    const back = withoutIdentity(returned(project, "Мы встречаемся в понедельник."));
    const before = project.snapshot()[WORKING];
    project.write("inbox/a.xlf", back.replace(' target-language="ru"', ""));
    const { exitCode, stderr } = await project.run(["import"]);
    expect([exitCode, project.snapshot()[WORKING]]).toEqual([1, before]);
    expect(stderr).toContain("letter.txt is translated into Kazakh (kk), Russian (ru).");
    project.write("inbox/a.xlf", back);
    expect((await project.run(["import"])).exitCode).toBe(0);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Мы встречаемся в понедельник.");
  });

  it("never takes the source text from a return", async () => {
    const project = await sent();
    const before = project.text("xliff/source/letter.txt.xlf");
    project.write(
      "inbox/a.xlf",
      returned(project, "Мы встречаемся.").replace("<source>Bring a pen.", "<source>Bring a pencil."),
    );
    await project.run(["import"]);
    expect(project.text(WORKING)).toContain("<source>Bring a pen.</source>");
    expect(project.text(WORKING)).not.toContain("pencil");
    expect(project.text("xliff/source/letter.txt.xlf")).toBe(before);
  });

  it("takes a translation that came back with another source text only when a person says so", async () => {
    const project = await sent();
    const back = returned(project, "Мы встречаемся.").replace(
      "<source>We meet on Monday.",
      "<source>We meet on Friday.",
    );
    project.write("inbox/a.xlf", back);
    const first = await project.run(["import"]);
    expect(first.exitCode).toBe(7);
    expect(first.stderr).toContain("came back with another source text");
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).not.toBe("Мы встречаемся.");
    expect((await project.run(["import", "inbox/a.xlf", "--policy", "theirs"])).exitCode).toBe(0);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Мы встречаемся.");
  });

  it("reports two returns that contradict each other, ends with 7, and settles them with a policy", async () => {
    const project = await sent();
    project.write("inbox/a-first.xlf", returned(project, "Первый перевод."));
    project.write("inbox/b-second.xlf", returned(project, "Второй перевод."));
    const first = await project.run(["import"]);
    expect(first.exitCode).toBe(7);
    expect(first.stderr).toContain("inbox/b-second.xlf contradicts what people wrote here, at Line 2");
    expect(first.stderr).toContain("pitrans import inbox/b-second.xlf --policy theirs");
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Первый перевод.");
    const newest = cliProject(project.contents());
    savedAt(newest, "inbox/b-second.xlf", 2_000_000_000);
    expect((await newest.run(["import", "--policy", "newest"])).exitCode).toBe(0);
    expect(targetOf(newest.text(WORKING), "We meet on Monday.")).toBe("Второй перевод.");
    const stale = cliProject(project.contents());
    savedAt(stale, "inbox/b-second.xlf", 1_000_000_000);
    expect((await stale.run(["import", "--policy", "newest"])).exitCode).toBe(0);
    expect(targetOf(stale.text(WORKING), "We meet on Monday.")).toBe("Первый перевод.");
    // Until somebody chooses, it is said again.
    expect((await project.run(["import"])).exitCode).toBe(7);
    const theirs = cliProject(project.contents());
    expect((await theirs.run(["import", "inbox/b-second.xlf", "--policy", "theirs"])).exitCode).toBe(0);
    expect(targetOf(theirs.text(WORKING), "We meet on Monday.")).toBe("Второй перевод.");
    expect((await theirs.run(["import"])).exitCode).toBe(0);
    expect((await project.run(["import", "inbox/b-second.xlf", "--policy", "ours"])).exitCode).toBe(0);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Первый перевод.");
    expect((await project.run(["import"])).exitCode).toBe(0);
  });

  it("imports nothing again because of a policy: later work of people stays", async () => {
    const project = await sent();
    project.write("inbox/z-old.xlf", returned(project, "Старый перевод."));
    await project.run(["import"]);
    project.write(WORKING, project.text(WORKING).replace("Старый перевод.", "Новый перевод."));
    await project.run(["translate", "--to", "ru"]);
    const before = project.text(WORKING);
    for (const policy of ["theirs", "newest", "ours"]) {
      const { exitCode, stderr } = await project.run(["import", "--policy", policy]);
      expect([exitCode, stderr]).toEqual([0, expect.stringContaining("imported before; nothing to do")]);
      expect(project.text(WORKING)).toBe(before);
    }
  });

  it("takes returns in the order in which they were saved, and lets no policy put an unread text in the place of a reviewed one", async () => {
    const project = await sent();
    project.write("inbox/a.xlf", returned(project, "Поздний перевод.", false));
    project.write("inbox/b.xlf", returned(project, "Ранний перевод."));
    savedAt(project, "inbox/b.xlf", 1_000_000_000);
    expect((await project.run(["import"])).stderr).toContain("inbox/a.xlf contradicts");
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Ранний перевод.");
    const { exitCode, stderr } = await project.run(["import", "--policy", "theirs"]);
    expect([exitCode, stderr]).toEqual([7, expect.stringContaining("--policy theirs --accept-all")]);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Ранний перевод.");
    expect((await project.run(["import", "--policy", "theirs", "--accept-all"])).exitCode).toBe(0);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Поздний перевод.");
  });

  it("confirms with --accept-all what the latest return of a document says and stands here still, and changes no text", async () => {
    const project = await sent();
    project.write("inbox/a.xlf", returned(project, "Второй перевод.", false));
    project.write("inbox/b.xlf", returned(project, "Первый перевод.", false));
    savedAt(project, "inbox/b.xlf", 1_000_000_000);
    await project.run(["import"]);
    await project.run(["import", "--policy", "theirs"]);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Второй перевод.");
    expect((await project.run(["import", "--accept-all"])).exitCode).toBe(0);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Второй перевод.");
    expect(project.text(WORKING).match(/approved="yes"/g)).toHaveLength(1);
  });

  it("puts a deleted working file back as it was last written, in an import as in a translation", async () => {
    const project = await sent();
    project.write("inbox/a.xlf", returned(project, "Мы встречаемся в понедельник."));
    await project.run(["import"]);
    const before = project.text(WORKING);
    rmSync(join(project.root, WORKING));
    expect((await project.run(["translate", "--to", "ru"])).stderr).toContain("put back as it was last written");
    expect(project.text(WORKING)).toBe(before);
    rmSync(join(project.root, WORKING));
    expect((await project.run(["import"])).stderr).toContain(`${WORKING} was gone; it was put back`);
    expect(project.text(WORKING)).toBe(before);
    rmSync(join(project.root, WORKING));
    project.write("inbox/b.xlf", before.replace("Мы встречаемся в понедельник.", "Увидимся в понедельник."));
    savedAt(project, "inbox/b.xlf", 2_000_000_000);
    expect((await project.run(["import", "inbox/b.xlf"])).exitCode).toBe(0);
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Увидимся в понедельник.");
    await project.run(["import", "--undo"]);
    expect(project.text(WORKING)).toBe(before);
  });

  it("never remembers a pseudo-translation, whoever accepts it; what a person wrote in its place it does", async () => {
    const project = cliProject({ "sources/letter.txt": LETTER });
    await project.run(["translate", "--to", "ru", "--engine", "pseudo"]);
    project.write("inbox/a.xlf", returned(project, "Мы встречаемся.", false));
    expect((await project.run(["import", "--accept-all"])).stderr).toContain("1 translation went to the memory");
    const memory = project.text("memory/en-ru.tmx");
    expect([memory.match(/<tu\b/g)?.length, memory.includes("Мы встречаемся.")]).toEqual([1, true]);
    project.write("sources/other.txt", "Bring a pen.\n");
    await project.run(["translate", "--to", "ru", "sources/other.txt"]);
    expect(targetOf(project.text("xliff/ru/other.txt.xlf"), "Bring a pen.")).toBe("");
  });

  it("says of each file it passes over what it is, beside good ones and where there are no others", async () => {
    const project = await sent();
    project.write("inbox/letter.docx", minimalDocument("docx", ["Bring a pen."]));
    project.write("inbox/packed.zip", minimalDocument("docx", ["Bring a pen."]));
    project.write("inbox/packed.rar", "Rar!");
    project.write("inbox/note.txt", "Here it is.");
    const alone = await project.run(["import"]);
    expect(alone.exitCode).toBe(0);
    expect(alone.stderr).not.toContain("There is nothing");
    project.write("inbox/a.xlf", returned(project, "Мы встречаемся."));
    const beside = await project.run(["import"]);
    for (const { stderr } of [alone, beside]) {
      expect(stderr).toContain("inbox/letter.docx was passed over: it is a document, not XLIFF");
      expect(stderr).toContain("inbox/packed.zip was passed over: it is an archive that holds no XLIFF file");
      expect(stderr).toContain("inbox/packed.rar was passed over: it is an archive; unpack it first");
      expect(stderr).toContain("inbox/note.txt was passed over: it is no XLIFF file");
    }
  });

  it("takes back, byte by byte, what it did; a second import of the same changes nothing, and is not what is taken back", async () => {
    const project = await sent();
    const before = project.snapshot();
    project.write("inbox/a.xlf", returned(project, "Мы встречаемся в понедельник."));
    await project.run(["import"]);
    const after = project.snapshot();
    expect((await project.run(["import"])).stderr).toContain("imported before; nothing to do");
    const visible = (files: Readonly<Record<string, string>>): object =>
      Object.fromEntries(Object.entries(files).filter(([name]) => !/^(?:\.pitrans|inbox|reports)/.test(name)));
    expect(visible(project.snapshot())).toEqual(visible(after));
    const { exitCode, stderr } = await project.run(["import", "--undo"]);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining(WORKING)]);
    expect({ ...visible(project.snapshot()), "memory/": "" }).toEqual({ ...visible(before), "memory/": "" });
    expect((await project.run(["import"])).stderr).toContain("1 translation confirmed or changed");
    expect(visible(project.snapshot())).toEqual(visible(after));
  });

  it("refuses to take back what was changed since, and changes nothing then", async () => {
    const project = await sent();
    project.write("inbox/a.xlf", returned(project, "Мы встречаемся."));
    await project.run(["import"]);
    project.write(WORKING, project.text(WORKING).replace("Мы встречаемся.", "Мы встречаемся снова."));
    const { exitCode, stderr } = await project.run(["import", "--undo"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${WORKING} changed since`);
    expect(project.text(WORKING)).toContain("Мы встречаемся снова.");
  });

  it("takes a file whose tool marks nothing as read and right with --accept-all; twice changes nothing", async () => {
    const project = await sent();
    project.write("inbox/a.xlf", returned(project, "Мы встречаемся.", false));
    await project.run(["import"]);
    expect(project.text(WORKING)).toContain('state="translated"');
    await project.run(["import", "inbox/a.xlf", "--accept-all"]);
    expect(project.text(WORKING)).toContain('approved="yes"');
    const accepted = project.text(WORKING);
    const { stderr } = await project.run(["import", "inbox/a.xlf", "--accept-all"]);
    expect(project.text(WORKING)).toBe(accepted);
    expect(stderr).not.toContain("went to the memory");
    await project.run(["import", "--undo"]);
    expect(project.text(WORKING)).not.toContain('approved="yes"');
  });

  it("reads standard input, and ends with 3 under --strict where segments are missing", async () => {
    const project = await sent();
    const part = returned(project, "Мы встречаемся.").replace(/<trans-unit [^]*?<\/trans-unit>/, "");
    const { exitCode, stderr } = await project.run(["import", "-", "--strict"], { input: part });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("standard input → letter.txt (ru)");
    expect(stderr).toContain("1  not in the returned file");
    expect(targetOf(project.text(WORKING), "We meet on Monday.")).toBe("Мы встречаемся.");
  });

  it("says in how many segments a tool left the old text behind the new one, and ends with 3 under --strict", async () => {
    const project = cliProject({ "sources/page.html": "<p>Bring <b>a pencil</b> and paper.</p>" });
    expect((await project.run(["translate", "--to", "ru"])).exitCode).toBe(0);
    const working = project.text("xliff/ru/page.html.xlf");
    const old = /<source>([^]*?)<\/source>/.exec(working)![1]!;
    const doubled = working
      .replace("<trans-unit ", '<trans-unit approved="yes" ')
      .replace("</source>", `</source><target>Возьмите карандаш и бумагу с собой.${old}</target>`);
    const { exitCode, stderr } = await project.run(["import", "-", "--strict"], { input: doubled });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("In 1 segment the old text stands behind the new one; it was kept. See the report.");
    const { stdout } = await project.run(["status", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      documents: [{ targets: [{ counts: { byState: { edited: { segments: 1 } } } }] }],
    });
  });
});
