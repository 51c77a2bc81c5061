import { chmodSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { badDocuments, minimalDocument } from "../testing/bad-documents.ts";
import { makeOle } from "../testing/make-ole.ts";
import { cliProject, editXliff } from "../testing/cli-project.ts";

interface Extracted {
  readonly documents: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly error?: { readonly message: string; readonly hint?: string; readonly place: { readonly file?: string } };
  }[];
}

const isRoot = process.getuid?.() === 0;

describe("bad documents", () => {
  it.each(["docx", "pptx"] as const)(
    "of the kind %s get one clear sentence each, and the others are done, soon",
    async (kind) => {
      const bad = badDocuments(kind).map((document, index) => ({
        ...document,
        name: `${String(index).padStart(2, "0")}.${kind}`,
      }));
      const project = cliProject({ "sources/zz-good.txt": "Hello, parents.\n" });
      for (const { name, bytes } of bad) project.write(`sources/${name}`, bytes);
      const { exitCode, stdout, stderr } = await project.run(["extract", "--json"]);
      expect(exitCode).toBe(4);
      expect(stderr).not.toMatch(/\bat \S+:\d+|node:internal|\bError:/);
      const { documents } = JSON.parse(stdout) as Extracted;
      expect(documents).toHaveLength(bad.length + 1);
      expect(documents.at(-1)).toMatchObject({ name: "zz-good.txt", ok: true });
      for (const [index, { what, name, mayWork }] of bad.entries()) {
        const { ok, error } = documents[index]!;
        // What is sound, but of another format than its name says, is read as what it is.
        if (ok) expect([what, mayWork === true || what.endsWith("under a wrong extension")]).toEqual([what, true]);
        else {
          expect([what, error?.message, error?.hint]).toEqual([
            what,
            expect.stringMatching(/^[^\n]{10,}[.?]$/),
            expect.stringMatching(/^[^\n]{10,}[.?]$/),
          ]);
          expect([what, error?.place.file]).toEqual([what, name]);
        }
      }
      rmSync(join(project.root, "sources", "zz-good.txt"));
      for (const { name, ok } of documents)
        if (ok && name !== "zz-good.txt") rmSync(join(project.root, "sources", name));
      const none = await project.run(["extract", "-q"]);
      expect(none.exitCode).toBe(1);
    },
  );
});

describe("files in sources/ that are no documents", () => {
  it("are named with what they are and what to do, pictures and films in one line; named themselves, they fail", async () => {
    const project = cliProject({
      "sources/a.txt": "Hello, parents.\n",
      "sources/handbook.pdf": "%PDF-1.7\n",
      "sources/letter.doc": makeOle(["WordDocument"]),
      "sources/page.doc": "<!DOCTYPE html><html><p>Hello</p></html>",
      "sources/notes.xyz": "Hello",
      "sources/style.css": "<html>",
      "sources/logo.png": "x",
      "sources/intro.mp4": "x",
      "sources/module.zip": minimalDocument("docx", ["The handbook."]),
    });
    const { exitCode, stderr } = await project.run(["extract"]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      "! handbook.pdf is a PDF; it was left out.\n  A PDF is a print of another document. Ask its author",
    );
    expect(stderr).toContain("! letter.doc is a document of Word 97–2003; it was left out.\n  Open it in Word");
    expect(stderr).toContain("! notes.xyz is of no format that pitrans reads; it was left out.");
    expect(stderr).toContain("! 2 files such as intro.mp4 are pictures, sound or films, left out");
    expect(stderr).toContain("The file is called .zip, but it is a Word document");
    expect(project.has("xliff/source/module.zip.xlf")).toBe(true);
    const named = await project.run(["extract", "sources/handbook.pdf"]);
    expect([named.exitCode, named.stderr]).toEqual([1, expect.stringContaining("handbook.pdf is a PDF.")]);
    const { leftOut } = JSON.parse((await project.run(["status", "--json"])).stdout) as { leftOut: unknown[] };
    expect(leftOut[0]).toEqual({ name: "handbook.pdf", what: "a PDF", hint: expect.any(String), isMedia: false });
    expect((await project.run(["translate", "module.zip", "--to", "ru", "--engine", "pseudo"])).exitCode).toBe(0);
    const merged = await project.run(["merge", "module.zip", "--to", "ru", "--allow-draft", "--allow-pseudo"]);
    expect([merged.exitCode, project.has("out/ru/module.zip")]).toEqual([0, true]);
  });
});

describe("folders and names", () => {
  it("end with 0 and a hint where there are no documents", async () => {
    const project = cliProject({ "pitrans.config.json": "{}" });
    for (const words of [["extract"], ["translate", "--to", "ru"], ["merge", "--to", "ru"], ["status"], ["import"]]) {
      const { exitCode, stderr } = await project.run(words);
      expect([words, exitCode, stderr]).toEqual([words, 0, expect.stringMatching(/Put .*(?:sources|there)/)]);
    }
  });

  it("work with spaces, Cyrillic, and the names of macOS; lock files and links are passed over; twins keep apart", async () => {
    const project = cliProject({
      "sources/Мои документы/Памятка для родителей.txt": "Hello, parents.\n",
      "sources/cafe\u0301 & co [1].txt": "Welcome.\n",
      "sources/module-1.docx": minimalDocument("docx", ["The handbook."]),
      "sources/module-1.pptx": minimalDocument("pptx", ["The deck."]),
      "sources/~$module-1.docx": "lock",
      "outside/secret.txt": "A secret.\n",
    });
    symlinkSync(join(project.root, "outside", "secret.txt"), join(project.root, "sources", "link.txt"));
    symlinkSync(join(project.root, "outside"), join(project.root, "sources", "folder"));
    const extracted = await project.run(["extract", "--json"]);
    expect(extracted.exitCode).toBe(0);
    expect((JSON.parse(extracted.stdout) as Extracted).documents.map(({ name }) => name)).toEqual([
      "caf\u00E9 & co [1].txt",
      "module-1.docx",
      "module-1.pptx",
      "Мои документы/Памятка для родителей.txt",
    ]);
    expect((await project.run(["translate", "--to", "ru"])).exitCode).toBe(0);
    for (const [name, source] of [
      ["caf\u00E9 & co [1].txt", "Welcome."],
      ["Мои документы/Памятка для родителей.txt", "Hello, parents."],
    ] as const) {
      const edited = editXliff(project.text(`xliff/ru/${name}.xlf`), [{ source, target: "Да.", isApproved: true }]);
      project.write(`inbox/${source}.xlf`, edited);
    }
    expect((await project.run(["import"])).exitCode).toBe(0);
    expect((await project.run(["merge", "Мои документы"])).exitCode).toBe(0);
    expect((await project.run(["merge", "cafe\u0301 & co [1].txt"])).exitCode).toBe(0);
    expect(project.text("out/ru/Мои документы/Памятка для родителей.txt")).toBe("Да.\n");
    expect(project.text("out/ru/caf\u00E9 & co [1].txt")).toBe("Да.\n");
  });

  it("that stand in the way of what is written get a sentence, and the others are done", async () => {
    const project = cliProject({ "sources/a.txt": "Hello.\n", "sources/b.txt": "Bye.\n" });
    mkdirSync(join(project.root, "xliff", "source", "a.txt.xlf"), { recursive: true });
    const { exitCode, stderr } = await project.run(["extract"]);
    expect([exitCode, stderr]).toEqual([4, expect.stringMatching(/a\.txt\.xlf could not be written because/)]);
    expect(project.has("xliff/source/b.txt.xlf")).toBe(true);
  });

  it("that are of the wrong kind are told as such, and are no fault of the program", async () => {
    for (const [path, words, exitCode] of [
      ["pitrans.config.json/x", ["status"], 2],
      [".env/x", ["status"], 2],
      ["xliff", ["extract"], 1],
      [".pitrans", ["extract"], 1],
    ] as const) {
      const project = cliProject({ "sources/a.txt": "Hello.\n", [path]: "x" });
      const run = await project.run(words);
      expect([path, run.exitCode, run.stderr]).toEqual([
        path,
        exitCode,
        expect.stringMatching(/^✗ [^\n]+\n( {2}[^\n]+\n)+$/),
      ]);
    }
  });

  it.skipIf(isRoot)("that may not be read or written get a sentence", async () => {
    const project = cliProject({ "sources/a.txt": "Hello.\n", "sources/b.txt": "Bye.\n" });
    chmodSync(join(project.root, "sources", "a.txt"), 0o000);
    const unread = await project.run(["extract"]);
    expect([unread.exitCode, unread.stderr]).toEqual([4, expect.stringContaining("a.txt could not be opened")]);
    chmodSync(join(project.root, "xliff", "source"), 0o500);
    project.write("sources/b.txt", "Goodbye.\n");
    const unwritten = await project.run(["extract", "b.txt"]);
    expect([unwritten.exitCode, unwritten.stderr]).toEqual([1, expect.stringContaining("may not write")]);
    chmodSync(join(project.root, "xliff", "source"), 0o700);
  });

  it("of configuration, glossary and memory that are broken are named with the place", async () => {
    const project = cliProject({ "sources/a.txt": "Hello.\n", "pitrans.config.json": "{" });
    const config = await project.run(["extract"]);
    expect([config.exitCode, config.stderr]).toEqual([
      2,
      expect.stringContaining("pitrans.config.json is not valid JSON"),
    ]);
    project.write("pitrans.config.json", "{}");
    project.write("memory/en-ru.tmx", "<tmx version='1.4'><body><tu>");
    const memory = await project.run(["translate", "--to", "ru"]);
    expect([memory.exitCode, memory.stderr]).toEqual([1, expect.stringContaining("memory/en-ru.tmx")]);
    expect(memory.stderr).not.toContain("fault of its own");
    rmSync(join(project.root, "memory"), { recursive: true });
    const missing = await project.run(["translate", "--to", "ru", "--glossary", "nowhere.csv"]);
    expect([missing.exitCode, missing.stderr]).toEqual([
      1,
      expect.stringContaining("There is no glossary nowhere.csv."),
    ]);
  });
});
