import { makeArchive } from "../make-archive.ts";
import { seededRandom, type Random } from "../seeded-random.ts";
import { heading, sentence } from "./prose.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const AREAS = [
  "Home",
  "School",
  "Friends",
  "Health",
  "Play",
  "Rules",
  "Feelings",
  "Media",
  "Money",
  "Time",
  "Sport",
  "Sleep",
];
const ANSWERS = ["Yes", "No", "Sometimes", "We have not talked about it yet"];
const HEADERS = ["Number", "Area", "Topic", "Question", "Answer", "Asked on", "Points", "Double", "Remark"];

/**
 * An Excel workbook of one sheet with so many rows, as a survey or a bank of questions has them: nine columns, of which one holds a sentence of its
 * own, one of headings that repeat, two a few words again and again, a formula and numbers; a frozen header and a filter.
 */
export function makeWorkbook(rows: number, seed: string): Buffer {
  const random = seededRandom(seed);
  const strings = new Map<string, number>();
  let uses = 0;
  const text = (at: string, value: string, style: number): string => {
    uses += 1;
    const index = strings.get(value) ?? strings.size;
    strings.set(value, index);
    return `<c r="${at}" s="${style}" t="s"><v>${index}</v></c>`;
  };
  const head = HEADERS.map((value, index) => text(`${letter(index)}1`, value, 1));
  const body = Array.from({ length: rows }, (_, index) => rowOf(index + 2, random, text));
  const sheet =
    `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><dimension ref="A1:I${rows + 1}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols><col min="4" max="4" width="60" customWidth="1"/></cols><sheetData><row r="1" spans="1:9">${head.join("")}</row>${body.join("")}</sheetData><autoFilter ref="A1:I${rows + 1}"/></worksheet>`;
  const items = Array.from(strings.keys(), (value) => `<si><t>${value}</t></si>`);
  return makeArchive([
    { name: "[Content_Types].xml", data: contentTypes() },
    { name: "_rels/.rels", data: relations([["officeDocument", "xl/workbook.xml"]]) },
    {
      name: "xl/workbook.xml",
      data: `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Questions" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: relations([
        ["worksheet", "worksheets/sheet1.xml"],
        ["styles", "styles.xml"],
        ["sharedStrings", "sharedStrings.xml"],
      ]),
    },
    { name: "xl/worksheets/sheet1.xml", data: sheet },
    { name: "xl/styles.xml", data: styles() },
    {
      name: "xl/sharedStrings.xml",
      data: `${DECLARATION}<sst xmlns="${MAIN}" count="${uses}" uniqueCount="${items.length}">${items.join("")}</sst>`,
    },
  ]);
}

function rowOf(row: number, random: Random, text: (at: string, value: string, style: number) => string): string {
  const points = 1 + random(10);
  const cells = [
    `<c r="A${row}"><v>${row - 1}</v></c>`,
    text(`B${row}`, AREAS[random(AREAS.length)]!, 0),
    text(`C${row}`, heading(random), 0),
    text(`D${row}`, sentence(random), 2),
    text(`E${row}`, ANSWERS[random(ANSWERS.length)]!, 0),
    `<c r="F${row}" s="3"><v>${45_000 + random(700)}</v></c>`,
    `<c r="G${row}"><v>${points}</v></c>`,
    `<c r="H${row}"><f>G${row}*2</f><v>${points * 2}</v></c>`,
    ...(random(5) === 0 ? [text(`I${row}`, heading(random), 0)] : []),
  ];
  return `<row r="${row}" spans="1:9">${cells.join("")}</row>`;
}

const letter = (index: number): string => String.fromCharCode(65 + index);

function styles(): string {
  const xf = (attributes: string, inside = ""): string =>
    `<xf fontId="0" fillId="0" borderId="0" xfId="0"${attributes}>${inside}</xf>`;
  const formats = [
    xf(' numFmtId="0"'),
    xf(' numFmtId="0"'),
    xf(' numFmtId="0" applyAlignment="1"', '<alignment wrapText="1"/>'),
    xf(' numFmtId="14"'),
  ];
  return (
    `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>' +
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">${formats.join("")}</cellXfs></styleSheet>`
  );
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const rows = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`;
}

function contentTypes(): string {
  const parts = [
    ["workbook", "sheet.main"],
    ["worksheets/sheet1", "worksheet"],
    ["styles", "styles"],
    ["sharedStrings", "sharedStrings"],
  ];
  const rows = parts.map(([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`);
  return `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${rows.join("")}</Types>`;
}
