import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BilingualDocument } from "../model/document.ts";
import type { Fragment } from "../model/fragment.ts";
import { bilingualDocuments } from "../testing/bilingual-documents.ts";
import { parseNumbered } from "../testing/parse-numbered.ts";
import { readXliff, readXliffItems } from "./read-xliff.ts";
import { toBilingualDocument, toBilingualStream } from "./to-bilingual-document.ts";
import { exportIdOf, writeXliff } from "./write-xliff.ts";

const write = (document: BilingualDocument): string =>
  writeXliff(document, { project: "parents", exportId: exportIdOf(document) });
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

describe("writeXliff", () => {
  it("writes the profile of 1.2", () => {
    expect(write(handbook)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
      <file original="elpida/module-1.docx" source-language="en" target-language="ru" datatype="x-docx" tool-id="pitrans" product-name="parents" build-num="4l2aj7itp3hxg6kd">
      <header>
      <note from="pitrans">Project: parents</note>
      <note from="pitrans">Export: 4l2aj7itp3hxg6kd</note>
      <note from="pitrans">Document: elpida/module-1.docx</note>
      <note from="pitrans">SHA-256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</note>
      <note from="pitrans">Filter: docx</note>
      <note from="pitrans">Filter options: {}</note>
      <note from="pitrans">Segmentation: sentence</note>
      <tool tool-id="pitrans" tool-name="pitrans"/>
      </header>
      <body>
      <trans-unit id="document.abcdefgh23.1" resname="document.abcdefgh23.1" approved="yes" xml:space="preserve" maxwidth="40" size-unit="char" extradata="reviewed;wmtuus3qe6"><source>Play <g id="1" ctype="bold">with</g> your child.<x id="2"/></source><target state="signed-off">Играйте <g id="1" ctype="bold">с</g> ребёнком.<x id="2"/></target><note from="pitrans">Place: Table 1, row 2, column 1</note><note from="pitrans">Row: Age</note><note from="pitrans">Heading: Play</note><note from="pitrans">Max length: 40</note><note from="pitrans">Terms: child = ребёнок</note></trans-unit>
      <trans-unit id="document.abcdefgh23.2" resname="document.abcdefgh23.2" xml:space="preserve" maxwidth="40" size-unit="char" extradata="initial"><source>Press <x id="literal-1" equiv-text="&lt;b0&gt;"/> &amp; go.</source><target state="needs-translation"></target><note from="pitrans">Place: Table 1, row 2, column 1</note><note from="pitrans">Row: Age</note><note from="pitrans">Heading: Play</note><note from="pitrans">Max length: 40</note></trans-unit>
      </body>
      </file>
      </xliff>
      "
    `);
  });

  it("writes the profile of 2.x", () => {
    expect(write({ ...handbook, xliffVersion: "2.1" })).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ru" xml:space="preserve">
      <file id="document" original="elpida/module-1.docx">
      <notes><note id="n1" category="pitrans">Project: parents</note><note id="n2" category="pitrans">Export: bdxl6jn6e6gv635y</note><note id="n3" category="pitrans">Document: elpida/module-1.docx</note><note id="n4" category="pitrans">SHA-256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</note><note id="n5" category="pitrans">Filter: docx</note><note id="n6" category="pitrans">Filter options: {}</note><note id="n7" category="pitrans">Segmentation: sentence</note></notes>
      <unit id="document.abcdefgh23.1" name="document.abcdefgh23.1" canResegment="no"><notes><note id="n1" category="pitrans-state">reviewed;wmtuus3qe6</note><note id="n2" category="pitrans">Place: Table 1, row 2, column 1</note><note id="n3" category="pitrans">Row: Age</note><note id="n4" category="pitrans">Heading: Play</note><note id="n5" category="pitrans">Max length: 40</note><note id="n6" category="pitrans">Terms: child = ребёнок</note></notes><segment state="reviewed"><source>Play <pc id="1" type="fmt" subType="xlf:b">with</pc> your child.<ph id="2"/></source><target>Играйте <pc id="1" type="fmt" subType="xlf:b">с</pc> ребёнком.<ph id="2"/></target></segment></unit>
      <unit id="document.abcdefgh23.2" name="document.abcdefgh23.2" canResegment="no"><notes><note id="n1" category="pitrans-state">initial</note><note id="n2" category="pitrans">Place: Table 1, row 2, column 1</note><note id="n3" category="pitrans">Row: Age</note><note id="n4" category="pitrans">Heading: Play</note><note id="n5" category="pitrans">Max length: 40</note></notes><segment state="initial"><source>Press <ph id="literal-1" equiv="&lt;b0&gt;" disp="&lt;b0&gt;"/> &amp; go.</source><target></target></segment></unit>
      </file>
      </xliff>
      "
    `);
  });

  it("keeps in 2.x what a code is and what its end shows", () => {
    const source: Fragment = [
      { kind: "open", id: "1", type: "link", data: "", display: "link" },
      { kind: "text", text: "Play" },
      { kind: "close", id: "1", type: "link", data: "", display: "end of link" },
      { kind: "standalone", id: "2", type: "image", data: "", display: "picture" },
      { kind: "standalone", id: "3", type: "other/pitrans:footnote", data: "" },
    ];
    const [unit] = handbook.units;
    const document: BilingualDocument = {
      ...handbook,
      xliffVersion: "2.0",
      units: [{ ...unit!, segments: [{ id: "document.abcdefgh23.1", source, notes: [] }] }],
    };
    expect(toBilingualDocument(read(write(document)))).toEqual(document);
  });

  it("writes in 2.x a code that an editor repeated as a copy, for ids must differ", () => {
    const [unit] = handbook.units;
    const [segment] = unit!.segments;
    const target = {
      fragment: parseNumbered("Играйте <1>с</1> <1>ним</1><2/><2/>", { 2: "" }),
      state: "edited" as const,
    };
    const document: BilingualDocument = {
      ...handbook,
      xliffVersion: "2.1",
      units: [{ ...unit!, segments: [{ ...segment!, target }] }],
    };
    const xml = write(document);
    expect(xml).toContain(`<pc id="1-copy-1" copyOf="1"`);
    expect(xml).toContain(`<ph id="2-copy-1" copyOf="2"`);
    expect(toBilingualDocument(read(xml))).toEqual(document);
  });

  it("gives the same text for the same content, and another export id for another", () => {
    const copy = structuredClone(handbook);
    expect(write(copy)).toBe(write(handbook));
    expect(exportIdOf({ ...handbook, xliffVersion: "2.0" })).not.toBe(exportIdOf(handbook));
    expect(exportIdOf({ ...handbook, targetLocale: "kk" })).not.toBe(exportIdOf(handbook));
  });

  it("is read as what was written, whatever the text holds", () => {
    fc.assert(
      fc.property(bilingualDocuments, (document) => {
        const back = toBilingualDocument(read(write(document)));
        const kept = document.units.length === 0 ? { ...document, units: [] } : document;
        expect(back).toEqual(kept);
        const stream = toBilingualStream(() => readXliffItems([Buffer.from(write(document))], "x.xlf"));
        expect({ ...stream, units: [...stream!.units] }).toEqual(kept);
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
  const codes = writeXliff(document, { project: "", exportId: "" }).match(/<g [^>]*>/g);
  expect(codes).toHaveLength(2);
  expect(codes?.[1]).toBe(codes?.[0]);
});
