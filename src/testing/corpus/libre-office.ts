import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { convertWithSoffice } from "../soffice.ts";
import { readRawArchive, textOf } from "./raw-archive.ts";
import { dumpTexts } from "./text-dump.ts";

/** The format that LibreOffice converts documents of this extension to. */
function openDocumentFor(extension: string): "odt" | "odp" | "ods" {
  if (/^\.f?o[dt][sp]$/.test(extension)) return extension.endsWith("s") ? "ods" : "odp";
  return extension.startsWith(".p") ? "odp" : "odt";
}

/**
 * The texts LibreOffice finds in an office document, read from its own conversion to OpenDocument (which, unlike plain text or
 * PDF, holds notes, headers and text boxes too). Undefined where it cannot open the document.
 */
export async function textsInLibreOffice(name: string, bytes: Uint8Array): Promise<readonly string[] | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "pitrans-office-"));
  try {
    const input = join(folder, `document${extname(name).toLowerCase()}`);
    await writeFile(input, bytes);
    const format = openDocumentFor(extname(name).toLowerCase());
    const output = await convertWithSoffice(input, format, folder);
    if (output === undefined) return undefined;
    const parts = readRawArchive(await readFile(output));
    return ["content.xml", "styles.xml"].flatMap((part) =>
      dumpTexts(textOf(parts.get(part)!.content())).map(({ text }) => text),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
