import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cliProject, editXliff, type CliProject } from "../testing/cli-project.ts";

const WORKING = "xliff/ru/letter.txt.xlf";
const LETTER = "We meet on Monday. Bring a pen.\nGoodbye.\n";
const MONDAY = { source: "We meet on Monday.", target: "Мы встречаемся в понедельник.", isApproved: true };
const PEN = { source: "Bring a pen.", target: "Возьмите ручку.", isApproved: true };
const GOODBYE = { source: "Goodbye.", target: "До свидания.", isApproved: true };

let contents: Readonly<Record<string, Buffer>> | undefined;

/** A letter whose first paragraph has two sentences, extracted and sent; then what the editor returned is imported. */
async function project(...edits: readonly (typeof MONDAY)[]): Promise<CliProject> {
  let made = contents && cliProject(contents);
  if (!made) {
    made = cliProject({ "sources/letter.txt": LETTER });
    expect((await made.run(["translate", "--to", "ru"])).exitCode).toBe(0);
    contents = made.contents();
  }
  if (edits.length > 0) {
    made.write("inbox/a.xlf", editXliff(made.text(WORKING), edits));
    expect((await made.run(["import"])).exitCode).toBe(0);
  }
  return made;
}

describe("merge", () => {
  it("writes nothing that is not good enough; exit 3 with the list and three ways on, each of which leads on", async () => {
    const made = await project(MONDAY, { ...PEN, isApproved: false }, GOODBYE);
    made.write(
      WORKING,
      made
        .text(WORKING)
        .replace('state="translated"', 'state="needs-review-translation"')
        .replace(/extradata="edited;[^"]*"/, ""),
    );
    const strict = await made.run(["merge", "--min-state", "reviewed"]);
    expect(strict.exitCode).toBe(3);
    expect(strict.stderr).toContain("    Line 1 (edited, not reviewed): Bring a pen.");
    for (const way of ["pitrans import\n", "pitrans import file.xlf --accept-all", "pitrans merge --allow-draft"])
      expect(strict.stderr).toContain(way);
    expect(made.has("out")).toBe(false);
    const quiet = await made.run(["merge", "--min-state", "reviewed", "-q"]);
    expect(quiet.stderr).toContain("was not written");
    expect((await made.run(["import", "inbox/a.xlf", "--accept-all"])).exitCode).toBe(0);
    expect((await made.run(["merge", "--min-state", "reviewed"])).exitCode).toBe(0);
    expect(made.text("out/ru/letter.txt")).toContain("До свидания.");
  });

  it("never mixes languages in a paragraph with --allow-untranslated", async () => {
    const made = await project(MONDAY, GOODBYE);
    expect((await made.run(["merge"])).exitCode).toBe(3);
    const { exitCode, stderr } = await made.run(["merge", "--allow-untranslated"]);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("1 paragraph left in the original language")]);
    expect(made.text("out/ru/letter.txt")).toBe("We meet on Monday. Bring a pen.\nДо свидания.\n");
  });

  it("refuses a pseudo-translation without --allow-pseudo", async () => {
    const made = await project();
    const pseudo = await made.run(["translate", "--to", "en-XA", "--engine", "pseudo"]);
    expect(pseudo.stderr).toContain("Next: pitrans merge --to en-XA --allow-pseudo --allow-draft");
    expect(pseudo.stderr).not.toContain("editor;");
    const refused = await made.run(["merge", "--to", "en-XA", "--allow-draft"]);
    expect([refused.exitCode, refused.stderr]).toEqual([3, expect.stringContaining("--allow-pseudo")]);
    expect(made.has("out")).toBe(false);
    expect((await made.run(["merge", "--to", "en-XA", "--allow-draft", "--allow-pseudo"])).exitCode).toBe(0);
    expect(made.has("out/en-XA/letter.txt")).toBe(true);
  });

  it("ends with 7 where the original has changed; --original stored finishes the old version, even of one that is gone", async () => {
    const made = await project(MONDAY, PEN, GOODBYE);
    made.write("sources/letter.txt", `${LETTER}A new line.\n`);
    const { exitCode, stderr } = await made.run(["merge"]);
    expect([exitCode, stderr]).toEqual([
      7,
      expect.stringContaining("letter.txt has changed since its text was extracted."),
    ]);
    expect(stderr).toContain("Run pitrans extract");
    expect((await made.run(["merge", "--original", "stored"])).exitCode).toBe(0);
    const finished = "Мы встречаемся в понедельник. Возьмите ручку.\nДо свидания.\n";
    expect(made.text("out/ru/letter.txt")).toBe(finished);
    rmSync(join(made.root, "out"), { recursive: true });
    rmSync(join(made.root, "sources", "letter.txt"));
    const gone = await made.run(["merge"]);
    expect([gone.exitCode, gone.stderr]).toEqual([
      1,
      expect.stringContaining("letter.txt is not in sources/ any more"),
    ]);
    expect((await made.run(["status"])).stdout).toContain("not in sources/ any more");
    expect((await made.run(["merge", "letter.txt", "--original", "stored"])).exitCode).toBe(0);
    expect(made.text("out/ru/letter.txt")).toBe(finished);
  });

  it("lets the last accepted text of a paragraph stand in while its source is unchanged", async () => {
    const made = await project(MONDAY, PEN, GOODBYE);
    // Another editor rewords a sentence without marking it as right.
    made.write(
      "inbox/b.xlf",
      editXliff(made.text(WORKING), [{ ...GOODBYE, target: "Пока.", isApproved: false }]).replace(
        /approved="yes"(?=[^>]*extradata[^>]*><source>Goodbye)/,
        "",
      ),
    );
    expect((await made.run(["import", "inbox/b.xlf", "--policy", "theirs"])).exitCode).toBe(0);
    const { exitCode, stderr } = await made.run(["merge", "--min-state", "reviewed"]);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("1 paragraph with the last accepted text")]);
    expect(made.text("out/ru/letter.txt")).toContain("До свидания.");
  });

  it("ends with 4 where one document is done and another has no original to read", async () => {
    const made = await project(MONDAY, PEN, GOODBYE);
    made.write("xliff/ru/gone.txt.xlf", made.text(WORKING).replaceAll("letter.txt", "gone.txt"));
    const { exitCode, stderr } = await made.run(["merge"]);
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining("gone.txt is not in sources/ any more")]);
    expect(made.has("out/ru/letter.txt")).toBe(true);
  });
});
