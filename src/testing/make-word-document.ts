import { makeArchive, type ArchiveMember } from "./make-archive.ts";

const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** The namespaces that made parts declare. */
export const WORD_NAMESPACES: string = [
  ["w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"],
  ["r", RELATIONSHIPS],
  ["m", "http://schemas.openxmlformats.org/officeDocument/2006/math"],
  ["mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"],
  ["wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"],
  ["a", "http://schemas.openxmlformats.org/drawingml/2006/main"],
  ["pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"],
  ["wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"],
  ["v", "urn:schemas-microsoft-com:vml"],
]
  .map(([prefix, address]) => `xmlns:${prefix}="${address}"`)
  .join(" ");

/** A part besides the body, linked from it. */
export interface WordPart {
  /** The last word of the relationship's type: "header", "footnotes", "styles". */
  readonly type: string;
  /** In word/: "header1.xml". */
  readonly name: string;
  /** The whole part, without declaration. `WORD_NAMESPACES` may be put into its root. Absent: only the link is made. */
  readonly xml?: string;
}

/** Makes a Word document of the content of its body and further parts; for tests, small and the same on every day. */
export function makeWordDocument(
  body: string,
  parts: readonly WordPart[] = [],
  others: readonly ArchiveMember[] = [],
): Buffer {
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
  const links = parts.map(
    ({ type, name }, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIPS}/${type}" Target="${name}"/>`,
  );
  const hasProperties = others.some(({ name }) => name === "docProps/core.xml");
  const properties = hasProperties
    ? '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    : "";
  return makeArchive([
    {
      name: "[Content_Types].xml",
      data: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD_TYPE}.document.main+xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      data: `${declaration}<Relationships xmlns="${PACKAGE_RELATIONSHIPS}"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>${properties}</Relationships>`,
    },
    {
      name: "word/document.xml",
      data: `${declaration}<w:document ${WORD_NAMESPACES}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    },
    {
      name: "word/_rels/document.xml.rels",
      data: `${declaration}<Relationships xmlns="${PACKAGE_RELATIONSHIPS}">${links.join("")}</Relationships>`,
    },
    ...parts.flatMap(({ name, xml }) => (xml === undefined ? [] : [{ name: `word/${name}`, data: declaration + xml }])),
    ...others,
  ]);
}
