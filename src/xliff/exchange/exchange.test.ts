import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitSource, unitTarget, type ExchangeDocument, type ExchangeUnit, type Loss } from "../../model/exchange.ts";
import { numberedText, type Fragment } from "../../model/fragment.ts";
import { exchangeDocuments } from "../../testing/exchange-documents.ts";
import { checkConformance } from "../conformance/check-conformance.ts";
import { readExchange12 } from "./read-exchange-12.ts";
import { readExchange2 } from "./read-exchange-2.ts";
import { writeExchange12 } from "./write-exchange-12.ts";
import { writeExchange2 } from "./write-exchange-2.ts";
import { readTree } from "./xml-tree.ts";

type Written = { readonly text: string; readonly losses: readonly Loss[] };

const FORMS: Readonly<
  Record<string, { write(document: ExchangeDocument): Written; read(text: string): ExchangeDocument }>
> = {
  "1.2": {
    write: writeExchange12,
    read: (text) => readExchange12(readTree(Buffer.from(text), "a.xlf")).document,
  },
  "2.0": {
    write: (document) => writeExchange2(document, "2.0"),
    read: (text) => readExchange2(readTree(Buffer.from(text), "a.xlf")).document,
  },
};

/** Text, codes and their native spellings, as one line. */
const spelled = (fragment: Fragment): string =>
  `${numberedText(fragment)} ${fragment.flatMap((part) => (part.kind === "text" ? [] : [`${part.type}=${part.data}`])).join(" ")}`;

const comparable = (document: ExchangeDocument): object => ({
  ...document,
  files: document.files.map((file) => ({
    ...file,
    units: file.units.map((unit) => ({
      ...unit,
      parts: unit.parts.map((part) => ({
        ...part,
        source: spelled(part.source),
        target: part.target && spelled(part.target),
      })),
      proposals: unit.proposals.map(({ source, target, ...rest }) => ({
        ...rest,
        source: source && spelled(source),
        target: spelled(target),
      })),
    })),
  })),
});

describe.each(Object.entries(FORMS))("XLIFF %s as a format of exchange", (_, form) => {
  it("reads back what it wrote, and what it wrote is valid", () => {
    fc.assert(
      fc.property(exchangeDocuments, (document) => {
        const { text, losses } = form.write(document);
        expect(losses).toEqual([]);
        expect(checkConformance([Buffer.from(text)], "a.xlf").problems).toEqual([]);
        expect(comparable(form.read(text))).toEqual(comparable(document));
      }),
      { numRuns: 150 },
    );
  });
});

const read12 = (unit: string): { readonly unit: ExchangeUnit; readonly losses: readonly Loss[] } => {
  const xml = `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" target-language="ru" datatype="x"><body>${unit}</body></file></xliff>`;
  const { document, losses } = readExchange12(readTree(Buffer.from(xml), "a.xlf"));
  return { unit: document.files[0]!.units[0]!, losses };
};
const as2 = (unit: ExchangeUnit): string =>
  writeExchange2(
    { sourceLocale: "en", targetLocale: "ru", files: [{ original: "a", notes: [], units: [unit] }] },
    "2.0",
  )
    .text.split("\n")
    .find((line) => line.startsWith("<unit"))!;

describe("from 1.2 to 2.0", () => {
  it("takes native code into originalData, once", () => {
    const { unit } = read12(
      '<trans-unit id="1"><source>a <bpt id="1" rid="1" ctype="bold">{b}</bpt>b<ept id="1" rid="1">{/b}</ept> <ph id="2">{br}</ph></source><target>а <bpt id="1" rid="1" ctype="bold">{b}</bpt>б<ept id="1" rid="1">{/b}</ept> <ph id="2">{br}</ph></target></trans-unit>',
    );
    expect(as2(unit)).toBe(
      '<unit id="1"><originalData><data id="d1">{b}</data><data id="d2">{/b}</data><data id="d3">{br}</data></originalData><segment state="translated" subState="pitrans:draft"><source>a <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d2">b</pc> <ph id="2" dataRef="d3"/></source><target>а <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d2">б</pc> <ph id="2" dataRef="d3"/></target></segment></unit>',
    );
  });

  it("makes segments of marked ones, and keeps what lies between", () => {
    const { unit } = read12(
      '<trans-unit id="1"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source><target state="translated"><mrk mtype="seg" mid="1">А.</mrk> <mrk mtype="seg" mid="2">Б.</mrk></target></trans-unit>',
    );
    expect(as2(unit)).toBe(
      '<unit id="1"><segment state="translated"><source>A.</source><target>А.</target></segment><ignorable><source> </source></ignorable><segment state="translated"><source>B.</source><target>Б.</target></segment></unit>',
    );
  });

  it.each([
    ["a target that is not divided", "Один и два.", "Один и два."],
    ["segments in another order", `<mrk mtype="seg" mid="2">Б.</mrk> <mrk mtype="seg" mid="1">А.</mrk>`, "Б. А."],
    ["a segment of another number", `<mrk mtype="seg" mid="1">А.</mrk> <mrk mtype="seg" mid="9">Б.</mrk>`, "А. Б."],
    ["text around segments", `(<mrk mtype="seg" mid="1">А.</mrk> <mrk mtype="seg" mid="2">Б.</mrk>)`, "(А. Б.)"],
    ["text between segments", `<mrk mtype="seg" mid="1">А.</mrk> — <mrk mtype="seg" mid="2">Б.</mrk>`, "А. — Б."],
    ["nothing between segments", `<mrk mtype="seg" mid="1">А.</mrk><mrk mtype="seg" mid="2">Б.</mrk>`, "А. Б."],
    ["only one segment", `<mrk mtype="seg" mid="2">Б.</mrk>`, " Б."],
  ])("loses no text of %s", (_name, target, whole) => {
    const { unit } = read12(
      `<trans-unit id="1"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source><target>${target}</target></trans-unit>`,
    );
    expect([numberedText(unitSource(unit)), numberedText(unitTarget(unit)!)]).toEqual(["A. B.", whole]);
  });

  it("puts notes of a group on its first unit", () => {
    const { unit } = read12(
      '<group id="g"><note from="ed">All of it?</note><trans-unit id="1"><source>a</source><note>n</note></trans-unit></group>',
    );
    expect(unit.notes).toEqual([{ from: "ed", text: "All of it?" }, { text: "n" }]);
    const xml = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f"><group id="g"><notes><note>All?</note></notes><unit id="1"><segment><source>a</source></segment></unit></group></file></xliff>`;
    const { document } = readExchange2(readTree(Buffer.from(xml), "a.xlf"));
    expect(document.files[0]!.units[0]!.notes).toEqual([{ text: "All?" }]);
  });

  it("says that files in other languages than the first are taken for its own", () => {
    const file = (language: string): string =>
      `<file original="a" source-language="en" target-language="${language}" datatype="x"><body/></file>`;
    const xml = `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">${file("ru")}${file("RU")}${file("kk")}</xliff>`;
    expect(readExchange12(readTree(Buffer.from(xml), "a.xlf")).losses).toEqual([
      { what: "languages of files, of which the first one's count", count: 1 },
    ]);
  });

  it("keeps states that 2.0 does not have, there and back", () => {
    const { unit } = read12('<trans-unit id="1"><source>a</source><target state="needs-l10n">а</target></trans-unit>');
    const line = as2(unit);
    expect(line).toContain('state="translated" subState="xliff12:needs-l10n"');
    const xml = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ru"><file id="f">${line}</file></xliff>`;
    const { document } = readExchange2(readTree(Buffer.from(xml), "a.xlf"));
    expect(writeExchange12(document).text).toContain('<target state="needs-l10n">');
  });

  it("keeps how a target came to its state in 1.2, and says that 2.0 has no place for it", () => {
    const { unit } = read12(
      '<trans-unit id="1"><source>a</source><target state="final" state-qualifier="exact-match">а</target></trans-unit>',
    );
    const document = { sourceLocale: "en", targetLocale: "ru", files: [{ original: "a", notes: [], units: [unit] }] };
    expect(writeExchange12(document).text).toContain('<target state="final" state-qualifier="exact-match">');
    expect(writeExchange2(document, "2.1").losses).toEqual([{ what: "qualifiers of states", count: 1 }]);
  });

  it("says what it has no place for", () => {
    const { losses } = read12(
      '<trans-unit id="1"><source>a</source><x:y xmlns:x="urn:x"/></trans-unit><bin-unit id="b" mime-type="image/png"><bin-source/></bin-unit>',
    );
    expect(losses).toEqual([
      { what: "elements of other namespaces", count: 1 },
      { what: "binary units", count: 1 },
    ]);
  });
});
