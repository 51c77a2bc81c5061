import { describe, expect, it } from "vitest";
import { makeArchive } from "./make-archive.ts";
import { makeSpreadsheet, shared, type MadeWorkbook } from "./make-spreadsheet.ts";
import { workbookFaults } from "./workbook-faults.ts";

const X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** What a workbook is made of here, in words that a test may change. */
interface Words {
  readonly strings: readonly string[];
  readonly count: number;
  readonly rows: string;
  readonly after: string;
  readonly secondSheet: string;
  readonly names: string;
  readonly table: string;
  readonly pivot: string;
}

const GOOD: Words = {
  strings: ["<t>Season</t>", "<t>Families</t>", "<r><t>Spr</t></r><r><rPr><b/></rPr><t>ing</t></r>"],
  count: 3,
  rows: `<row r="1">${shared("A1", 0)}${shared("B1", 1)}</row><row r="2">${shared("A2", 2)}<c r="B2"><v>4</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>Autumn</t></is></c><c r="B3"><f>SUM(Table1[Families])</f><v>4</v></c></row>`,
  after:
    '<dataValidations count="1"><dataValidation type="list" sqref="A4" promptTitle="Season" prompt="Choose one" errorTitle="No" error="Choose one"><formula1>"Spring,Autumn"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A5" location="Plan!A1" tooltip="To the plan"/></hyperlinks><headerFooter><oddHeader>&amp;LPlan</oddHeader></headerFooter>',
  secondSheet: "Notes",
  names: "<definedNames><definedName name=\"start\">'Plan'!$A$1</definedName></definedNames>",
  table: `<table xmlns="${X}" id="1" name="Table1" displayName="Table1" ref="A1:B2"><tableColumns count="2"><tableColumn id="1" name="Season"/><tableColumn id="2" name="Families"/></tableColumns></table>`,
  pivot: `<pivotCacheDefinition xmlns="${X}"><cacheSource type="worksheet"><worksheetSource ref="A1:B2" sheet="Plan"/></cacheSource><cacheFields count="2"><cacheField name="Season"/><cacheField name="Families"/></cacheFields></pivotCacheDefinition>`,
};

function workbook(words: Words): Buffer {
  const plan: MadeWorkbook = {
    strings: words.strings,
    count: words.count,
    names: words.names,
    links: [["pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"]],
    sheets: [
      { name: "Plan", rows: words.rows, after: words.after, links: [["table", "../tables/table1.xml"]] },
      { name: words.secondSheet, rows: "" },
    ],
    parts: [
      { name: "xl/tables/table1.xml", data: words.table },
      { name: "xl/pivotCache/pivotCacheDefinition1.xml", data: words.pivot },
    ],
  };
  return makeSpreadsheet(plan);
}

/** The good workbook with a word replaced where it stands in one of its parts. */
function changed(part: keyof Words, word: string, other: string): Buffer {
  const before = GOOD[part];
  if (typeof before === "number") return workbook({ ...GOOD, [part]: Number(other) });
  if (typeof before !== "string") return workbook({ ...GOOD, [part]: before.map((one) => one.replace(word, other)) });
  expect(before).toContain(word);
  return workbook({ ...GOOD, [part]: before.replace(word, other) });
}

describe("workbookFaults", () => {
  it("finds none in a sound workbook", () => {
    expect(workbookFaults(workbook(GOOD))).toEqual([]);
  });

  it("finds that there is no workbook", () => {
    expect(workbookFaults(makeArchive([{ name: "readme.txt", data: "Hello" }]))).toEqual(["There is no workbook."]);
  });

  it.each<[what: string, part: keyof Words, word: string, other: string, fault: string]>([
    ["a wrong count of uses", "count", "", "7", "The strings say that 7 cells show them; 3 do."],
    [
      "more strings than said",
      "strings",
      "<t>Season</t>",
      "<t>Season</t></si><si><t>Time</t>",
      "The strings say that they are 3; they are 4.",
    ],
    ["a cell without its string", "rows", "<v>2</v>", "<v>9</v>", "Plan!A2 names the string 9, which there is not."],
    [
      "a string whose pieces are out of order",
      "strings",
      "<t>Season</t>",
      "<t>Season</t><phoneticPr/><t>x</t>",
      "String 0 is made of t phoneticPr t.",
    ],
    ["spaces that are lost", "strings", "<t>Spr</t>", "<t>Spr </t>", "String 2 loses spaces."],
    ["spaces that are lost in a cell", "rows", "<t>Autumn</t>", "<t> Autumn</t>", "Plan!A3 loses spaces."],
    [
      "a text that no cell holds",
      "rows",
      "<t>Autumn</t>",
      `<t>${"x".repeat(32_768)}</t>`,
      "Plan!A3 is longer than a cell holds.",
    ],
    [
      "a prompt that is too long",
      "after",
      "Choose one",
      "x".repeat(256),
      "A rule of Plan has more than 255 characters in prompt.",
    ],
    [
      "a prompt's title that is too long",
      "after",
      'promptTitle="Season"',
      `promptTitle="${"x".repeat(33)}"`,
      "A rule of Plan has more than 32 characters in promptTitle.",
    ],
    [
      "an error's title that is too long",
      "after",
      'errorTitle="No"',
      `errorTitle="${"x".repeat(33)}"`,
      "A rule of Plan has more than 32 characters in errorTitle.",
    ],
    [
      "an error that is too long",
      "after",
      ' error="Choose one"',
      ` error="${"x".repeat(256)}"`,
      "A rule of Plan has more than 255 characters in error.",
    ],
    ["a list that is too long", "after", "Spring,Autumn", "x".repeat(256), "A list of Plan is too long."],
    [
      "a header that is too long",
      "after",
      "&amp;LPlan",
      "x".repeat(256),
      "A header of Plan has more than 255 characters.",
    ],
    [
      "a tooltip that is too long",
      "after",
      "To the plan",
      "x".repeat(256),
      "A tooltip of Plan has more than 255 characters.",
    ],
    ["a name no sheet can have", "secondSheet", "Notes", "Notes?", "No sheet can be called Notes?."],
    [
      "a name too long for a sheet",
      "secondSheet",
      "Notes",
      "x".repeat(32),
      `No sheet can be called ${"x".repeat(32)}.`,
    ],
    ["two sheets of one name", "secondSheet", "Notes", "PLAN", "Two sheets are called PLAN."],
    [
      "two columns of one name",
      "table",
      'name="Families"',
      'name="SEASON"',
      "Two columns of Table1 are called SEASON.",
    ],
    [
      "a column that its header does not know",
      "table",
      'name="Season"',
      'name="Time"',
      "The table Table1 calls a column “Time”; its header A1 says “Season”.",
    ],
    [
      "a formula of a column that there is not",
      "rows",
      "Table1[Families]",
      "Table1[Parents]",
      "A formula of Plan names the column Parents of Table1, which there is not.",
    ],
    [
      "a name of a sheet that there is not",
      "names",
      "'Plan'!",
      "'Plans'!",
      "A formula of workbook names the sheet Plans, which there is not.",
    ],
    [
      "a field that its header does not know",
      "pivot",
      '"Season"',
      '"Time"',
      "A PivotTable looks for the column “time”; its header says “Season”.",
    ],
    ["two fields of one name", "pivot", '"Families"', '"Season"', "Two fields of a PivotTable have one name."],
  ])("finds %s", (_, part, word, other, fault) => {
    expect(workbookFaults(changed(part, word, other))).toContain(fault);
  });
});
