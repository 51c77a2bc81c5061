import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withXliffVersion, type BilingualDocument } from "../model/document.ts";
import { bilingualDocuments } from "../testing/bilingual-documents.ts";
import { parseNumbered } from "../testing/parse-numbered.ts";
import { OtherSpelling } from "./own-spelling.ts";
import { readOwnDocument } from "./read-own-document.ts";
import { readOwnItems } from "./read-own-xliff.ts";
import { readXliff, readXliffItems, type XliffItem } from "./read-xliff.ts";
import { toBilingualDocument } from "./to-bilingual-document.ts";
import { exportIdOf, writeXliff } from "./write-xliff.ts";

const write = (document: BilingualDocument): string =>
  writeXliff(document, { project: "parents", exportId: exportIdOf(document) });
const readFast = (xml: string, isUntouched = false): BilingualDocument | undefined =>
  readOwnDocument(Buffer.from(xml), isUntouched);
const readWhole = (xml: string, isUntouched = false): BilingualDocument | undefined =>
  toBilingualDocument(readXliff(Buffer.from(xml), "x.xlf"), isUntouched);
/** Undefined where the file is not spelled as ours. */
const readItems = (xml: string): XliffItem[] | undefined => {
  try {
    return [...readOwnItems([Buffer.from(xml)])];
  } catch (error) {
    if (error instanceof OtherSpelling) return undefined;
    throw error;
  }
};

const sample = write({
  original: { name: "elpida/module-1.docx", sha256: "a".repeat(64), filter: "docx", options: { hidden: "<&>" } },
  sourceLocale: "en",
  targetLocale: "ru",
  segmentation: "sentence",
  units: [
    {
      id: "document.abcdefgh23",
      place: "Table 1, row 2, column 1",
      context: { heading: 'Play & "rest"' },
      maxLength: 40,
      segments: [
        {
          id: "document.abcdefgh23.1",
          source: parseNumbered("Play <1>with</1> your\nchild.<2/>", { 2: "break" }),
          target: { fragment: parseNumbered("Играйте <1>с</1> ребёнком.<2/>", { 2: "break" }), state: "reviewed" },
          notes: [{ text: "Check & tell" }],
        },
        { id: "document.abcdefgh23.2", source: parseNumbered("Press <b0> & go."), notes: [] },
      ],
    },
    {
      id: "document.abcdefgh24",
      place: "Text 2",
      context: { heading: 'Play & "rest"' },
      segments: [
        {
          id: "document.abcdefgh24.1",
          source: parseNumbered("Rest."),
          target: { fragment: parseNumbered("Отдых."), state: "edited" },
          notes: [],
          stale: true,
        },
      ],
    },
  ],
});

const [segmentLine] = /<trans-unit id="document\.abcdefgh23\.2".*\n/.exec(sample)!;

describe("readOwnDocument", () => {
  it("gives what the whole reader gives, whatever we wrote", () => {
    fc.assert(
      fc.property(bilingualDocuments, (document) => {
        const xml = write(withXliffVersion(document, "1.2"));
        expect(readFast(xml)).toEqual(readWhole(xml));
        expect(readFast(xml, true)).toEqual(readWhole(xml, true));
      }),
    );
  });

  it("gives what the whole reader gives, or nothing, whatever became of the file since", () => {
    const sparks = fc.constantFrom(
      "<",
      ">",
      "&",
      '"',
      "'",
      "\r",
      "\n",
      "\t",
      "\u0001",
      " ",
      "/",
      "&amp;",
      "&#x41;",
      "&unknown;",
      "</g>",
      '<g id="1">',
      '<x id="1"/>',
      "<mrk>",
      "<!-- -->",
      "]]>",
      "<![CDATA[a]]>",
      ' approved="yes"',
      ' id="a"',
      "</source>",
      "<target>",
      "</trans-unit>\n",
      "<note>a</note>",
    );
    let read = 0;
    fc.assert(
      fc.property(fc.nat(sample.length), fc.integer({ min: 0, max: 12 }), sparks, (at, removed, spark) => {
        const xml = sample.slice(0, at) + spark + sample.slice(at + removed);
        for (const isUntouched of [true, false]) {
          const fast = readFast(xml, isUntouched);
          if (fast === undefined) continue;
          read += 1;
          expect(fast).toEqual(readWhole(xml, isUntouched));
        }
        const items = readItems(xml);
        if (items !== undefined) expect(items).toEqual([...readXliffItems([Buffer.from(xml)], "x.xlf")]);
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(200);
  });

  it.each([
    ["another tool's spelling", sample.replace("<source>", "<source >")],
    ["XLIFF 2", sample.replace("document:1.2", "document:2.0").replace('version="1.2"', 'version="2.0"')],
    ["a file that breaks off", sample.slice(0, -20)],
    ["something behind its end", `${sample}<!-- -->`],
    ["a byte order mark", `\uFEFF${sample}`],
    ["an inline element that we do not write", sample.replace('<g id="1" ctype="bold">', '<bpt id="1">')],
    ["a broken pair", sample.replace("</g>", "")],
    ["a segment that comes twice", sample.replaceAll("abcdefgh23.2", "abcdefgh23.1")],
    ["a unit in two places", sample.replace("</body>", `${segmentLine.replaceAll("23.2", "23.3")}</body>`)],
    ["a carriage return", sample.replace("your\nchild", "your\r\nchild")],
  ])("leaves %s to the whole reader", (_, xml) => {
    expect(xml).not.toBe(sample);
    expect(readFast(xml)).toBeUndefined();
    expect(readFast(sample)).toBeDefined();
  });

  it("takes no longer than the file is long", () => {
    const hostile = sample.replace("Press ", "a&amp;".repeat(50_000)).replace("go.", '<g id="1">'.repeat(50_000));
    expect(readFast(hostile)).toBeUndefined();
  });

  it("leaves bytes that are no UTF-8 to the whole reader", () => {
    expect(readOwnDocument(Buffer.from(sample, "utf16le"), true)).toBeUndefined();
    expect(readOwnDocument(Buffer.from(sample.replace("Play", "\u00E9"), "latin1"), true)).toBeUndefined();
  });
});

describe("readOwnItems", () => {
  const chunksOf = (bytes: Buffer, size: number): Uint8Array[] =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));

  it("gives what the reader of all tools' files gives, in whatever pieces the file comes", () => {
    fc.assert(
      fc.property(bilingualDocuments, fc.integer({ min: 1, max: 2000 }), (document, size) => {
        const bytes = Buffer.from(write(withXliffVersion(document, "1.2")));
        expect([...readOwnItems(chunksOf(bytes, size))]).toEqual([...readXliffItems([bytes], "x.xlf")]);
      }),
    );
  });

  it("says where a file is not as we spell it, though it is in the midst", () => {
    const bytes = Buffer.from(sample.replace("<x id=", "<x  id="));
    const read: XliffItem[] = [];
    expect(() => {
      for (const item of readOwnItems(chunksOf(bytes, 100))) read.push(item);
    }).toThrow(OtherSpelling);
    expect(read.length).toBeGreaterThan(1);
  });
});
