import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { convertWithSoffice } from "../soffice.ts";
import { readRawArchive, textOf } from "./raw-archive.ts";
import { dumpTexts } from "./text-dump.ts";

/**
 * The texts LibreOffice finds in a document, read from its own conversion to `format`, an OpenDocument format (which, unlike plain text or
 * PDF, holds notes, headers and text boxes too). Undefined where it cannot open the document.
 */
export async function textsInLibreOffice(
  name: string,
  bytes: Uint8Array,
  format: "odt" | "odp" | "ods",
): Promise<readonly string[] | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "pitrans-office-"));
  try {
    const input = join(folder, `document${extname(name).toLowerCase()}`);
    await writeFile(input, bytes);
    // HTML opens in Writer/Web, which must be told to write what Writer writes.
    const output = await convertWithSoffice(input, format === "odt" ? "odt:writer8" : format, join(folder, "out"));
    if (output === undefined) return undefined;
    const parts = readRawArchive(await readFile(output));
    return ["content.xml", "styles.xml"].flatMap((part) =>
      dumpTexts(textOf(parts.get(part)!.content())).map(({ text }) => text),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
