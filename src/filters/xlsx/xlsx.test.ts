import { describe, expect, it } from "vitest";
import { numberedText, plainText, type Fragment } from "../../model/fragment.ts";
import type { UnitId } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import { inline, makeSpreadsheet, shared, type MadeSheet } from "../../testing/make-spreadsheet.ts";
import { parseNumbered } from "../../testing/parse-numbered.ts";
import { pseudoTarget } from "../../testing/corpus/pseudo-text.ts";
import { workbookFaults } from "../../testing/workbook-faults.ts";
import { openArchive } from "../../zip/archive.ts";
import type { Extraction, Merged } from "../filter.ts";
import { xlsx } from "./xlsx.ts";

const extract = (bytes: Uint8Array, options: object = {}): Promise<Extraction> =>
  xlsx.extract({ name: "a.xlsx", bytes, locale: "en" }, options);

const textsOf = async (bytes: Uint8Array, options: object = {}): Promise<string[]> =>
  (await extract(bytes, options)).units.map(({ source }) => numberedText(source));

const partOf = (bytes: Uint8Array, name: string): string => Buffer.from(openArchive(bytes).read(name)).toString();

/** Merges with targets by source text (numbered codes), or what a function makes of every unit; what comes out must be sound. */
async function merge(
  bytes: Uint8Array,
  targets: Readonly<Record<string, string>> | ((unit: TextUnit) => Fragment | undefined),
  { locale = "ru", ...options }: { readonly locale?: string; readonly [option: string]: unknown } = {},
): Promise<Merged> {
  expect(workbookFaults(bytes)).toEqual([]);
  const { units } = await extract(bytes, options);
  const byId = new Map<UnitId, Fragment>();
  for (const unit of units) {
    const text = typeof targets === "function" ? undefined : targets[numberedText(unit.source)];
    const target = typeof targets === "function" ? targets(unit) : text === undefined ? undefined : parseNumbered(text);
    if (target !== undefined) byId.set(unit.id, target);
  }
  const merged = await xlsx.merge({ name: "a.xlsx", bytes, locale: "en" }, { locale, targets: byId }, options);
  expect(workbookFaults(merged.bytes)).toEqual([]);
  return merged;
}

const pseudo = (unit: TextUnit): Fragment => pseudoTarget(unit.source, unit.maxLength);

const row = (number: number, ...cells: readonly string[]): string => `<row r="${number}">${cells.join("")}</row>`;

const t = (text: string): string => `<t>${text}</t>`;

const plan = (rows: string, more: Partial<MadeSheet> = {}): MadeSheet => ({ name: "Plan", rows, ...more });

describe("strings of cells", () => {
  it("are one unit for all cells that say the same, with the first cell and how many more", async () => {
    const bytes = makeSpreadsheet({
      strings: [t("Yes"), t("Week 1"), t("Yes")],
      sheets: [
        plan(row(1, shared("A1", 1), shared("B1", 0)) + row(2, shared("B2", 0), inline("C2", "Yes"))),
        { name: "More", rows: row(1, shared("A1", 2)) },
      ],
    });
    const { units } = await extract(bytes);
    expect(units.map(({ place, source }) => `${place}: ${plainText(source)}`)).toEqual([
      "Sheet Plan, A1: Week 1",
      "Sheet Plan, B1, and 3 more cells: Yes",
    ]);
    const { bytes: merged } = await merge(bytes, { Yes: "Да" });
    expect(partOf(merged, "xl/sharedStrings.xml").match(/<t>Да<\/t>/g)).toHaveLength(2);
    expect(partOf(merged, "xl/worksheets/sheet1.xml")).toContain("<is><t>Да</t></is>");
  });

  it("come in the order of sheets, rows and columns, with row and column as context", async () => {
    const bytes = makeSpreadsheet({
      strings: [t("Tea"), t("Topic"), t("Drink"), t("Feelings")],
      sheets: [
        plan(
          row(1, shared("A1", 1), shared("B1", 2)) +
            row(2, '<c r="A2"><v>7</v></c>') +
            row(3, shared("A3", 3), shared("B3", 0)),
        ),
      ],
    });
    const { units } = await extract(bytes);
    expect(units.map(({ source, context }) => [plainText(source), context])).toEqual([
      ["Topic", { heading: "Plan" }],
      ["Drink", { heading: "Plan", row: "Topic" }],
      ["Feelings", { heading: "Plan", column: "Topic" }],
      ["Tea", { heading: "Plan", row: "Feelings", column: "Drink" }],
    ]);
  });

  it("keep their formatting as codes, runs of one look joined, size and colour of the cell known", async () => {
    const run = (text: string, bold: boolean, size = 11): string =>
      `<r><rPr>${bold ? "<b/>" : ""}<sz val="${size}"/><color theme="1"/><rFont val="Calibri"/></rPr><t xml:space="preserve">${text}</t></r>`;
    const styles = '<fonts><font><sz val="11"/><color theme="1"/></font></fonts><cellXfs><xf fontId="0"/></cellXfs>';
    const bytes = makeSpreadsheet({
      styles,
      strings: [
        `<r><t xml:space="preserve">Bring </t></r>${run("a p", true)}${run("en", true)}${run(" and paper", false)}`,
      ],
      sheets: [plan(row(1, shared("A1", 0)))],
    });
    expect(await textsOf(bytes)).toEqual(["Bring <1>a pen</1> and paper"]);
    const { bytes: merged } = await merge(bytes, { "Bring <1>a pen</1> and paper": "<1>Ручку</1> и бумагу принесите" });
    expect(await textsOf(merged)).toEqual(["<1>Ручку</1> и бумагу принесите"]);
    expect(partOf(merged, "xl/sharedStrings.xml")).toContain("<b/>");
  });

  it("show line breaks as codes and keep however they are spelt; new ones are line feeds", async () => {
    const bytes = makeSpreadsheet({
      strings: ['<t xml:space="preserve">One_x000D_\nTwo</t>', "<t>A _x005F_x000A_ B</t>"],
      sheets: [plan(row(1, shared("A1", 0), shared("B1", 1)))],
    });
    expect(await textsOf(bytes)).toEqual(["One<1/>Two", "A _x000A_ B"]);
    const { bytes: merged } = await merge(bytes, { "One<1/>Two": "Раз<1/>Два\r\nТри", "A _x000A_ B": "C _x000A_ D " });
    const strings = partOf(merged, "xl/sharedStrings.xml");
    expect(strings).toContain("Раз_x000D_\nДва\nТри");
    expect(strings).toContain('<t xml:space="preserve">C _x005F_x000A_ D </t>');
  });

  it("are read where they stand in the cell: inline, rich inline, and as plain values no formula has made", async () => {
    const bytes = makeSpreadsheet({
      sheets: [
        plan(
          row(
            1,
            inline("A1", "Inline"),
            '<c r="B1" t="inlineStr"><is><r><rPr><i/></rPr><t>Rich</t></r><r><t xml:space="preserve"> one and more</t></r></is></c>',
            '<c r="C1" t="str"><v>Written by a library &amp; co</v></c>',
            '<c r="D1" t="str"><f>A1</f><v>Computed text</v></c>',
            '<c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="b"><v>1</v></c>',
          ),
        ),
      ],
    });
    expect(await textsOf(bytes)).toEqual(["Inline", "<1>Rich</1> one and more", "Written by a library & co"]);
    const { bytes: merged } = await merge(bytes, pseudo);
    expect(await textsOf(merged)).toHaveLength(3);
    expect(partOf(merged, "xl/worksheets/sheet1.xml")).toContain("<f>A1</f><v>Computed text</v>");
  });

  it("lose their phonetic hints when they are translated, and only then", async () => {
    const hint = '<rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/>';
    const bytes = makeSpreadsheet({
      strings: [`<t>東京</t>${hint}`, `<t>大阪</t>${hint}`],
      sheets: [plan(row(1, shared("A1", 0), shared("B1", 1)))],
    });
    expect(await textsOf(bytes)).toEqual(["東京", "大阪"]);
    const { bytes: merged } = await merge(bytes, { 東京: "Токио" });
    expect(partOf(merged, "xl/sharedStrings.xml")).toContain(
      `<si><t>Токио</t><phoneticPr fontId="1"/></si><si><t>大阪</t>${hint}</si>`,
    );
  });

  it("need neither references nor prefixes as Excel writes them, nor the namespaces of transitional documents", async () => {
    const strict = makeSpreadsheet({
      namespace: "http://purl.oclc.org/ooxml/spreadsheetml/main",
      strings: [t("Strict")],
      sheets: [plan('<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>Next</t></is></c></row>')],
    });
    const { units } = await extract(strict);
    expect(units.map(({ place }) => place)).toEqual(["Sheet Plan, A1", "Sheet Plan, B1"]);
    await merge(strict, pseudo);
    const prefixed = makeSpreadsheet({
      strings: [t("x")],
      sheets: [plan("")],
      parts: [],
    });
    const archive = openArchive(prefixed);
    const bytes = archive.rewrite(
      new Map(
        Object.entries({
          "xl/worksheets/sheet1.xml":
            '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="C1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>',
          "xl/sharedStrings.xml":
            '<x:sst xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><x:si><x:t>Prefixed</x:t></x:si></x:sst>',
        }).map(([name, xml]) => [name, Buffer.from(xml)]),
      ),
    );
    expect((await extract(bytes)).units.map(({ place }) => place)).toEqual(["Sheet Plan, C1"]);
    const { bytes: merged } = await merge(bytes, { Prefixed: "Готово" });
    expect(partOf(merged, "xl/sharedStrings.xml")).toContain("<x:si><x:t>Готово</x:t></x:si>");
  });

  it("are split with an option where cells want different texts: new strings come last, the counts are right", async () => {
    const bytes = makeSpreadsheet({
      strings: [t("Open"), t("Door")],
      sheets: [
        plan(
          row(1, shared("A1", 1), shared("B1", 0)) +
            row(2, shared("A2", 1), shared("B2", 0)) +
            '<row r="3" hidden="1"><c r="A3" t="s"><v>0</v></c></row>',
        ),
      ],
    });
    const { units } = await extract(bytes, { perCell: true });
    expect(units.map(({ place }) => place)).toEqual(["A1", "B1", "A2", "B2"].map((cell) => `Sheet Plan, ${cell}`));
    const targets: Readonly<Record<string, string>> = { A1: "Дверь", B1: "Открыта", A2: "Дверь", B2: "Открой" };
    const { bytes: merged } = await merge(bytes, ({ place }) => parseNumbered(targets[place.slice(-2)]!), {
      perCell: true,
    });
    const strings = partOf(merged, "xl/sharedStrings.xml");
    expect(strings).toContain('count="5" uniqueCount="4"');
    expect(Array.from(strings.matchAll(/<t>(.*?)<\/t>/g), (match) => match[1])).toEqual([
      "Open",
      "Дверь",
      "Открыта",
      "Открой",
    ]);
    expect(partOf(merged, "xl/worksheets/sheet1.xml")).toContain('<c r="A3" t="s"><v>0</v></c>');
    const again = await extract(merged, { perCell: true });
    expect(again.units.map(({ source }) => plainText(source))).toEqual(["Дверь", "Открыта", "Дверь", "Открой"]);
  });
});

describe("what nobody sees", () => {
  const bytes = makeSpreadsheet({
    strings: [
      "Shown",
      "In a hidden row",
      "In a hidden column",
      "In both",
      "On a hidden sheet",
      "Of a list",
      "By a formula",
      "Left over",
    ].map(t),
    sheets: [
      plan(
        row(1, shared("A1", 0), shared("B1", 2)) +
          `<row r="2" hidden="1">${shared("A2", 1)}${shared("C2", 3)}</row>` +
          row(3, shared("A3", 3), '<c r="C3" t="str"><f>Lists!A3</f><v>By a formula</v></c>'),
        {
          before: '<cols><col min="2" max="2" width="9" hidden="1"/></cols>',
          after:
            '<dataValidations count="1"><dataValidation type="list" sqref="D1:D9"><formula1>Choices</formula1></dataValidation></dataValidations>',
        },
      ),
      {
        name: "Lists",
        state: "veryHidden",
        rows: row(1, shared("A1", 4)) + row(2, shared("A2", 5)) + row(3, shared("A3", 6)),
      },
    ],
    names: '<definedNames><definedName name="Choices">Lists!$A$2:$A$2</definedName></definedNames>',
  });

  it("is left, unless a visible cell, a formula or a drop-down list shows it, and is counted", async () => {
    const { units, coverage, findings } = await extract(bytes);
    expect(units.map(({ source }) => plainText(source))).toEqual(["Shown", "In both", "Of a list", "By a formula"]);
    expect(coverage).toContainEqual({
      category: "hidden rows and columns",
      extracted: 0,
      skipped: 2,
      reason: "nobody is shown them",
    });
    expect(coverage).toContainEqual({
      category: "hidden sheets",
      extracted: 0,
      skipped: 1,
      reason: "nobody is shown them",
    });
    expect(coverage).toContainEqual({
      category: "strings no cell shows",
      extracted: 0,
      skipped: 1,
      reason: "leftovers of editing",
    });
    expect(findings.map(({ id }) => id)).toEqual(["hidden-sheet-skipped", "hidden-cells-skipped"]);
  });

  it("is translated with an option", async () => {
    expect(await textsOf(bytes, { hidden: "translate" })).toHaveLength(7);
    await merge(bytes, pseudo, { hidden: "translate" });
  });

  it("has formulas that repeat a text show the translation at once, and all formulas computed anew", async () => {
    const { bytes: merged } = await merge(bytes, { "By a formula": "Формула" });
    expect(partOf(merged, "xl/worksheets/sheet1.xml")).toContain("<f>Lists!A3</f><v>Формула</v>");
    expect(partOf(merged, "xl/workbook.xml")).toContain('</definedNames><calcPr fullCalcOnLoad="1"/>');
  });
});

describe("tables", () => {
  const columns = (...names: readonly string[]): string =>
    names.map((name, index) => `<tableColumn id="${index + 1}" name="${name}"/>`).join("");
  const table = (ref: string, inside: string, attributes = ""): string =>
    `<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="Plan" displayName="Plan" ref="${ref}"${attributes}>${inside}</table>`;
  const workbookWith = (
    tableXml: string,
    strings: readonly string[],
    rows: string,
    more: Partial<MadeSheet> = {},
  ): Buffer =>
    makeSpreadsheet({
      strings: strings.map(t),
      sheets: [
        plan(rows, {
          links: [["table", "../tables/table1.xml"]],
          after: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
          ...more,
        }),
      ],
      parts: [{ name: "xl/tables/table1.xml", data: tableXml }],
    });

  it("call their columns what the translated header cells say, and formulas follow", async () => {
    const formula = "SUM(Plan[Cost per day])+Plan[[#This Row],[Week]]*2&amp;Plan[[Week]:[Cost per day]]";
    const bytes = workbookWith(
      table(
        "A1:B3",
        `<autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter val="One"/></filters></filterColumn></autoFilter><tableColumns count="2"><tableColumn id="1" name="Week" totalsRowLabel="Sum"/><tableColumn id="2" name="Cost per day"><calculatedColumnFormula>${formula}</calculatedColumnFormula></tableColumn></tableColumns>`,
        ' totalsRowCount="1"',
      ),
      ["Week", "Cost per day", "One", "Sum"],
      row(1, shared("A1", 0), shared("B1", 1)) +
        row(2, shared("A2", 2), `<c r="B2"><f>${formula}</f><v>1</v></c>`) +
        row(3, shared("A3", 3)),
    );
    const { bytes: merged } = await merge(bytes, {
      Week: "Неделя [1]",
      "Cost per day": "Цена, в день",
      One: "Раз",
      Sum: "Итого",
    });
    const xml = partOf(merged, "xl/tables/table1.xml");
    expect(xml).toContain('name="Неделя [1]" totalsRowLabel="Итого"');
    expect(xml).toContain('<filter val="Раз"/>');
    const written =
      "SUM(Plan[[Цена, в день]])+Plan[[#This Row],[Неделя '[1']]]*2&amp;Plan[[Неделя '[1']]:[Цена, в день]]";
    expect(xml).toContain(`<calculatedColumnFormula>${written}</calculatedColumnFormula>`);
    expect(partOf(merged, "xl/worksheets/sheet1.xml")).toContain(`<f>${written}</f>`);
  });

  it("never call two columns the same: the cell gets a number, and no other cell of its string", async () => {
    const bytes = workbookWith(
      table("A1:B2", `<tableColumns count="2">${columns("Mum", "Mother")}</tableColumns>`),
      ["Mum", "Mother"],
      row(1, shared("A1", 0), shared("B1", 1)) + row(2, shared("A2", 1), shared("B2", 0)),
    );
    const { bytes: merged, findings } = await merge(bytes, { Mum: "Мама", Mother: "мама" });
    expect(partOf(merged, "xl/tables/table1.xml")).toContain(columns("Мама", "мама 2"));
    expect(partOf(merged, "xl/sharedStrings.xml")).toContain(
      'count="4" uniqueCount="3"><si><t>Мама</t></si><si><t>мама</t></si><si><t>мама 2</t></si>',
    );
    expect(findings.map(({ id }) => id)).toEqual(["header-numbered"]);
  });

  it("keep a header that a formula names inside a text", async () => {
    const bytes = workbookWith(
      table("A1:B2", `<tableColumns count="2">${columns("Week", "Place")}</tableColumns>`),
      ["Week", "Place"],
      row(1, shared("A1", 0), shared("B1", 1)) + row(2, '<c r="A2"><f>SUM(INDIRECT("Plan[Week]"))</f><v>0</v></c>'),
    );
    expect(await textsOf(bytes)).toEqual(["Place"]);
    expect((await extract(bytes)).findings.map(({ id }) => id)).toContain("header-left");
    const { bytes: merged } = await merge(bytes, pseudo);
    expect(partOf(merged, "xl/tables/table1.xml")).toContain('name="Week"');
  });

  it("have line breaks in their columns' names, escaped in attributes", async () => {
    const bytes = workbookWith(
      table("A1:A2", `<tableColumns count="1">${columns("How it_x000a_felt")}</tableColumns>`),
      ["How it\nfelt"],
      row(1, shared("A1", 0)) + row(2, '<c r="A2"><f>COUNTA(Plan[How it\nfelt])</f><v>0</v></c>'),
    );
    const { bytes: merged } = await merge(bytes, { "How it<1/>felt": "Как<1/>было" });
    expect(partOf(merged, "xl/tables/table1.xml")).toContain('name="Как_x000a_было"');
    expect(partOf(merged, "xl/worksheets/sheet1.xml")).toContain("Plan[[Как\nбыло]]");
  });

  it("without a header row have columns of their own", async () => {
    const bytes = workbookWith(
      table("A1:A1", `<tableColumns count="1">${columns("Week")}</tableColumns>`, ' headerRowCount="0"'),
      ["Week"],
      row(1, shared("A1", 0)),
    );
    const { bytes: merged } = await merge(bytes, pseudo);
    expect(partOf(merged, "xl/tables/table1.xml")).toContain('name="Week"');
  });
});

describe("formulas", () => {
  const bytes = makeSpreadsheet({
    strings: [t("Yes"), t("Plan of the week")],
    sheets: [
      plan(
        row(
          1,
          shared("A1", 0),
          '<c r="B1" t="str"><f>IF(A1="Yes","Well done",TEXT(1,"dd mmm"))</f><v>Well done</v></c>',
        ) + row(2, shared("A2", 1), "<c r=\"B2\"><f>Plan!A1+'Week plan'!B2</f><v>0</v></c>"),
        {
          after:
            '<conditionalFormatting sqref="A1"><cfRule type="containsText" operator="containsText" text="Yes" priority="1"><formula>NOT(ISERROR(SEARCH("Yes",A1)))</formula></cfRule></conditionalFormatting>' +
            '<dataValidations count="1"><dataValidation type="list" sqref="C1"><formula1>"Yes,Not yet"</formula1></dataValidation></dataValidations>' +
            '<hyperlinks><hyperlink ref="A2" location="\'Week plan\'!A1" tooltip="Go there" display="Plan of the week"/></hyperlinks>',
        },
      ),
      { name: "Week plan", rows: row(2, '<c r="B2"><v>1</v></c>') },
    ],
    names:
      '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="1">\'Week plan\'!$1:$1</definedName></definedNames>',
  });

  it("keep the texts they quote, which is told, above all where cells that say the same are translated", async () => {
    const { units, findings, coverage } = await extract(bytes);
    expect(units.map(({ source }) => plainText(source))).toEqual(["Yes", "Plan of the week", "Go there"]);
    expect(findings.map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      "formula-compares-texts major",
      "formula-texts-left minor",
      "list-compares-texts major",
      "list-entries-left minor",
    ]);
    expect(coverage).toContainEqual({
      category: "formulas",
      extracted: 0,
      skipped: 2,
      reason: "the option formulaTexts says so",
    });
  });

  it("are translated with options, in one word with the cells they compare, codes for the program left", async () => {
    const options = { formulaTexts: true, listEntries: true };
    const { bytes: merged } = await merge(
      bytes,
      { Yes: "Да", "Well done": 'Молодцы, "ура"', "Not yet": "Нет, пока" },
      options,
    );
    const sheet = partOf(merged, "xl/worksheets/sheet1.xml");
    expect(sheet).toContain('<f>IF(A1="Да","Молодцы, ""ура""",TEXT(1,"dd mmm"))</f>');
    expect(sheet).toContain('text="Да" priority="1"><formula>NOT(ISERROR(SEARCH("Да",A1)))</formula>');
    expect(sheet).toContain('<formula1>"Да,Нет; пока"</formula1>');
    expect((await extract(merged, options)).units.map(({ source }) => plainText(source))).toContain("Да");
  });

  it("and all that names a sheet follow its new name, which Excel must take", async () => {
    const { bytes: merged, findings } = await merge(
      bytes,
      { Plan: "План/2025", "Week plan": "План на первую неделю нашей программы", "Plan of the week": "План недели" },
      { sheetNames: true },
    );
    const book = partOf(merged, "xl/workbook.xml");
    expect(book).toContain('<sheet name="План 2025"');
    expect(book).toContain("'План на первую неделю нашей…'!$1:$1");
    const sheet = partOf(merged, "xl/worksheets/sheet1.xml");
    expect(sheet).toContain("<f>'План 2025'!A1+'План на первую неделю нашей…'!B2</f>");
    expect(sheet).toContain(`location="'План на первую неделю нашей…'!A1"`);
    expect(sheet).toContain('display="План недели"');
    expect(findings.map(({ id }) => id)).toEqual(["text-cut", "sheet-name-changed"]);
  });
});
