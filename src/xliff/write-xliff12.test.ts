import * as fc from "fast-check";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { BilingualDocument } from "../model/document.ts";
import { bilingualDocuments } from "../testing/bilingual-documents.ts";
import { parseNumbered } from "../testing/parse-numbered.ts";
import { exportIdOf } from "./export-identity.ts";
import { readXliff } from "./read-xliff.ts";
import { toBilingualDocument } from "./to-bilingual-document.ts";
import { writeXliff12 } from "./write-xliff12.ts";

const write = (document: BilingualDocument): string =>
  writeXliff12(document, { project: "parents", exportId: exportIdOf(document) });
const read = (xml: string): ReturnType<typeof readXliff> => readXliff(Buffer.from(xml), "x.xlf");

const handbook: BilingualDocument = {
  original: { name: "elpida/module-1.docx", sha256: "a".repeat(64), filter: "docx", options: {} },
  sourceLocale: "en",
  targetLocale: "ru",
  segmentation: "sentence",
  units: [
    {
      id: "document.abcdefgh23",
      place: "Table 1, row 2, column 1",
      context: { row: "Age", heading: "Play" },
      maxLength: 40,
      segments: [
        {
          id: "document.abcdefgh23.1",
          source: parseNumbered("Play <1>with</1> your child.<2/>", { 2: "" }),
          target: { fragment: parseNumbered("Играйте <1>с</1> ребёнком.<2/>", { 2: "" }), state: "reviewed" },
          notes: [{ from: "pitrans", text: "Terms: child = ребёнок" }],
        },
        { id: "document.abcdefgh23.2", source: parseNumbered("Press <b0> & go."), notes: [] },
      ],
    },
  ],
};

describe("writeXliff12", () => {
  it("writes the profile", () => {
    expect(write(handbook)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
      <file original="elpida/module-1.docx" source-language="en" target-language="ru" datatype="x-docx" tool-id="pitrans" product-name="parents" build-num="6bbpqjylaaeae4up">
      <header>
      <note from="pitrans">Project: parents</note>
      <note from="pitrans">Export: 6bbpqjylaaeae4up</note>
      <note from="pitrans">Document: elpida/module-1.docx</note>
      <note from="pitrans">SHA-256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</note>
      <note from="pitrans">Filter: docx</note>
      <note from="pitrans">Filter options: {}</note>
      <note from="pitrans">Segmentation: sentence</note>
      <tool tool-id="pitrans" tool-name="pitrans"/>
      </header>
      <body>
      <trans-unit id="document.abcdefgh23.1" resname="document.abcdefgh23.1" approved="yes" xml:space="preserve" maxwidth="40" size-unit="char" extradata="reviewed;wmtuus3qe6"><source>Play <g id="1" ctype="bold">with</g> your child.<x id="2"/></source><target state="signed-off">Играйте <g id="1" ctype="bold">с</g> ребёнком.<x id="2"/></target><note from="pitrans">Place: Table 1, row 2, column 1</note><note from="pitrans">Row: Age</note><note from="pitrans">Heading: Play</note><note from="pitrans">Max length: 40</note><note from="pitrans">Terms: child = ребёнок</note></trans-unit>
      <trans-unit id="document.abcdefgh23.2" resname="document.abcdefgh23.2" xml:space="preserve" maxwidth="40" size-unit="char" extradata="initial;a6oh2rjpkz"><source>Press <x id="literal-1" equiv-text="&lt;b0&gt;"/> &amp; go.</source><target state="needs-translation"></target><note from="pitrans">Place: Table 1, row 2, column 1</note><note from="pitrans">Row: Age</note><note from="pitrans">Heading: Play</note><note from="pitrans">Max length: 40</note></trans-unit>
      </body>
      </file>
      </xliff>
      "
    `);
  });

  it("gives the same text for the same content, and another export id for another", () => {
    const copy = structuredClone(handbook);
    expect(write(copy)).toBe(write(handbook));
    expect(exportIdOf({ ...handbook, targetLocale: "kk" })).not.toBe(exportIdOf(handbook));
  });

  it("is read as what was written, whatever the text holds", () => {
    fc.assert(
      fc.property(bilingualDocuments, (document) => {
        const back = toBilingualDocument(read(write(document)));
        const kept = document.units.length === 0 ? { ...document, units: [] } : document;
        expect(back).toEqual(kept);
        expect(toBilingualDocument(read(write(document)), true), "states taken as they are recorded").toEqual(kept);
        expect(exportIdOf(back!)).toBe(exportIdOf(document));
      }),
      { numRuns: 300 },
    );
  });

  it("shows a stale text as open, whatever it was, and knows it again", () => {
    const [unit] = handbook.units;
    const stale = { ...handbook, units: [{ ...unit!, segments: [{ ...unit!.segments[0]!, stale: true as const }] }] };
    const xml = write(stale);
    expect(xml).toContain(`state="needs-review-translation"`);
    expect(xml).not.toContain("approved");
    expect(toBilingualDocument(read(xml))).toEqual(stale);
  });

  it("stays well-formed when the codes of a target are not", () => {
    const [unit] = handbook.units;
    const broken = parseNumbered("А</1> б<1> в<3>г<1></3></1>");
    const document: BilingualDocument = {
      ...handbook,
      units: [{ ...unit!, segments: [{ ...unit!.segments[0]!, target: { fragment: broken, state: "draft" } }] }],
    };
    const [back] = read(write(document)).files[0]!.units;
    expect(back!.target!.map((part) => (part.kind === "text" ? part.text : `${part.kind} ${part.id}`))).toEqual(
      broken.map((part) => (part.kind === "text" ? part.text : `${part.kind} ${part.id}`)),
    );
  });
});

const schemas = join(process.env["PITRANS_XLIFF_SUITE"] ?? "", "schemas", "1.2");
const hasSchemas = (process.env["PITRANS_XLIFF_SUITE"] ?? "") !== "" && existsSync(schemas);
if (!hasSchemas) process.stderr.write("Files are not validated: PITRANS_XLIFF_SUITE names no folder.\n");

describe.skipIf(!hasSchemas)("the strict schema", () => {
  let problems: (xml: string) => string | undefined;

  beforeAll(async () => {
    const { XmlDocument, XsdValidator } = await import("libxml2-wasm");
    const { xmlRegisterFsInputProviders } = await import("libxml2-wasm/lib/nodejs.mjs");
    xmlRegisterFsInputProviders();
    const xsd = readFileSync(join(schemas, "xliff-core-1.2-strict.xsd"), "utf8").replace(
      /schemaLocation="http:\/\/www\.w3\.org\/2001\/xml\.xsd"/,
      `schemaLocation="${join(schemas, "xml.xsd")}"`,
    );
    const validator = XsdValidator.fromDoc(XmlDocument.fromString(xsd, { url: join(schemas, "strict.xsd") }));
    problems = (xml) => {
      const document = XmlDocument.fromString(xml);
      try {
        validator.validate(document);
        return undefined;
      } catch (error) {
        return String(error);
      } finally {
        document.dispose();
      }
    };
  });

  it("accepts what we write", () => {
    expect(problems(write(handbook))).toBeUndefined();
    fc.assert(
      fc.property(bilingualDocuments, (document) => {
        expect(problems(write(document))).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it("would refuse a mistake", () => {
    expect(problems(write(handbook).replace("<target ", "<goal ").replace("</target>", "</goal>"))).toBeDefined();
  });
});

it("spells a code in the target as in the source, whatever came back", () => {
  const source = parseNumbered("A <1>bold</1> word", { 1: "fmt/xlf:i" });
  const target = parseNumbered("Слово <1>жирное</1>", { 1: "fmt/xlf:b" });
  const document: BilingualDocument = {
    original: { name: "a.docx", sha256: "0", filter: "docx", options: {} },
    sourceLocale: "en",
    targetLocale: "ru",
    segmentation: "sentence",
    units: [
      {
        id: "document.abcdefgh23",
        place: "Paragraph 1",
        segments: [{ id: "document.abcdefgh23.1", source, target: { fragment: target, state: "edited" }, notes: [] }],
      },
    ],
  };
  const codes = writeXliff12(document, { project: "", exportId: "" }).match(/<g [^>]*>/g);
  expect(codes).toHaveLength(2);
  expect(codes?.[1]).toBe(codes?.[0]);
});
