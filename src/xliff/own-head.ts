import { openFile } from "./file-in-progress.ts";
import { isIdentityNote } from "./identity-notes.ts";
import { OtherSpelling, resolveOwn, VALUE, type PieceReader } from "./own-spelling.ts";
import { readOwnNotes } from "./own-unit.ts";
import type { FileHead } from "./xliff-file.ts";

// Line by line what `writeXliff12` writes.
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n`;
const FILE = new RegExp(`<file((?: [a-z-]+="${VALUE}")+)>\n<header>\n`, "y");
const FILE_ATTRIBUTE = /([a-z-]+)="([^"]*)"/g;
const BODY = `<tool tool-id="pitrans" tool-name="pitrans"/>\n</header>\n<body>\n`;
const END = `</body>\n</file>\n</xliff>\n`;

/** Reads what stands before the first unit. Throws OtherSpelling. */
export function readOwnHead(reader: PieceReader): FileHead {
  reader.pass(HEAD);
  const facts = new Map<string, string>();
  for (const [, name = "", value = ""] of reader.match(FILE)[1]!.matchAll(FILE_ATTRIBUTE)) {
    if (facts.has(name)) throw new OtherSpelling();
    facts.set(name, resolveOwn(value));
  }
  let head: FileHead | undefined;
  const file = openFile(
    {
      original: facts.get("original"),
      sourceLanguage: facts.get("source-language"),
      targetLanguage: facts.get("target-language"),
      project: facts.get("product-name"),
      exportId: facts.get("build-num"),
    },
    { startFile: (started) => void (head = started), unit: () => {}, endFile: () => {}, finding: () => {} },
  );
  for (const note of readOwnNotes(reader, "\n")) {
    // Somebody else's.
    if (!isIdentityNote(note)) throw new OtherSpelling();
    file.addNote(note, reader.line);
  }
  reader.pass(BODY);
  file.addTool("pitrans");
  file.start();
  return head!;
}

/** Reads what stands behind the last unit. Throws OtherSpelling. */
export function readOwnEnd(reader: PieceReader): void {
  reader.pass(END);
  if (!reader.isAtEnd) throw new OtherSpelling();
}
