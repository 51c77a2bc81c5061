import { DocumentError } from "../../errors.ts";
import type { Locale } from "../../model/locale.ts";
import { decodeText, decodeWindows1252 } from "../text-encoding.ts";
import { decodeUtf8 } from "../../xml/decode-utf8.ts";

/** A page as text. Bytes that its encoding cannot say are U+DC80 to U+DCFF, as in Python's surrogateescape, so that none is lost. */
export interface DecodedPage {
  /** Without byte order mark; offsets refer to it. */
  readonly text: string;
  /** By its WHATWG name. */
  readonly encoding: string;
  readonly hasByteOrderMark: boolean;
  /** Nothing in the page says what it was read as. */
  readonly isGuess: boolean;
  /** Some bytes could not be read. */
  readonly hasDamage: boolean;
}

/** Browsers look this far for the encoding a page states (HTML standard, 13.2.3.2); content systems write long heads. Bytes. */
const PRESCAN = 4096;
const BINARY_CHECK = 4096;

/**
 * Reads a page's bytes: by its byte order mark, the `meta` or XML declaration in it, as UTF-8, or in the old encoding of the locale's
 * script. Throws a DocumentError where it is no text.
 */
export function decodePage(bytes: Uint8Array, locale: Locale): DecodedPage {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return withMark(bytes.subarray(3), "utf-8");
  if (a === 0xff && b === 0xfe) return withMark(bytes.subarray(2), "utf-16le");
  if (a === 0xfe && b === 0xff) return withMark(bytes.subarray(2), "utf-16be");
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return decodedPage(bytes, "utf-16le");
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return decodedPage(bytes, "utf-16be");
  if (bytes.subarray(0, BINARY_CHECK).includes(0)) throw notText("The file is not a web page: it holds binary data.");
  const stated = statedEncoding(bytes);
  if (stated !== undefined) return decodedPage(bytes, stated);
  const utf8 = decodedPage(bytes, "utf-8");
  if (!utf8.hasDamage || bytes.includes(0) || isMostlySound(utf8.text)) return utf8;
  return { ...utf8, ...decodeText(bytes, locale), isGuess: true, hasDamage: false };
}

/** Whether a few bytes went wrong in what is UTF-8 all the same: in another encoding most accented letters would be wrong. */
function isMostlySound(text: string): boolean {
  let damaged = 0;
  let sound = 0;
  for (const character of text) {
    if (character >= "\uDC80" && character <= "\uDCFF") damaged += 1;
    else if (character > "\u007F") sound += 1;
  }
  return sound > 4 * damaged;
}

function withMark(bytes: Uint8Array, encoding: string): DecodedPage {
  return { ...decodedPage(bytes, encoding), hasByteOrderMark: true };
}

function decodedPage(bytes: Uint8Array, encoding: string): DecodedPage {
  const text = decodeAs(bytes, encoding);
  return {
    text,
    encoding,
    hasByteOrderMark: false,
    isGuess: false,
    hasDamage: !text.isWellFormed() && LONE.test(text),
  };
}

/** What stands for a byte that is no character. */
const LONE = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/;

function notText(message: string): DocumentError {
  return new DocumentError("malformed-document", message, {
    hint: "Check the file's name, or save the page again from a browser or editor.",
  });
}

/** The encoding that the page itself names, if it is one that browsers know. */
function statedEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PRESCAN)).toString("latin1");
  const label =
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']\s*([\w.:-]+)/.exec(head)?.[1] ??
    /<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head.replaceAll(/<!--[^]*?-->/g, ""))?.[1];
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    // A page whose letters can be read at all is not UTF-16, whatever it says (HTML standard, 13.2.3.2).
    return encoding.startsWith("utf-16") || encoding === "replacement" ? "utf-8" : encoding;
  } catch {
    return undefined;
  }
}

/** The text that the bytes stand for in this encoding. */
export function decodeAs(bytes: Uint8Array, encoding: string): string {
  switch (encoding) {
    case "utf-8":
      return decodeUtf8(bytes) ?? decodeDamagedUtf8(bytes);
    case "utf-16le":
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf16le");
    case "utf-16be":
      return Buffer.from(bytes.subarray(0, bytes.byteLength & ~1))
        .swap16()
        .toString("utf16le");
    case "windows-1252":
      return decodeWindows1252(bytes);
    default:
      return decoderFor(encoding).decode(bytes);
  }
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function decoderFor(encoding: string): InstanceType<typeof TextDecoder> {
  let decoder = decoders.get(encoding);
  if (decoder === undefined) decoders.set(encoding, (decoder = new TextDecoder(encoding)));
  return decoder;
}

/** Sound sequences (RFC 3629) as characters, every other byte as a lone surrogate. */
function decodeDamagedUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < buffer.length;) {
    const length = sequenceLength(buffer, at);
    if (length > 0) {
      at += length;
      continue;
    }
    pieces.push(buffer.toString("utf8", from, at), String.fromCharCode(0xdc00 + buffer[at]!));
    at += 1;
    from = at;
  }
  pieces.push(buffer.toString("utf8", from));
  return pieces.join("");
}

function sequenceLength(buffer: Buffer, at: number): number {
  const first = buffer[at]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > buffer.length) return 0;
  for (let offset = 1; offset < length; offset += 1) if ((buffer[at + offset]! & 0xc0) !== 0x80) return 0;
  const second = buffer[at + 1]!;
  const isOverlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const isBeyond = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return isOverlong || isBeyond ? 0 : length;
}
