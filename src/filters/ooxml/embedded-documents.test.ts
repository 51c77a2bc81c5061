import { describe, expect, it } from "vitest";
import { numberedText } from "../../model/fragment.ts";
import { minimalDocument } from "../../testing/bad-documents.ts";
import { pseudoTarget } from "../../testing/corpus/pseudo-text.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { makeArchive } from "../../testing/make-archive.ts";
import { deckWithEmbedded, documentWithEmbedded, type EmbeddedFiles } from "../../testing/make-embedded.ts";
import { makeOle } from "../../testing/make-ole.ts";
import { makeSpreadsheet, shared } from "../../testing/make-spreadsheet.ts";
import { workbookFaults } from "../../testing/workbook-faults.ts";
import { openArchive } from "../../zip/archive.ts";
import { docx } from "../docx/docx.ts";
import type { AnyFilter } from "../filter.ts";
import { pptx } from "../pptx/pptx.ts";
import { xlsx } from "../xlsx/xlsx.ts";

const PLAN = makeSpreadsheet({
  strings: ["<t>Week</t>", "<t>What we do</t>", "<t>Listen to your child</t>"],
  sheets: [
    {
      name: "Plan",
      rows: `<row r="1">${shared("A1", 0)}${shared("B1", 1)}</row><row r="2"><c r="A2"><v>1</v></c>${shared("B2", 2)}</row>`,
    },
  ],
});

interface Outer {
  readonly filter: AnyFilter;
  readonly name: string;
  readonly folder: string;
  readonly make: (files: EmbeddedFiles) => Buffer;
  readonly place: (number: number) => string;
}

const PRESENTATION: Outer = {
  filter: pptx,
  name: "deck.pptx",
  folder: "ppt/embeddings/",
  make: deckWithEmbedded,
  place: (number) => `Slide 1, object ${number}`,
};
const TEXT: Outer = {
  filter: docx,
  name: "text.docx",
  folder: "word/embeddings/",
  make: documentWithEmbedded,
  place: (number) => `Embedded document ${number}`,
};

/** The filter with the option set, as the contract knows none. */
function withEmbedded(filter: AnyFilter): AnyFilter {
  return {
    ...filter,
    extract: (document) => filter.extract(document, { embedded: true }),
    merge: (document, translation) => filter.merge(document, translation, { embedded: true }),
  };
}

for (const { filter, name, make } of [PRESENTATION, TEXT]) {
  describeFilter(withEmbedded(filter), {
    sound: { [name]: make({ "Plan.xlsx": PLAN, "Note.docx": minimalDocument("docx") }) },
    bad: [],
  });
}

describe.each([PRESENTATION, TEXT])("a document embedded in $name", ({ filter, name, folder, make, place }) => {
  const open = (files: EmbeddedFiles) => ({ name, bytes: make(files), locale: "en" });
  const texts = async (files: EmbeddedFiles, options: object = { embedded: true }) => {
    const { units, findings, coverage } = await filter.extract(open(files), options);
    return {
      units: units.map((unit) => `${unit.place} | ${numberedText(unit.source)}`),
      findings: findings.map((finding) => `${finding.id} | ${finding.place ?? ""}`),
      messages: findings.map(({ message }) => message),
      coverage,
    };
  };

  it("is left and reported, with the option that takes it in", async () => {
    const { units, findings, messages, coverage } = await texts({ "Plan.xlsx": PLAN }, {});
    expect(units).toHaveLength(2);
    expect(findings).toEqual([`embedded-document-skipped | ${place(1)}`]);
    expect(messages[0]).toMatch(/Plan\.xlsx stays as it is.*set the option embedded to true/);
    expect(coverage.find(({ reason }) => reason === "the option embedded says so")).toMatchObject({ skipped: 1 });
    expect(filter.defaults).toMatchObject({ embedded: false });
    expect(filter.options["embedded"]?.type).toBe("boolean");
  });

  it("is translated by its own filter, where it stands, with the option", async () => {
    const document = open({ "Plan.xlsx": PLAN });
    const { units, coverage } = await filter.extract(document, { embedded: true });
    expect(units.map(({ source }) => numberedText(source))).toEqual([
      "Before the plan",
      "Week",
      "What we do",
      "Listen to your child",
      "Behind the plan",
    ]);
    expect(units[1]!.place).toBe(`${place(1)}, Sheet Plan, A1`);
    expect(coverage.filter(({ category }) => category.startsWith("embedded documents: "))).not.toEqual([]);

    const targets = new Map(units.map(({ id, source }) => [id, pseudoTarget(source)]));
    const { bytes, findings } = await filter.merge(document, { locale: "ru", targets }, { embedded: true });
    const inner = Buffer.from(openArchive(bytes).read(`${folder}Plan.xlsx`));
    expect(workbookFaults(inner)).toEqual([]);
    const again = await xlsx.extract({ name: "Plan.xlsx", bytes: inner, locale: "ru" });
    expect(again.units.map(({ source }) => numberedText(source))).toEqual(
      units.slice(1, 4).map(({ id }) => numberedText(targets.get(id)!)),
    );
    expect(findings.filter(({ id }) => id === "embedded-preview")).toMatchObject([{ place: place(1) }]);
  });

  it("is read once, however often it is shown, and told from others by its part", async () => {
    const { units } = await filter.extract(open({ "One.xlsx": PLAN, "Two.xlsx": PLAN }), { embedded: true });
    expect(new Set(units.map(({ id }) => id)).size).toBe(8);
  });

  it("is left where it holds documents of its own, but for its own text", async () => {
    const inside = documentWithEmbedded({ "Deep.xlsx": PLAN });
    const { units, findings, messages } = await texts({ "Outer.docx": inside });
    expect(units).toHaveLength(4);
    expect(findings).toEqual([`embedded-document-skipped | ${place(1)}, Embedded document 1`]);
    expect(messages[0]).not.toContain("option");
  });

  it.each([
    ["damaged", PLAN.subarray(0, PLAN.length / 2)],
    ["no archive", Buffer.from("This is no workbook.")],
    ["protected by a password", makeOle(["EncryptedPackage", "EncryptionInfo"])],
    ["another kind of archive", makeArchive([{ name: "readme.txt", data: "Hello" }])],
    ["a bomb", makeArchive([{ name: "[Content_Types].xml", data: " ".repeat(80 * 1024 * 1024) }])],
    ["broken inside", makeSpreadsheet({ sheets: [{ name: "A", rows: "<row><c>" }] })],
  ])("is left, and the rest translated, where it is %s", async (_, bytes) => {
    const files = { "Bad.xlsx": bytes, "Good.xlsx": PLAN };
    const { units, findings, messages } = await texts(files);
    expect(units).toHaveLength(5);
    expect(findings).toEqual([`embedded-document-unreadable | ${place(1)}`]);
    expect(messages[0]).toMatch(/^The embedded document Bad\.xlsx stays as it is, for it cannot be read: .*\.$/);
    const document = open(files);
    const extracted = await filter.extract(document, { embedded: true });
    const targets = new Map(extracted.units.map(({ id, source }) => [id, pseudoTarget(source)]));
    const merged = await filter.merge(document, { locale: "ru", targets }, { embedded: true });
    expect(Buffer.from(openArchive(merged.bytes).read(`${folder}Bad.xlsx`)).equals(bytes)).toBe(true);
  });

  it("is left where another program made it", async () => {
    const { units, findings, coverage } = await texts({ "oleObject1.bin": makeOle(["Contents"]) });
    expect(units).toHaveLength(2);
    const isCounted = coverage.some(({ category, skipped }) => category === "embedded objects" && skipped === 1);
    expect(isCounted || findings.includes("embedded-object | ")).toBe(true);
  });
});
