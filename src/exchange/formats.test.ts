import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DocumentError } from "../errors.ts";
import type { ExchangeDocument } from "../model/exchange.ts";
import { numberedText, textFragment } from "../model/fragment.ts";
import { exchangeDocuments } from "../testing/exchange-documents.ts";
import { readExchange12 } from "../xliff/exchange/read-exchange-12.ts";
import { readTree } from "../xliff/exchange/xml-tree.ts";
import { csv } from "./csv.ts";
import type { ExchangeFormat, ReadContext } from "./format.ts";
import { jsonFormat } from "./json.ts";
import { po } from "./po.ts";
import { xlsx } from "./xlsx.ts";

const json = jsonFormat((text) => readExchange12(readTree(Buffer.from(text), "a.json")).document);
const FORMATS: readonly ExchangeFormat[] = [po, csv, xlsx, json];
const context: ReadContext = { file: "a", sourceLocale: "en", targetLocale: "ru" };

/** Ids with their texts: what every format must hold. A text that is empty or white space alone is none. */
const textsOf = (document: ExchangeDocument): Record<string, [string, string]> =>
  Object.fromEntries(
    document.files.flatMap(({ original, units }) =>
      units.flatMap(({ id, parts }) => {
        const source = numberedText(parts.flatMap((part) => part.source));
        const target = numberedText(parts.flatMap((part) => part.target ?? []));
        return source.trim() === "" ? [] : [[`${original} ${id}`, [source, target]]];
      }),
    ),
  );

describe.each([po, csv, xlsx].map((format) => [format.id, format] as const))("%s", (_, format) => {
  it("gives back ids and texts, codes among them", async () => {
    await fc.assert(
      fc.asyncProperty(exchangeDocuments, async (document) => {
        const { bytes } = await format.write(document);
        const { document: back } = await format.read(bytes, context);
        expect(textsOf(back)).toEqual(textsOf(document));
      }),
      { numRuns: 60 },
    );
  });

  it("says what it has no place for", async () => {
    const [document] = fc.sample(exchangeDocuments, { numRuns: 1, seed: 7 });
    const units = document!.files[0]!.units.map((unit) => ({
      ...unit,
      proposals: [{ target: [{ kind: "text" as const, text: "x" }] }],
    }));
    const { losses } = await format.write({ ...document!, files: [{ original: "a", notes: [], units }] });
    expect(losses).toContainEqual({ what: "proposals of a memory or an engine", count: units.length });
  });
});

const documentOf = async (format: ExchangeFormat, text: string): Promise<ExchangeDocument> =>
  (await format.read(Buffer.from(text), context)).document;

it.each([po, csv, xlsx, json].map((format) => [format.id, format] as const))(
  "%s keeps the texts of files that have one name, and says which have no translation",
  async (_, format) => {
    const file = (id: string, target: string): ExchangeDocument["files"][number] => ({
      original: "a.docx",
      notes: [],
      units: [id, `${id}-open`].map((each) => ({
        id: each,
        groups: [],
        notes: [],
        isTranslatable: true,
        preserveSpace: true,
        parts: [
          {
            isSegment: true,
            source: textFragment("One"),
            ...(each === id ? { target: textFragment(target) } : {}),
            state: each === id ? ("edited" as const) : ("initial" as const),
          },
        ],
        proposals: [],
      })),
    });
    const files = [file("1", "Раз"), file("1", "Один"), file("2", "Два")];
    const { bytes, losses } = await format.write({ sourceLocale: "en", targetLocale: "ru", files });
    const written = JSON.stringify((await format.read(bytes, context)).document);
    for (const text of ["Раз", "Один", "Два"]) expect(written).toContain(`"${text}"`);
    const open = losses.filter(({ what }) => what === "texts without translation").map(({ count }) => count);
    expect(open).toEqual(format === json ? [3] : []);
  },
);

describe("PO", () => {
  it("reads what others write: contexts, plurals, fuzzy entries, remarks", async () => {
    const document = await documentOf(
      po,
      'msgid ""\nmsgstr "Language: kk\\nContent-Type: text/plain; charset=utf-8\\n"\n\n#. shown on a button\n#: a.c:1\n#, fuzzy\nmsgctxt "menu"\nmsgid "Open"\nmsgstr "Ашу"\n\nmsgid "one child"\nmsgid_plural "%d children"\nmsgstr[0] "бір бала"\nmsgstr[1] "%d бала"\n\n#~ msgid "old"\n#~ msgstr "ескі"\n',
    );
    expect(document.targetLocale).toBe("kk");
    const units = document.files[0]!.units;
    expect(
      units.map(({ id, name, parts: [part] }) => [
        id,
        name,
        numberedText(part!.source),
        numberedText(part!.target!),
        part!.state,
      ]),
    ).toEqual([
      ["1[0]", undefined, "one child", "бір бала", "edited"],
      ["1[1]", undefined, "%d children", "%d бала", "edited"],
      ["2", "menu", "Open", "Ашу", "draft"],
    ]);
    expect(units[2]!.notes).toEqual([
      { from: "developer", text: "shown on a button" },
      { from: "reference", text: "a.c:1" },
    ]);
  });
});

describe("a table", () => {
  it("is read whatever order its columns have, and what people call them", async () => {
    const document = await documentOf(
      csv,
      "Comment;Translation;Key;English\nwarm;Здравствуйте;hello;Hello\n;;bye;Goodbye\n",
    );
    expect(document.files[0]!.units).toMatchObject([
      { id: "hello", notes: [{ text: "warm" }], parts: [{ state: "draft" }] },
      { id: "bye", parts: [{ state: "initial" }] },
    ]);
  });
});

describe("JSON", () => {
  it("is nested as it was, with the translations in place of the texts", async () => {
    const text = '{"menu":{"open":"Open <1>file</1>","close":"Close"},"title":"Parents","__proto__x":"Odd"}';
    const document = await documentOf(json, text);
    expect(document.files[0]!.units.map(({ id }) => id)).toEqual(["menu.open", "menu.close", "title", "__proto__x"]);
    const translated: ExchangeDocument = {
      ...document,
      files: document.files.map((file) => ({
        ...file,
        units: file.units.map((unit) => ({
          ...unit,
          parts: unit.parts.map((part) => ({ ...part, target: part.source, state: "edited" as const })),
        })),
      })),
    };
    const { bytes, losses } = await json.write(translated);
    expect(JSON.parse(Buffer.from(bytes).toString())).toEqual(JSON.parse(text));
    expect(losses).toContainEqual({ what: "states of translations", count: 4 });
  });

  it("counts values that are no texts", async () => {
    expect((await json.read(Buffer.from('{"a":1,"b":"x","c":null}'), context)).losses).toEqual([
      { what: "values that are no texts", count: 2 },
    ]);
  });
});

describe.each([
  ["PO", po, 'msgid "unfinished'],
  ["CSV without a source column", csv, "a,b\n1,2\n"],
  ["CSV with an open quote", csv, 'source\n"a'],
  ["CSV that is not UTF-8", csv, Buffer.from([0xff, 0xfe, 0x41, 0x00])],
  ["a workbook that is none", xlsx, "PK nothing"],
  ["JSON that breaks off", json, '{"a":'],
  ["JSON that is a list", json, "[]"],
  ["JSON without end", json, `${'{"a":'.repeat(200)}"x"${"}".repeat(200)}`],
] as const)("%s", (_, format, input) => {
  it("is refused with a sentence", async () => {
    const failure: unknown = await format.read(Buffer.from(input as string), context).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DocumentError);
    expect((failure as DocumentError).message).toMatch(/\.$/);
  });
});

it("has each format answer for its extensions", () => {
  expect(FORMATS.flatMap(({ extensions }) => extensions)).toEqual([".po", ".pot", ".csv", ".tsv", ".xlsx", ".json"]);
});
