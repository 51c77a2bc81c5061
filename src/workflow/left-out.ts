import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { extname } from "node:path";
import { extensions } from "../filters/registry.ts";

/** A file in `sources/` that is no document pitrans reads. */
export interface LeftOutFile {
  /** Relative to `sources/`. */
  readonly name: string;
  /** "a PDF"; absent where it is not known. */
  readonly what?: string;
  /** What to do, as a full sentence. */
  readonly hint?: string;
  /** A picture, sound or film: nobody expects it to be translated. */
  readonly isMedia: boolean;
}

/** Files that lie beside documents as a matter of course; they are not opened. */
const MEDIA: ReadonlyMap<string, string> = new Map([
  ...["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "svg", "ico", "heic", "psd", "ai", "eps"].map(
    (extension) => [`.${extension}`, "a picture"] as const,
  ),
  ...["mp4", "m4v", "mov", "avi", "mkv", "webm", "wmv", "mpg", "mpeg"].map(
    (extension) => [`.${extension}`, "a film"] as const,
  ),
  ...["mp3", "m4a", "wav", "ogg", "oga", "flac", "aac", "wma"].map(
    (extension) => [`.${extension}`, "a sound recording"] as const,
  ),
  ...["ttf", "otf", "woff", "woff2"].map((extension) => [`.${extension}`, "a font"] as const),
]);

/** Extensions of documents whose files may be something else than they say: pages that a website calls a Word document. */
const MAYBE_TEXT = new Set(["", ".doc", ".dot", ".rtf", ".xls", ".ppt", ".sub"]);

/** As much as tells a file by its first bytes. */
const HEAD = 8192;

/** An archive is told by its members, whose list stands at its end; larger ones are no documents that pitrans reads. */
const MAX_ARCHIVE = 64 * 1024 * 1024;

/**
 * Why the file is left out; undefined where it is a document, by its extension or else by its content. Of files without an extension of a
 * document only the first bytes are read, and archives as a whole. A file that cannot be opened counts as unknown here.
 */
export async function whyLeftOut(path: string, name: string): Promise<LeftOutFile | undefined> {
  const extension = extname(name).toLowerCase();
  if (extensions.includes(extension)) return undefined;
  const media = MEDIA.get(extension);
  if (media !== undefined) return { name, what: media, isMedia: true };
  const bytes = firstBytes(path);
  if (bytes === undefined) return { name, isMedia: false };
  const { recognise } = await import("../filters/recognition/recognise.ts");
  const recognised = recognise(bytes);
  if (recognised === undefined) return { name, isMedia: false };
  if ("refused" in recognised) {
    const { name: what, hint, isMedia = false } = recognised.refused;
    return { name, what, hint, isMedia };
  }
  const { extension: own, isText, name: what } = recognised.readable;
  if (extensions.includes(own) && (!isText || MAYBE_TEXT.has(extension))) return undefined;
  return { name, what, isMedia: false };
}

function firstBytes(path: string): Uint8Array | undefined {
  try {
    const file = openSync(path, "r");
    try {
      const head = Buffer.alloc(HEAD);
      const length = readSync(file, head, 0, HEAD, 0);
      const isArchive = head.subarray(0, 2).toString("latin1") === "PK";
      const isOle = head.readUInt32BE(0) === 0xd0cf11e0;
      if ((isArchive || isOle) && fstatSync(file).size <= MAX_ARCHIVE) return readFileSync(file);
      return head.subarray(0, length);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
