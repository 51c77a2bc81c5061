import { makeArchive, type ArchiveMember } from "./make-archive.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A sheet of a made workbook, in the words of its XML. */
export interface MadeSheet {
  readonly name: string;
  /** What stands between the rows' tags: `<row r="1">…</row>`. */
  readonly rows: string;
  /** In front of `sheetData`, and behind it. */
  readonly before?: string;
  readonly after?: string;
  /** `hidden`, `veryHidden`. */
  readonly state?: string;
  /** Parts it leads to: ids rId1, rId2, …; types without their address. */
  readonly links?: readonly (readonly [type: string, target: string])[];
}

/** A made workbook. */
export interface MadeWorkbook {
  readonly sheets: readonly MadeSheet[];
  /** Contents of the shared strings: `<t>Yes</t>`. */
  readonly strings?: readonly string[];
  /** How many cells show them; counted from the sheets by default. */
  readonly count?: number;
  readonly names?: string;
  readonly styles?: string;
  /** Behind the names in the workbook part. */
  readonly more?: string;
  readonly links?: readonly (readonly [type: string, target: string])[];
  readonly parts?: readonly ArchiveMember[];
  /** The namespace of spreadsheets; that of strict documents is another. */
  readonly namespace?: string;
}

/** A cell of a shared string. */
export const shared = (at: string, index: number, style = 0): string =>
  `<c r="${at}" s="${style}" t="s"><v>${index}</v></c>`;

/** A cell with its text inside. */
export const inline = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** Makes a workbook that Excel would open. */
export function makeSpreadsheet(workbook: MadeWorkbook): Buffer {
  const { sheets, strings = [], names = "", more = "", links = [], parts = [], namespace = MAIN } = workbook;
  const uses = workbook.count ?? sheets.reduce((sum, { rows }) => sum + (rows.match(/ t="s"/g)?.length ?? 0), 0);
  const list = sheets.map(({ name, state }, index) => {
    const hidden = state === undefined ? "" : ` state="${state}"`;
    return `<sheet name="${name}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`;
  });
  const root = (element: string, content: string): string =>
    `${DECLARATION}<${element} xmlns="${namespace}" xmlns:r="${OFFICE}">${content}</${element}>`;
  const fixed: (readonly [string, string])[] = [
    ...sheets.map((_, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const),
    ["sharedStrings", "sharedStrings.xml"],
    ["styles", "styles.xml"],
    ...links,
  ];
  return makeArchive([
    { name: "[Content_Types].xml", data: contentTypes(sheets.length) },
    { name: "_rels/.rels", data: relations([["officeDocument", "xl/workbook.xml"]]) },
    {
      name: "xl/workbook.xml",
      data: root("workbook", `<bookViews><workbookView/></bookViews><sheets>${list.join("")}</sheets>${names}${more}`),
    },
    { name: "xl/_rels/workbook.xml.rels", data: relations(fixed) },
    ...sheets.flatMap(({ rows, before = "", after = "", links: own = [] }, index) => [
      {
        name: `xl/worksheets/sheet${index + 1}.xml`,
        data: root("worksheet", `${before}<sheetData>${rows}</sheetData>${after}`),
      },
      ...(own.length === 0 ? [] : [{ name: `xl/worksheets/_rels/sheet${index + 1}.xml.rels`, data: relations(own) }]),
    ]),
    {
      name: "xl/sharedStrings.xml",
      data: `${DECLARATION}<sst xmlns="${namespace}" count="${uses}" uniqueCount="${strings.length}">${strings.map((text) => `<si>${text}</si>`).join("")}</sst>`,
    },
    { name: "xl/styles.xml", data: root("styleSheet", workbook.styles ?? "") },
    ...parts,
  ]);
}

/** The part that tells where a part's links lead: rId1, rId2, … */
export function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const rows = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  const rows = Array.from({ length: sheets }, (_, index) => override(`worksheets/sheet${index + 1}`, "worksheet"));
  return `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("workbook", "sheet.main")}${override("sharedStrings", "sharedStrings")}${override("styles", "styles")}${rows.join("")}</Types>`;
}
