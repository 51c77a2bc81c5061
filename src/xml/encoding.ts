import { DocumentError } from "../errors.ts";

/** How an XML part's bytes spell its text. */
export type XmlEncoding = "utf-8" | "utf-16le" | "utf-16be" | "latin1";

export interface DecodedXml {
  /** Without byte order mark. Offsets of everything below refer to it. */
  readonly text: string;
  readonly encoding: XmlEncoding;
  readonly hasByteOrderMark: boolean;
}

/** The encoding of an XML part, by its byte order mark, its first characters, or its declaration (XML 1.0, appendix F). */
export function decodeXml(bytes: Uint8Array, part: string): DecodedXml {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode(bytes.subarray(3), "utf-8", true, part);
  if (a === 0xff && b === 0xfe) return decode(bytes.subarray(2), "utf-16le", true, part);
  if (a === 0xfe && b === 0xff) return decode(bytes.subarray(2), "utf-16be", true, part);
  if (a === 0x3c && b === 0 && c === 0x3f && d === 0) return decode(bytes, "utf-16le", false, part);
  if (a === 0 && b === 0x3c && c === 0 && d === 0x3f) return decode(bytes, "utf-16be", false, part);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString("latin1");
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
  if (declared === "utf-8" || declared === "us-ascii" || declared === "ascii")
    return decode(bytes, "utf-8", false, part);
  if (declared === "iso-8859-1") return decode(bytes, "latin1", false, part);
  throw new DocumentError(
    "malformed-document",
    `${part} is written in the encoding ${declared}, which is not supported.`,
    {
      hint: "Save the document again in a current version of the program it was made with.",
      place: { part },
    },
  );
}

function decode(bytes: Uint8Array, encoding: XmlEncoding, hasByteOrderMark: boolean, part: string): DecodedXml {
  if (encoding === "latin1") return { text: Buffer.from(bytes).toString("latin1"), encoding, hasByteOrderMark };
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding, hasByteOrderMark };
  } catch (error) {
    throw new DocumentError("malformed-document", `${part} is not valid ${encoding.toUpperCase()}.`, {
      hint: "The document is damaged. Ask for a fresh copy, or save it again in the program it was made with.",
      place: { part },
      cause: error,
    });
  }
}

/** The bytes of a changed text, in the encoding it came in; what that encoding cannot hold becomes a character reference. */
export function encodeXml(text: string, decoded: DecodedXml): Uint8Array {
  const mark = decoded.hasByteOrderMark ? "\uFEFF" : "";
  switch (decoded.encoding) {
    case "utf-8":
      return Buffer.from(mark + text, "utf8");
    case "utf-16le":
      return Buffer.from(mark + text, "utf16le");
    case "utf-16be":
      return Buffer.from(mark + text, "utf16le").swap16();
    case "latin1":
      return Buffer.from(
        text.replaceAll(/[^\u0000-\u00FF]/gu, (character) => `&#${character.codePointAt(0)};`),
        "latin1",
      );
  }
}
