import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeXml, encodeXml } from "./encoding.ts";

const declare = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>`;
const swap = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

const SPELLINGS: readonly (readonly [name: string, encode: (text: string) => Buffer])[] = [
  ["UTF-8", (text) => Buffer.from(text)],
  ["UTF-8 with a byte order mark", (text) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16 with a byte order mark", (text) => Buffer.from(`\uFEFF${declare("UTF-16")}${text}`, "utf16le")],
  ["UTF-16, big end first, with a byte order mark", (text) => swap(`\uFEFF${text}`)],
  ["UTF-16 without a byte order mark", (text) => Buffer.from(`${declare("UTF-16")}${text}`, "utf16le")],
  ["UTF-16, big end first, without one", (text) => swap(`${declare("UTF-16")}${text}`)],
];

describe("XML encodings", () => {
  it.each(SPELLINGS)("come and go unchanged: %s", (_, encode) => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const bytes = encode(`<a>${text}</a>`);
        const decoded = decodeXml(bytes, "a.xml");
        expect(decoded.text.endsWith(`<a>${text}</a>`)).toBe(true);
        expect(decoded.text.startsWith("<")).toBe(true);
        expect(Buffer.from(encodeXml(decoded.text, decoded)).equals(bytes)).toBe(true);
      }),
    );
  });

  it("write as references what Latin-1 cannot hold", () => {
    const decoded = decodeXml(Buffer.from(`${declare("ISO-8859-1")}<a>\u00E9</a>`, "latin1"), "a.xml");
    expect(decoded.text).toContain("é");
    expect(Buffer.from(encodeXml("éЖ😀", decoded)).toString("latin1")).toBe("é&#1046;&#128512;");
  });

  it.each([
    ["bytes that are no UTF-8", Buffer.from([0x3c, 0x61, 0xff, 0x3e])],
    ["half a UTF-16 unit", Buffer.from([0xff, 0xfe, 0x3c])],
    ["an encoding nobody asked for", Buffer.from(`${declare("EBCDIC-CP-US")}<a/>`)],
  ])("refuse %s and name the part", (_, bytes) => {
    expect(() => decodeXml(bytes, "word/document.xml")).toThrow(
      expect.objectContaining({ code: "malformed-document", place: { part: "word/document.xml" } }) as Error,
    );
  });
});
