import { TextDecoder } from "node:util";
import { XliffError } from "../errors.ts";

/** Bytes decoded at a time: memory stays bounded for large files. */
const CHUNK = 1 << 14;

/** Longer files are refused: 100,000 units take about 75 MB. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * The text of an XML file in pieces, without byte order mark. Encodings: UTF-8 and UTF-16 by mark or pattern, else the declared one, of
 * those the Encoding Standard knows. The first chunk must hold the declaration. Errors: XliffError for bytes that are none of the encoding,
 * and for files beyond 512 MB.
 */
export function* decodeXliff(chunks: Iterable<Uint8Array>, fileName: string): Generator<string> {
  let decoder: TextDecoder | undefined;
  let from = 0;
  const decode = (bytes: Uint8Array | undefined): string => {
    try {
      return bytes ? decoder!.decode(bytes, { stream: true }) : (decoder?.decode() ?? "");
    } catch (error) {
      throw new XliffError(
        "invalid-xliff",
        `The file is not valid ${decoder!.encoding.toUpperCase()} (near byte ${from}).`,
        {
          hint: "It is damaged or was saved in another encoding. Ask for a fresh copy.",
          place: { file: fileName },
          cause: error,
        },
      );
    }
  };
  for (const chunk of chunks) {
    decoder ??= decoderFor(encodingOf(chunk), fileName);
    for (let at = 0; at < chunk.length; at += CHUNK) {
      const piece = chunk.subarray(at, at + CHUNK);
      const text = decode(piece);
      from += piece.length;
      if (text !== "") yield text;
    }
    if (from > MAX_BYTES) {
      throw new XliffError("invalid-xliff", `The file is larger than ${MAX_BYTES / 1024 / 1024} MB.`, {
        hint: "Ask for it in parts.",
        place: { file: fileName },
      });
    }
  }
  const rest = decode(undefined);
  if (rest !== "") yield rest;
}

function decoderFor(label: string, fileName: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (error) {
    throw new XliffError("invalid-xliff", `The file declares the encoding ${label}, which is not known.`, {
      hint: "Save it again as UTF-8 in the editor's tool.",
      place: { file: fileName },
      cause: error,
    });
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
