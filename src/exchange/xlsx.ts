import { escapeText } from "../xml/escape.ts";
import { createArchive } from "../zip/create-archive.ts";
import type { ExchangeFormat } from "./format.ts";
import { readSheet } from "./read-sheet.ts";
import { fromRows, toRows } from "./table.ts";

/** In characters, as Excel counts them; the texts wrap. */
const WIDTHS = [16, 16, 16, 16, 60, 60, 10, 10, 40];

/** A table as an Excel workbook of one sheet: texts that begin with = or + are texts there, not formulas. */
export const xlsx: ExchangeFormat = {
  id: "xlsx",
  extensions: [".xlsx"],
  read: async (bytes, context) => ({ document: fromRows(readSheet(bytes, context.file), context), losses: [] }),
  write: async (document) => {
    const { rows, losses } = toRows(document);
    return {
      bytes: createArchive(new Map(Object.entries(parts(rows)).map(([name, xml]) => [name, Buffer.from(xml)]))),
      losses,
    };
  },
};

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The least that Excel and LibreOffice open without repair (ECMA-376, part 1, 12.2). */
function parts(rows: readonly (readonly string[])[]): Record<string, string> {
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return {
    "[Content_Types].xml":
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Texts" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels":
      `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml":
      `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
      `<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
      `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
      `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
      `<cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
      `<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": sheet(rows),
  };
}

function sheet(rows: readonly (readonly string[])[]): string {
  const columns = WIDTHS.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const lines = rows.map((cells, index) => {
    const row = index + 1;
    const written = cells.map((cell, column) =>
      cell === ""
        ? ""
        : `<c r="${String.fromCodePoint(65 + column)}${row}" s="${row === 1 ? 1 : 0}" t="inlineStr"><is><t xml:space="preserve">${spelled(cell)}</t></is></c>`,
    );
    return `<row r="${row}">${written.join("")}</row>`;
  });
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${columns.join("")}</cols><sheetData>${lines.join("")}</sheetData></worksheet>`
  );
}

/** What XML cannot hold, and what looks like its spelling, is written `_x0001_` (ECMA-376, part 1, 22.9.2.19). */
function spelled(cell: string): string {
  return escapeText(
    cell.replaceAll(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_(?=x[\dA-Fa-f]{4}_)/g, (character) => {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return `_x${code}_`;
    }),
  );
}
