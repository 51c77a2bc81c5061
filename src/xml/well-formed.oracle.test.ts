import * as fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { DocumentError } from "../errors.ts";
import { assertWellFormed } from "./well-formed.ts";

/** What saxes says against the text, and against document types, which it would read. */
function oracleRefusal(xml: string): string | undefined {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("doctype");
  });
  parser.on("opentag", () => {
    depth += 1;
    if (depth > 1000) throw new Error("depth");
  });
  parser.on("closetag", () => {
    depth -= 1;
  });
  try {
    parser.write(xml).close();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function refusal(xml: string): string | undefined {
  try {
    assertWellFormed(xml, "a.xml");
    return undefined;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    expect(error.message).toMatch(/^a\.xml .+\.$/s);
    expect(error).toMatchObject({ code: "malformed-document", hint: expect.stringMatching(/\.$/) });
    expect(error.place).toMatchObject({ part: "a.xml", line: expect.any(Number), column: expect.any(Number) });
    const lines = xml.split("\n");
    expect(error.place.line).toBeLessThanOrEqual(lines.length);
    expect(error.place.column).toBeLessThanOrEqual(lines[error.place.line! - 1]!.length + 1);
    return error.message;
  }
}

/** What XML and its namespaces forbid, and saxes lets pass. Here alone the two may differ, and only this way round. */
const STRICTER: readonly (readonly [rule: string, message: RegExp, example: string])[] = [
  ["half a surrogate pair (XML 1.0, 2.2)", /the character U\+D[89AB]/, "<a>\uD83Dx</a>"],
  ["versions other than 1.0 (see the declaration)", /XML declaration has mistakes/, '<?xml version="1.1"?><a/>'],
  ["an instruction's name run on (XML 1.0, 2.6)", /name of an instruction is followed by/, "<a><?b?c?></a>"],
  ["a local name that begins as no name does (Namespaces, 3)", /is no name with a prefix/, '<a xmlns:b="u" b:1=""/>'],
];

function expectSameVerdict(xml: string): void {
  const theirs = oracleRefusal(xml);
  const ours = refusal(xml);
  if (theirs !== undefined) expect(ours, `saxes refuses ${JSON.stringify(xml)}: ${theirs}`).toBeDefined();
  else if (ours !== undefined && !STRICTER.some(([, message]) => message.test(ours))) {
    expect.fail(`saxes accepts ${JSON.stringify(xml)}: ${ours}`);
  }
}

const SNIPPETS: readonly string[] = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:document xmlns:w="urn:w" xmlns:r="urn:r" xmlns:w14="urn:w14" w14:x="1"><w:body><w:p w:rsidR="00A77427"><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t xml:space="preserve">Tom &amp; Ann </w:t></w:r><w:hyperlink r:id="rId1"/></w:p></w:body></w:document>',
  "<p:sld xmlns:p='urn:p' xmlns:a=\"urn:a\"><!-- a - note --><a:p><a:r><a:t>x &#8211; &#x1F600; ]] &gt; y</a:t></a:r><a:fld xmlns:c=\"urn:c\" c:d = '\"' e='>'/></a:p></p:sld>\n<!-- end -->",
  '<Types xmlns="urn:t"><Default Extension="xml" ContentType="a/b"/><?mso-application progid="Word"?><Override PartName="/a&lt;.xml" /></Types >',
  '<a xmlns:x="urn:same" xmlns:y="urn:same" xmlns:z="urn:other"><b x:i="1" z:i="2" i="3"/><c xmlns:x="urn:inner" x:i="" y:i=""></c><![CDATA[ <&> ]] ]]></a>',
  '<?xml version="1.0"?><naïve:тест xmlns:naïve="urn:ü" ключ="日本"><𐐀>😀\u2028</𐐀>\t</naïve:тест>',
  '<svg xmlns="urn:s" xmlns:o="urn:o&amp;p"><g o:a="&quot;&apos;"><xml:g xml:lang="en"/></g><g xmlns=""/></svg>',
];

/** Pieces that make or break XML where they land. */
const SPARKS: readonly string[] = [
  ["<", ">", "/", "/>", "</", "<a", "<a>", "</a>", "<a/>", "<x:a/>", "</w:p>", "<!", "<!--", "-->", "--", "-", "!"],
  ["<?", "?>", "?", "<?a?>", "<?xml?>", '<?xml version="1.0"?>', "<?XML a?>", "<?a:b?>", '<?xml version="1.1"?>'],
  ["<![CDATA[", "]]>", "]", "]]", "<!DOCTYPE a>", "<!DOCTYPE", "&", ";", "&amp;", "&lt;", "&;", "&x;", "&#x41;"],
  ["&#X41;", "&#0;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#00000000065;", "&#1;", "&#;", "&#x;", "&__proto__;"],
  ['"', "'", "=", " ", "\t", "\n", "\r", "\r\n", "a", "Z", "1", "-", ".", ":", "_", "xml", "xmlns", "xmlns:", "x:"],
  [' a="1"', " x:i='2'", " y:i='2'", ' xmlns:x="urn:2"', ' xmlns:x=""', ' xmlns:x=" "', ' xmlns=""', " xmlns:xml='u'"],
  [" xmlns:xmlns='u'", " xmlns:q='http://www.w3.org/2000/xmlns/'", " xmlns='http://www.w3.org/XML/1998/namespace'"],
  [
    " xmlns:xml='http://www.w3.org/XML/1998/namespace'",
    " xmlns:y='urn:s&#97;me'",
    " xmlns:y=' urn:same\n'",
    "<xmlns:a/>",
  ],
  ["\u0000", "\u0001", "\u000B", "\u001F", "\u007F", "\u0085", "\u00A0", "\u00B7", "\u00D7", "\u037E", "\u2028"],
  ["\uFEFF", "\uFFFD", "\uFFFE", "\uFFFF", "\uD800", "\uDC00", "\uDFFF", "😀", "𐀀", "\u{EFFFF}", "\u{F0000}", "é"],
].flat();

interface Mutation {
  readonly at: number;
  readonly kind: "delete" | "insert" | "swap" | "repeat" | "cut";
  readonly length: number;
  readonly spark: string;
}

const arbitraryMutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(1000),
  kind: fc.constantFrom("delete", "insert", "insert", "swap", "repeat", "cut"),
  length: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 12 })),
  spark: fc.constantFrom(...SPARKS),
});

function mutate(xml: string, { at, kind, length, spark }: Mutation): string {
  const start = at % (xml.length + 1);
  const [before, piece, after] = [xml.slice(0, start), xml.slice(start, start + length), xml.slice(start + length)];
  switch (kind) {
    case "delete":
      return before + after;
    case "insert":
      return before + spark + piece + after;
    case "swap":
      return before + after.slice(0, length) + piece + after.slice(length);
    case "repeat":
      return before + piece + piece + after;
    case "cut":
      return at % 7 === 0 ? before : before + spark + after;
  }
}

const arbitraryMutated = fc
  .tuple(fc.constantFrom(...SNIPPETS), fc.array(arbitraryMutation, { minLength: 1, maxLength: 3 }))
  .map(([xml, mutations]) => mutations.reduce(mutate, xml));

const arbitrarySoup = fc
  .array(fc.constantFrom(...SPARKS), { maxLength: 12 })
  .chain((sparks) => fc.constantFrom(sparks.join(""), `<a>${sparks.join("")}</a>`, `<a ${sparks.join("")}/>`));

/** Where the classes of characters begin and end (XML 1.0, sections 2.2 and 2.3), to within 16. */
const CHARACTER_BORDERS: readonly number[] = [
  [0x10, 0x30, 0x50, 0x70, 0x90, 0xb0, 0xd0, 0xf0, 0x300, 0x370, 0x2000, 0x2010, 0x2040, 0x2070, 0x2190, 0x2c00],
  [0x2ff0, 0x3000, 0xd800, 0xdc00, 0xe000, 0xf900, 0xfdd0, 0xfdf0, 0x10000, 0xf0000, 0x110000],
].flat();

describe("assertWellFormed, beside saxes", () => {
  it.each(SNIPPETS)("accepts %s", (xml) => {
    expect(oracleRefusal(xml)).toBeUndefined();
    expect(refusal(xml)).toBeUndefined();
  });

  it.each(STRICTER)("is stricter about %s", (_, message, example) => {
    expect(oracleRefusal(example)).toBeUndefined();
    expect(refusal(example)).toMatch(message);
  });

  it("says the same of parts with a few mistakes", () => {
    fc.assert(fc.property(arbitraryMutated, expectSameVerdict), { numRuns: 4000 });
  });

  it("says the same of markup thrown together", () => {
    fc.assert(fc.property(arbitrarySoup, expectSameVerdict), { numRuns: 3000 });
  });

  it("says the same of every single character put in, taken out or cut off at", () => {
    for (const xml of SNIPPETS) {
      for (let at = 0; at <= xml.length; at += 1) {
        expectSameVerdict(xml.slice(0, at));
        expectSameVerdict(xml.slice(0, at) + xml.slice(at + 1));
        for (const spark of ["<", ">", "&", '"', ":", " ", "\u0001"]) {
          expectSameVerdict(xml.slice(0, at) + spark + xml.slice(at));
        }
      }
    }
  });

  it("says the same of the characters at the borders of what is allowed, as text, as reference, and in names", () => {
    for (const border of CHARACTER_BORDERS) {
      for (let point = Math.max(0, border - 16); point < border + 16; point += 1) {
        expectSameVerdict(`<a>&#${point};</a>`);
        expectSameVerdict(`<a>&#x${point.toString(16)};</a>`);
        if (point > 0x10ffff) continue;
        const written = String.fromCodePoint(point);
        expectSameVerdict(`<a>${written}</a>`);
        expectSameVerdict(`<${written}/>`);
        expectSameVerdict(`<a a${written}=""/>`);
        expectSameVerdict(`<?a${written}?><a/>`);
      }
    }
  });
});
