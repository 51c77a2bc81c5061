import { describe, expect, it } from "vitest";
import { numberedText, plainText, type Fragment } from "../../model/fragment.ts";
import type { UnitId } from "../../model/identity.ts";
import type { ArchiveMember } from "../../testing/make-archive.ts";
import { inline, makeSpreadsheet, relations, shared, type MadeSheet } from "../../testing/make-spreadsheet.ts";
import { parseNumbered } from "../../testing/parse-numbered.ts";
import { workbookFaults } from "../../testing/workbook-faults.ts";
import { openArchive } from "../../zip/archive.ts";
import type { Extraction, Merged } from "../filter.ts";
import { xlsx } from "./xlsx.ts";

const extract = (bytes: Uint8Array, options: object = {}): Promise<Extraction> =>
  xlsx.extract({ name: "a.xlsx", bytes, locale: "en" }, options);

const partOf = (bytes: Uint8Array, name: string): string => Buffer.from(openArchive(bytes).read(name)).toString();

/** Merges with targets by source text; what comes out must be sound. */
async function merge(
  bytes: Uint8Array,
  targets: Readonly<Record<string, string>>,
  { locale = "ru", ...options }: { readonly locale?: string; readonly [option: string]: unknown } = {},
): Promise<Merged> {
  const { units } = await extract(bytes, options);
  const byId = new Map<UnitId, Fragment>();
  for (const { id, source } of units) {
    const text = targets[numberedText(source)];
    if (text !== undefined) byId.set(id, parseNumbered(text));
  }
  expect(byId.size).toBeGreaterThanOrEqual(Object.keys(targets).length);
  const merged = await xlsx.merge({ name: "a.xlsx", bytes, locale: "en" }, { locale, targets: byId }, options);
  expect(workbookFaults(merged.bytes)).toEqual([]);
  return merged;
}

const plan = (more: Partial<MadeSheet>): MadeSheet => ({
  name: "Plan",
  rows: `<row r="1">${inline("A1", "Easy")}</row>`,
  ...more,
});

const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A drawing of these anchored shapes. */
const drawing = (...shapes: readonly string[]): string =>
  `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ${A} ${R}>${shapes.map((shape) => `<xdr:twoCellAnchor>${shape}<xdr:clientData/></xdr:twoCellAnchor>`).join("")}</xdr:wsDr>`;

const box = (text: string, attributes = "", properties = 'id="2" name="Box"'): string =>
  `<xdr:sp${attributes}><xdr:nvSpPr><xdr:cNvPr ${properties}/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:lstStyle/><a:p>${text}</a:p></xdr:txBody></xdr:sp>`;

const withDrawing = (xml: string, ...parts: readonly ArchiveMember[]): Buffer =>
  makeSpreadsheet({
    sheets: [plan({ after: '<drawing r:id="rId1"/>', links: [["drawing", "../drawings/drawing1.xml"]] })],
    parts: [{ name: "xl/drawings/drawing1.xml", data: xml }, ...parts],
  });

describe("headers and footers", () => {
  const header = (content: string, attributes = ""): Buffer =>
    makeSpreadsheet({ sheets: [plan({ after: `<headerFooter${attributes}>${content}</headerFooter>` })] });

  it.each(['&amp;L&amp;"x&amp;', '&amp;"x', "Hello &amp;B", "&amp;12 &amp;P"])(
    "are read and written soon, though they are nothing but %s",
    async (code) => {
      const bytes = header(`<oddHeader>${code.repeat(10_000)}Hello</oddHeader>`);
      const { units } = await extract(bytes);
      expect(units.length).toBeGreaterThan(1);
      const targets = new Map(
        units.map(({ id, source }) => [id, [{ kind: "text", text: plainText(source) } as const]]),
      );
      await xlsx.merge({ name: "a.xlsx", bytes, locale: "en" }, { locale: "ru", targets });
    },
  );

  it("are a unit for each third, their fields and formats codes, ampersands themselves", async () => {
    const bytes = header(
      '<oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Mums &amp;&amp; dads&amp;C&amp;D&amp;RSheet &amp;A of &amp;N</oddHeader>' +
        "<oddFooter>Page &amp;P</oddFooter><evenFooter>&amp;LEven</evenFooter><firstHeader>&amp;LFirst</firstHeader>",
      ' differentFirst="1"',
    );
    const { units } = await extract(bytes);
    expect(units.slice(1).map(({ place, source }) => `${place}: ${numberedText(source)}`)).toEqual([
      "Sheet Plan, left header: Mums & dads",
      "Sheet Plan, right header: Sheet <1/> of ",
      "Sheet Plan, centre footer: Page ",
      "Sheet Plan, left header of the first page: First",
    ]);
    const { bytes: merged } = await merge(bytes, {
      "Mums & dads": "2 мамы & папы",
      "Sheet <1/> of ": "<1/>: лист из ",
    });
    expect(partOf(merged, "xl/worksheets/sheet1.xml")).toContain(
      '&amp;L&amp;"Arial,Bold"&amp;12 2 мамы &amp;&amp; папы&amp;C&amp;D&amp;R&amp;A: лист из &amp;N',
    );
  });

  it("are one unit where sheets say the same", async () => {
    const sheet = (name: string): MadeSheet =>
      plan({ name, after: "<headerFooter><oddHeader>&amp;CParenting Together</oddHeader></headerFooter>" });
    const bytes = makeSpreadsheet({ sheets: [sheet("One"), sheet("Two")] });
    const { bytes: merged } = await merge(bytes, { "Parenting Together": "Вместе" });
    for (const part of ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]) {
      expect(partOf(merged, part)).toContain("&amp;CВместе");
    }
    expect((await extract(bytes)).units).toHaveLength(2);
  });

  it("are never longer than Excel takes", async () => {
    const bytes = header(`<oddHeader>&amp;L${"word ".repeat(30).trim()}&amp;RShort</oddHeader>`);
    const { bytes: merged, findings } = await merge(bytes, { ["word ".repeat(30).trim()]: "слово & ".repeat(60) });
    expect(findings.map(({ id }) => id)).toEqual(["text-cut"]);
    expect(partOf(merged, "xl/worksheets/sheet1.xml")).toContain("&amp;RShort</oddHeader>");
  });
});

describe("data validation", () => {
  const rules =
    '<dataValidations count="2"><dataValidation type="whole" sqref="B2:B9" promptTitle="How many?" prompt="Count them._x000a_All of them." errorTitle="Please" error="A number"><formula1>1</formula1></dataValidation>' +
    '<dataValidation sqref="C2" error="A number"/></dataValidations>';

  it("shows prompts and messages, the same one once, no longer than Excel takes", async () => {
    const bytes = makeSpreadsheet({ sheets: [plan({ after: rules })] });
    const { units } = await extract(bytes);
    expect(units.slice(1).map(({ place, source, maxLength }) => [place, numberedText(source), maxLength])).toEqual([
      ["Sheet Plan, B2, prompt title", "How many?", 32],
      ["Sheet Plan, B2, prompt", "Count them.<1/>All of them.", 254],
      ["Sheet Plan, B2, error title", "Please", 32],
      ["Sheet Plan, B2, error message", "A number", 255],
    ]);
    const { bytes: merged, findings } = await merge(bytes, {
      "How many?": "Сколько их всего у вас дома, если посчитать?",
      "Count them.<1/>All of them.": 'Посчитайте.<1/>Всех & "каждого".',
      "A number": "Число",
    });
    const sheet = partOf(merged, "xl/worksheets/sheet1.xml");
    expect(sheet).toContain('prompt="Посчитайте._x000a_Всех &amp; &quot;каждого&quot;."');
    expect(sheet.match(/error="Число"/g)).toHaveLength(2);
    expect(sheet).toContain('promptTitle="Сколько их всего у вас дома,…"');
    expect(findings.map(({ id, place }) => [id, place])).toEqual([["text-cut", "Sheet Plan, B2, prompt title"]]);
  });
});

describe("drawings", () => {
  it("have text boxes, alternative texts but no file names, and tooltips; what is switched off is left", async () => {
    const picture = (description: string): string =>
      `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="4" name="Picture" descr="${description}"/><xdr:cNvPicPr/></xdr:nvPicPr></xdr:pic>`;
    const bytes = withDrawing(
      drawing(
        box(
          '<a:r><a:rPr lang="en-GB" b="1"/><a:t>Please</a:t></a:r><a:r><a:rPr lang="en-GB"/><a:t> remember your words</a:t></a:r>',
        ),
        picture("Two children on a bench"),
        picture("IMG_2041.jpg"),
        box("<a:r><a:t>Gone</a:t></a:r>", "", 'id="5" name="Gone" hidden="1"'),
        `<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="6" name="Group" title="A group"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>${box("<a:r><a:t>Inside</a:t></a:r>")}</xdr:grpSp>`,
      ),
    );
    const { units, coverage } = await extract(bytes);
    expect(units.slice(1).map(({ place, source }) => `${place}: ${numberedText(source)}`)).toEqual([
      "Sheet Plan, text box 1: <1>Please</1> remember your words",
      "Sheet Plan, alt text: Two children on a bench",
      "Sheet Plan, alt title: A group",
      "Sheet Plan, text box 2: Inside",
    ]);
    expect(coverage).toContainEqual({
      category: "drawings",
      extracted: 2,
      skipped: 1,
      reason: "shapes that are switched off",
    });
    const { bytes: merged } = await merge(bytes, { "<1>Please</1> remember your words": "Помните <1>свои</1> слова" });
    expect(partOf(merged, "xl/drawings/drawing1.xml")).toContain('<a:rPr lang="ru-RU" b="1"/><a:t>свои</a:t>');
  });

  it("repeat a cell where a shape shows one, and an older form repeats the newer one", async () => {
    const linked = box(
      '<a:fld id="{0}" type="TxLink"><a:rPr lang="en-GB"/><a:t>Easy</a:t></a:fld>',
      ' textlink="Plan!$A$1"',
    );
    const text = "<a:r><a:t>Both forms</a:t></a:r>";
    const forms = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="a14">${box(text)}</mc:Choice><mc:Fallback>${box(text)}</mc:Fallback></mc:AlternateContent>`;
    const bytes = withDrawing(drawing(linked, forms));
    const { bytes: merged } = await merge(bytes, { Easy: "Легко", "Both forms": "Обе формы" });
    const xml = partOf(merged, "xl/drawings/drawing1.xml");
    expect(xml).toContain("<a:t>Легко</a:t></a:fld>");
    expect(xml.match(/Обе формы/g)).toHaveLength(2);
  });
});

describe("charts", () => {
  const chart = (cached: readonly string[]): string =>
    `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ${A}><c:lang val="en-GB"/><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Our weeks</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:cat><c:strRef><c:f>Plan!$A$1:$A$3</c:f><c:strCache>${cached.map((text, index) => `<c:pt idx="${index}"><c:v>${text}</c:v></c:pt>`).join("")}</c:strCache></c:strRef></c:cat></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`;
  const frame =
    '<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart"/></xdr:nvGraphicFramePr><a:graphic><a:graphicData uri="x"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>';

  it("repeat their cells, hidden ones too, which therefore count as seen; what a formula made is left to it", async () => {
    const bytes = makeSpreadsheet({
      strings: ["<t>Easy</t>", "<t>Of hidden data</t>"],
      sheets: [
        plan({
          rows: `<row r="1">${shared("A1", 0)}<c r="B1" t="str"><f>A1&amp;" week"</f><v>Easy week</v></c></row>`,
          after: '<drawing r:id="rId1"/>',
          links: [["drawing", "../drawings/drawing1.xml"]],
        }),
        { name: "Data", state: "hidden", rows: `<row r="1">${shared("A1", 1)}</row>` },
      ],
      parts: [
        { name: "xl/drawings/drawing1.xml", data: drawing(frame) },
        { name: "xl/drawings/_rels/drawing1.xml.rels", data: relations([["chart", "../charts/chart1.xml"]]) },
        { name: "xl/charts/chart1.xml", data: chart(["Easy", "Of hidden data", "Easy week", "Typed in the chart"]) },
      ],
    });
    const { units, coverage } = await extract(bytes);
    expect(units.map(({ place, source }) => `${place}: ${plainText(source)}`)).toEqual([
      "Sheet Plan, A1: Easy",
      "Sheet Plan, chart 1, title: Our weeks",
      "Sheet Plan, chart 1, category: Typed in the chart",
      "Sheet Data, A1: Of hidden data",
    ]);
    expect(coverage).toContainEqual({
      category: "charts",
      extracted: 2,
      skipped: 1,
      reason: "a formula makes the text anew",
    });
    const { bytes: merged } = await merge(bytes, {
      Easy: "Легко",
      "Of hidden data": "Из данных",
      "Our weeks": "Наши недели",
    });
    const xml = partOf(merged, "xl/charts/chart1.xml");
    expect(Array.from(xml.matchAll(/<c:v>(.*?)<\/c:v>/g), (match) => match[1])).toEqual([
      "Легко",
      "Из данных",
      "Easy week",
      "Typed in the chart",
    ]);
    expect(xml).toContain('<c:lang val="ru-RU"/>');
  });
});

describe("notes and comments", () => {
  const bytes = makeSpreadsheet({
    sheets: [
      plan({
        links: [
          ["comments", "../comments1.xml"],
          ["threadedComment", "../threadedComments/threadedComment1.xml"],
        ],
      }),
    ],
    parts: [
      {
        name: "xl/comments1.xml",
        data: `<comments ${X}><authors><author>Anna</author><author>tc={1}</author></authors><commentList><comment ref="B4" authorId="0"><text><r><rPr><b/></rPr><t>Ask:</t></r><r><t xml:space="preserve"> is it clear to them?</t></r></text></comment><comment ref="A1" authorId="1"><text><t>[Threaded comment] Really?</t></text></comment></commentList></comments>`,
      },
      {
        name: "xl/threadedComments/threadedComment1.xml",
        data: '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" id="{1}"><text>Really?</text></threadedComment></ThreadedComments>',
      },
    ],
  });

  it("are left and counted, or translated with an option", async () => {
    const left = await extract(bytes);
    expect(left.units).toHaveLength(1);
    expect(left.coverage).toContainEqual({
      category: "comments",
      extracted: 0,
      skipped: 2,
      reason: "the option comments says so",
    });
    const { units } = await extract(bytes, { comments: "translate" });
    expect(units.slice(1).map(({ place, source }) => `${place}: ${numberedText(source)}`)).toEqual([
      "Sheet Plan, B4, comment: <1>Ask:</1> is it clear to them?",
      "Sheet Plan, A1, comment: Really?",
    ]);
    const { bytes: merged } = await merge(bytes, { "Really?": "Правда?" }, { comments: "translate" });
    expect(partOf(merged, "xl/threadedComments/threadedComment1.xml")).toContain("<text>Правда?</text>");
  });
});

describe("PivotTables", () => {
  const pivot = (fields: string): Buffer =>
    makeSpreadsheet({
      strings: ["Area", "Points", "Home", "Sum of Points"].map((text) => `<t>${text}</t>`),
      sheets: [
        plan({
          rows: `<row r="1">${shared("A1", 0)}${shared("B1", 1)}</row><row r="2">${shared("A2", 2)}<c r="B2"><v>3</v></c></row>`,
        }),
        {
          name: "Result",
          rows: `<row r="3">${shared("A3", 3)}</row>`,
          links: [["pivotTable", "../pivotTables/pivotTable1.xml"]],
        },
      ],
      links: [["pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"]],
      parts: [
        {
          name: "xl/pivotCache/pivotCacheDefinition1.xml",
          data: `<pivotCacheDefinition ${X}><cacheSource type="worksheet"><worksheetSource ref="A1:B2" sheet="Plan"/></cacheSource><cacheFields count="2">${fields}</cacheFields></pivotCacheDefinition>`,
        },
        {
          name: "xl/pivotTables/pivotTable1.xml",
          data: `<pivotTableDefinition ${X} name="PivotTable1" dataCaption="Values"><dataFields count="1"><dataField name="Sum of Points" fld="1"/></dataFields></pivotTableDefinition>`,
        },
        {
          name: "xl/pivotTables/_rels/pivotTable1.xml.rels",
          data: relations([["pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"]]),
        },
      ],
    });
  const field =
    '<cacheField name="Area"><sharedItems count="2"><s v="Home"/><s v="Дом"/></sharedItems></cacheField><cacheField name="Points"/>';
  const targets = { Area: "Область", Points: "Баллы", Home: "Дом", "Sum of Points": "Сумма" };

  it("find their columns and items again, kept apart, and are refreshed when the workbook is opened", async () => {
    const { bytes } = await merge(pivot(field), targets);
    const cache = partOf(bytes, "xl/pivotCache/pivotCacheDefinition1.xml");
    expect(cache).toMatch(/^<pivotCacheDefinition refreshOnLoad="1" /);
    expect(cache).toContain(
      '<cacheField name="Область"><sharedItems count="2"><s v="Дом2"/><s v="Дом"/></sharedItems></cacheField><cacheField name="Баллы"/>',
    );
    expect(partOf(bytes, "xl/pivotTables/pivotTable1.xml")).toContain('<dataField name="Сумма"');
    expect(partOf(bytes, "xl/worksheets/sheet1.xml")).not.toContain("calcPr");
  });

  it("with calculated fields, which name columns in formulas, are left and told of", async () => {
    const original = pivot(`${field}<cacheField name="Double" formula="Points*2" databaseField="0"/>`);
    const { units } = await extract(original);
    const byId = new Map(units.map(({ id, source }) => [id, parseNumbered(targets[plainText(source) as "Area"])]));
    const { bytes, findings } = await xlsx.merge(
      { name: "a.xlsx", bytes: original, locale: "en" },
      { locale: "ru", targets: byId },
    );
    expect(partOf(bytes, "xl/pivotCache/pivotCacheDefinition1.xml")).not.toContain("refreshOnLoad");
    expect(findings.map(({ id }) => id)).toEqual(["pivot-left"]);
  });
});

describe("the look of the sheet", () => {
  const styles =
    '<fonts><font><sz val="11"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="0"><alignment horizontal="left" wrapText="1"/></xf></cellXfs>';

  it("has rows grow with texts that break into lines, but for heights a person chose, which are told", async () => {
    const text = "<t>Twenty letters here.</t>";
    const bytes = makeSpreadsheet({
      styles,
      strings: [text],
      sheets: [
        plan({
          before: '<cols><col min="1" max="1" width="21" customWidth="1"/></cols>',
          rows: `<row r="1" ht="15">${shared("A1", 0, 1)}</row><row r="2" ht="15" customHeight="1">${shared("A2", 0, 1)}</row><row r="3" ht="15">${shared("A3", 0)}</row>`,
        }),
      ],
    });
    const { bytes: merged, findings } = await merge(bytes, {
      "Twenty letters here.": "Здесь теперь две строки текста",
    });
    const sheet = partOf(merged, "xl/worksheets/sheet1.xml");
    expect(sheet).toContain('<row r="1" ht="30">');
    expect(sheet).toContain('<row r="2" ht="15" customHeight="1">');
    expect(sheet).toContain('<row r="3" ht="15">');
    expect(findings.map(({ message }) => message)).toEqual([
      "In the sheet Plan the height of row 2 is fixed, and the translation may not fit: look at it.",
    ]);
  });

  it("turns with the direction of the language: sheets, and what is set left or right", async () => {
    const bytes = makeSpreadsheet({
      styles,
      sheets: [
        plan({ before: '<dimension ref="A1"/>' }),
        plan({ name: "View", before: '<sheetViews><sheetView workbookViewId="0"/></sheetViews>' }),
      ],
    });
    const { bytes: arabic } = await merge(bytes, { Easy: "سهل" }, { locale: "ar" });
    expect(partOf(arabic, "xl/worksheets/sheet1.xml")).toContain(
      '<dimension ref="A1"/><sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>',
    );
    expect(partOf(arabic, "xl/worksheets/sheet2.xml")).toContain('<sheetView rightToLeft="1" workbookViewId="0"/>');
    expect(partOf(arabic, "xl/styles.xml")).toContain('<alignment horizontal="right" wrapText="1"/>');
  });
});

describe("documents that are no workbooks, or hold what is not read", () => {
  it.each([
    ["xl/sharedStrings.xml", "The file is an Office document, but not a workbook."],
    ["xl/workbook.bin", "The file is a binary workbook (.xlsb), which is not read."],
  ])("are refused with a sentence: %s", async (main, sentence) => {
    const parts = [{ name: "xl/workbook.bin", data: "x" }];
    const archive = openArchive(makeSpreadsheet({ sheets: [plan({})], parts }));
    const bytes = archive.rewrite(new Map([["_rels/.rels", Buffer.from(relations([["officeDocument", main]]))]]));
    await expect(extract(bytes)).rejects.toMatchObject({ code: "unknown-format", message: sentence });
  });

  it("are told of where they are signed, hold macros, or list sheets they do not hold", async () => {
    const made = makeSpreadsheet({
      sheets: [plan({})],
      parts: [
        { name: "xl/vbaProject.bin", data: "x" },
        { name: "_xmlsignatures/sig1.xml", data: "<x/>" },
      ],
    });
    const archive = openArchive(made);
    const workbook = partOf(made, "xl/workbook.xml").replace(
      "</sheets>",
      '<sheet name="Lost" sheetId="9" r:id="rId99"/></sheets>',
    );
    const { findings, units } = await extract(archive.rewrite(new Map([["xl/workbook.xml", Buffer.from(workbook)]])));
    expect(findings.map(({ id }) => id)).toEqual(["missing-sheet", "signed-document", "macros-kept"]);
    expect(units).toHaveLength(1);
  });
});
