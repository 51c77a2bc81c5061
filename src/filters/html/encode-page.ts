import { decodeAs, type DecodedPage } from "./page-encoding.ts";

/** The bytes of a changed page. */
export interface EncodedPage {
  readonly bytes: Uint8Array;
  /** The page could not be written in its own encoding, which it does not name, or which cannot say its own bytes: it is UTF-8 now. */
  readonly isReencoded: boolean;
}

/**
 * The bytes of a changed page in its own encoding; characters that it lacks become character references, as HTML and XML have them
 * everywhere but in scripts and comments. Every byte that was not touched stays.
 * @param original the bytes before the change
 */
export function encodePage(text: string, decoded: DecodedPage, original: Uint8Array): EncodedPage {
  const mark = decoded.hasByteOrderMark ? "\uFEFF" : "";
  switch (decoded.encoding) {
    case "utf-8":
      return { bytes: encodeUtf8(mark + text), isReencoded: false };
    case "utf-16le":
      return { bytes: Buffer.concat([Buffer.from(mark + text, "utf16le"), oddByte(original)]), isReencoded: false };
    case "utf-16be":
      return {
        bytes: Buffer.concat([Buffer.from(mark + text, "utf16le").swap16(), oddByte(original)]),
        isReencoded: false,
      };
  }
  // A page that does not say its encoding would be read in another one where it is shown.
  const encoder = decoded.isGuess ? undefined : encoderFor(decoded.encoding);
  const isFaithful = encoder !== undefined && encoder(decoded.text).equals(original);
  return isFaithful
    ? { bytes: encoder(text), isReencoded: false }
    : { bytes: Buffer.from(`\uFEFF${text}`, "utf8"), isReencoded: true };
}

/** Half a character at the end of a page that was cut off. */
function oddByte(original: Uint8Array): Uint8Array {
  return original.subarray(original.byteLength & ~1);
}

/** Lone surrogates U+DC80 to U+DCFF are the bytes they were made of. */
function encodeUtf8(text: string): Uint8Array {
  if (text.isWellFormed()) return Buffer.from(text, "utf8");
  return Buffer.concat(
    text
      .split(/(?<![\uD800-\uDBFF])([\uDC80-\uDCFF])/)
      .map((piece, index) =>
        index % 2 === 1 ? Buffer.from([piece.charCodeAt(0) - 0xdc00]) : Buffer.from(piece, "utf8"),
      ),
  );
}

type Encoder = (text: string) => Buffer;

/** Encoders are tables of what the decoder reads; making one takes some milliseconds. */
const encoders = new Map<string, Encoder | undefined>();

function encoderFor(encoding: string): Encoder | undefined {
  if (!encoders.has(encoding)) encoders.set(encoding, makeEncoder(encoding));
  return encoders.get(encoding);
}

/** The multi-byte encodings of the WHATWG standard that need no state; all others have one byte for a character. */
const DOUBLE_BYTE = new Set(["shift_jis", "euc-jp", "euc-kr", "gbk", "gb18030", "big5"]);
const LEAST_LEAD = 0x81;
const LEAST_TRAIL = 0x40;
const NO_CHARACTER = "\uFFFD";

function makeEncoder(encoding: string): Encoder | undefined {
  if (encoding === "iso-2022-jp") return undefined;
  const bytesOf = new Map<string, readonly number[]>();
  const learn = (...bytes: readonly number[]): void => {
    const character = decodeAs(Uint8Array.from(bytes), encoding);
    if (character.length === 1 && character !== NO_CHARACTER && !bytesOf.has(character)) bytesOf.set(character, bytes);
  };
  for (let byte = 0; byte <= 0xff; byte += 1) learn(byte);
  if (DOUBLE_BYTE.has(encoding))
    for (let lead = LEAST_LEAD; lead <= 0xfe; lead += 1)
      for (let trail = LEAST_TRAIL; trail <= 0xfe; trail += 1) learn(lead, trail);
  return (text) => {
    const bytes: number[] = [];
    for (const character of text) {
      const known = bytesOf.get(character) ?? Buffer.from(`&#${character.codePointAt(0)};`, "latin1");
      for (const byte of known) bytes.push(byte);
    }
    return Buffer.from(bytes);
  };
}
