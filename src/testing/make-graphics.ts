import { makeArchive, type ArchiveMember } from "./make-archive.ts";
import { relationships } from "./make-deck.ts";

const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n`;
const A = "http://schemas.openxmlformats.org/drawingml/2006/main";
const C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram";
const X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** A bar chart of two series over two categories with a title and its workbook, as parts of a deck: `ppt/charts/chart1.xml` and what it needs. */
export function chartParts(workbook: Uint8Array = chartWorkbook()): ArchiveMember[] {
  const cache = (values: readonly string[]): string =>
    `<c:strCache><c:ptCount val="${values.length}"/>${values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`).join("")}</c:strCache>`;
  const series = (name: string, column: string): string =>
    `<c:ser><c:tx><c:strRef><c:f>Sheet1!$${column}$1</c:f>${cache([name])}</c:strRef></c:tx><c:cat><c:strRef><c:f>Sheet1!$A$2:$A$3</c:f>${cache(["Spring", "Autumn"])}</c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$${column}$2:$${column}$3</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="2"/><c:pt idx="0"><c:v>4</c:v></c:pt><c:pt idx="1"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>`;
  const rich = (text: string): string =>
    `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB"/><a:t>${text}</a:t></a:r></a:p></c:rich></c:tx></c:title>`;
  return [
    {
      name: "ppt/charts/chart1.xml",
      data: `${HEAD}<c:chartSpace xmlns:c="${C}" xmlns:a="${A}" xmlns:r="${R}"><c:lang val="en-GB"/><c:chart>${rich("Families reached")}<c:plotArea><c:barChart>${series("Mothers", "B")}${series("Fathers", "C")}</c:barChart><c:valAx>${rich("Number")}</c:valAx></c:plotArea></c:chart><c:externalData r:id="rId1"/></c:chartSpace>`,
    },
    {
      name: "ppt/charts/_rels/chart1.xml.rels",
      data: relationships({ rId1: ["package", "../embeddings/Workbook1.xlsx"] }),
    },
    { name: "ppt/embeddings/Workbook1.xlsx", data: workbook },
  ];
}

/** The workbook behind that chart: shared strings, one inline string and a table over them. */
export function chartWorkbook(formula: string = ""): Buffer {
  return makeArchive([
    {
      name: "xl/sharedStrings.xml",
      data: `${HEAD}<sst xmlns="${X}" count="4" uniqueCount="4"><si><t>Season</t></si><si><t>Mothers</t></si><si><r><t>Fath</t></r><r><rPr><b/></rPr><t>ers</t></r></si><si><t>Spring</t></si></sst>`,
    },
    {
      name: "xl/worksheets/sheet1.xml",
      data: `${HEAD}<worksheet xmlns="${X}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>4</v></c><c r="C2">${formula}<v>7</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>Autumn</t></is></c><c r="B3"><v>7</v></c></row></sheetData></worksheet>`,
    },
    {
      name: "xl/tables/table1.xml",
      data: `${HEAD}<table xmlns="${X}" id="1" name="Table1" ref="A1:C3"><tableColumns count="3"><tableColumn id="1" name="Season"/><tableColumn id="2" name="Mothers"/><tableColumn id="3" name="Fathers"/></tableColumns></table>`,
    },
  ]);
}

/** The frame of a slide that shows a part by its relationship. */
export function graphicFrame(kind: "chart" | "diagram", relationship: string): string {
  const content =
    kind === "chart"
      ? `<a:graphicData uri="${C}"><c:chart xmlns:c="${C}" r:id="${relationship}"/></a:graphicData>`
      : `<a:graphicData uri="${DGM}"><dgm:relIds xmlns:dgm="${DGM}" r:dm="${relationship}" r:lo="rId91" r:qs="rId92" r:cs="rId93"/></a:graphicData>`;
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="7" name="Graphic 7"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><a:graphic>${content}</a:graphic></p:graphicFrame>`;
}

/** SmartArt of these texts, as parts of a deck: data, whose drawing the slide's relationship `rId8` leads to, and that drawing in reverse order. */
export function diagramParts(texts: readonly string[]): ArchiveMember[] {
  const point = (text: string, index: number): string =>
    `<dgm:pt modelId="${index}"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB"/><a:t>${text}</a:t></a:r></a:p></dgm:t></dgm:pt>`;
  const shape = (text: string): string =>
    `<dsp:sp><dsp:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB" sz="1200"/><a:t>${text}</a:t></a:r></a:p></dsp:txBody></dsp:sp>`;
  return [
    {
      name: "ppt/diagrams/data1.xml",
      data: `${HEAD}<dgm:dataModel xmlns:dgm="${DGM}" xmlns:a="${A}"><dgm:ptLst>${texts.map(point).join("")}</dgm:ptLst><dgm:extLst><a:ext uri="x"><dsp:dataModelExt xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" relId="rId8" minVer="x"/></a:ext></dgm:extLst></dgm:dataModel>`,
    },
    {
      name: "ppt/diagrams/drawing1.xml",
      data: `${HEAD}<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" xmlns:a="${A}"><dsp:spTree>${[...texts].reverse().map(shape).join("")}</dsp:spTree></dsp:drawing>`,
    },
  ];
}
