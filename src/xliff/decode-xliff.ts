import { TextDecoder } from "node:util";
import { XliffError } from "../errors.ts";

/** Bytes decoded at a time: memory stays bounded for large files. */
const CHUNK = 1 << 16;

/**
 * The text of an XML file in pieces, without byte order mark and without white space before the declaration (some tools write a
 * blank line there). Encodings: UTF-8 and UTF-16 by mark or pattern, else the declared one, of those the Encoding Standard knows.
 */
export function* decodeXliff(bytes: Uint8Array, fileName: string): Generator<string> {
  const label = encodingOf(bytes);
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch (error) {
    throw new XliffError("invalid-xliff", `The file declares the encoding ${label}, which is not known.`, {
      hint: "Save it again as UTF-8 in the editor's tool.",
      place: { file: fileName },
      cause: error,
    });
  }
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const end = Math.min(from + CHUNK, bytes.length);
    let text: string;
    try {
      text = decoder.decode(bytes.subarray(from, end), { stream: end < bytes.length });
    } catch (error) {
      throw new XliffError("invalid-xliff", `The file is not valid ${label.toUpperCase()} (near byte ${from}).`, {
        hint: "It is damaged or was saved in another encoding. Ask for a fresh copy.",
        place: { file: fileName },
        cause: error,
      });
    }
    if (text !== "") yield text;
  }
}

/** By byte order mark, by the pattern of the first characters, or by the declaration (XML 1.0, appendix F). */
function encodingOf(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a !== 0 && b === 0) return "utf-16le";
  if (a === 0 && b !== 0) return "utf-16be";
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 400)).toString("latin1");
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
  // A declaration that is readable byte by byte cannot be UTF-16, whatever it says.
  return declared.startsWith("utf-16") || declared.startsWith("ucs-2") ? "utf-8" : declared;
}
