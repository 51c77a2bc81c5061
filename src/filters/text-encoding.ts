import { DocumentError } from "../errors.ts";
import type { Locale } from "../model/locale.ts";

/** An encoding of plain-text formats, by its WHATWG label. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1251" | "windows-1252";

export interface DecodedText {
  /** Without byte order mark; offsets refer to it. */
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly hasByteOrderMark: boolean;
}

/** Languages written in Cyrillic on machines whose old encoding is windows-1251. */
const CYRILLIC = "Cyrl";

/**
 * Reads plain text: by its byte order mark, else as UTF-8, else in the old Windows encoding of the locale's script. Throws a
 * DocumentError where it is no text at all (a zero byte, which no text encoding without a mark has).
 */
export function decodeText(bytes: Uint8Array, locale: Locale): DecodedText {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode(bytes.subarray(3), "utf-8", true);
  if (a === 0xff && b === 0xfe) return decode(bytes.subarray(2), "utf-16le", true);
  if (a === 0xfe && b === 0xff) return decode(bytes.subarray(2), "utf-16be", true);
  if (bytes.includes(0)) throw notText("The file is not plain text: it holds binary data.");
  try {
    return decode(bytes, "utf-8", false);
  } catch {
    const isCyrillic = new Intl.Locale(locale).maximize().script === CYRILLIC;
    return decode(bytes, isCyrillic ? "windows-1251" : "windows-1252", false);
  }
}

/** What windows-1252 has at 0x80–0x9F (WHATWG Encoding, index windows-1252). Node 20's TextDecoder reads it as ISO 8859-1. */
const WINDOWS_1252_C1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/** Every byte of windows-1252 as its character. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin1.replaceAll(/[\u0080-\u009F]/g, (character) => WINDOWS_1252_C1[character.charCodeAt(0) - 0x80]!);
}

function decode(bytes: Uint8Array, encoding: TextEncoding, hasByteOrderMark: boolean): DecodedText {
  if (encoding === "windows-1252") return { text: decodeWindows1252(bytes), encoding, hasByteOrderMark };
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding, hasByteOrderMark };
  } catch (error) {
    throw notText(`The file is not valid ${encoding.toUpperCase()}, though its first bytes say so.`, error);
  }
}

function notText(message: string, cause?: unknown): DocumentError {
  return new DocumentError("malformed-document", message, {
    hint: "Open it in a text editor and save it as UTF-8.",
    cause,
  });
}

/** The bytes of a changed text in its own encoding; in UTF-8 with a mark, where the old encoding lacks a character. */
export function encodeText(text: string, decoded: DecodedText): { bytes: Uint8Array; isReencoded: boolean } {
  const mark = decoded.hasByteOrderMark ? "\uFEFF" : "";
  switch (decoded.encoding) {
    case "utf-8":
      return { bytes: Buffer.from(mark + text, "utf8"), isReencoded: false };
    case "utf-16le":
      return { bytes: Buffer.from(mark + text, "utf16le"), isReencoded: false };
    case "utf-16be":
      return { bytes: Buffer.from(mark + text, "utf16le").swap16(), isReencoded: false };
    case "windows-1251":
    case "windows-1252": {
      const bytes = encodeSingleByte(text, decoded.encoding);
      return bytes ? { bytes, isReencoded: false } : { bytes: Buffer.from(`\uFEFF${text}`, "utf8"), isReencoded: true };
    }
  }
}

function encodeSingleByte(text: string, encoding: TextEncoding): Uint8Array | undefined {
  const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const characters = decode(allBytes, encoding, false).text;
  const byteOf = new Map(characters.split("").map((character, byte) => [character, byte]));
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const byte = byteOf.get(text[index]!);
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}
