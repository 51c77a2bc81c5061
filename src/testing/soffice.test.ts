import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { minimalDocument } from "./bad-documents.ts";
import { textsInLibreOffice } from "./corpus/libre-office.ts";
import { convertWithSoffice, findSoffice, SOFFICE_ABSENT } from "./soffice.ts";

const isAbsent = findSoffice() === undefined;

describe.skipIf(isAbsent)(`conversion by LibreOffice${isAbsent ? `: ${SOFFICE_ABSENT}` : ""}`, () => {
  it("turns a document into text, and leaves nothing else behind", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pitrans-test-"));
    try {
      const file = join(folder, "letter.docx");
      await writeFile(file, minimalDocument("docx", ["Hello, parents."]));
      const output = await convertWithSoffice(file, "txt:Text", folder);
      expect(output).toBe(join(folder, "letter.txt"));
      expect(await readFile(output!, "utf8")).toContain("Hello, parents.");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);

  it("finds the texts of a slide", async () => {
    expect(await textsInLibreOffice("a.pptx", minimalDocument("pptx", ["Hello, parents."]), "odp")).toContain(
      "Hello, parents.",
    );
  }, 120_000);

  it("finds the texts of a web page", async () => {
    const page = Buffer.from("<!doctype html><title>Groups</title><p>Hello, <b>parents</b>.</p>");
    expect(await textsInLibreOffice("a.html", page, "odt")).toContain("Hello, parents.");
  }, 120_000);

  it("gives nothing for a file it cannot open", async () => {
    expect(await textsInLibreOffice("a.pptx", Buffer.from("PK\u0003\u0004 but no archive"), "odp")).toBeUndefined();
  }, 120_000);
});
