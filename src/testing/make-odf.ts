import { makeArchive, type ArchiveMember } from "./make-archive.ts";

/** The kinds of OpenDocument file that are made. */
export type OdfKind = "text" | "presentation" | "spreadsheet";

const URN = "urn:oasis:names:tc:opendocument:xmlns:";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The namespaces that made parts declare. */
const ODF_NAMESPACES: string = [
  ...["office", "style", "text", "table", "meta", "presentation", "chart", "form"].map((name) => [
    name,
    `${URN}${name}:1.0`,
  ]),
  ["draw", `${URN}drawing:1.0`],
  ["number", `${URN}datastyle:1.0`],
  ["fo", `${URN}xsl-fo-compatible:1.0`],
  ["svg", `${URN}svg-compatible:1.0`],
  ["xlink", "http://www.w3.org/1999/xlink"],
  ["dc", "http://purl.org/dc/elements/1.1/"],
  ["math", "http://www.w3.org/1998/Math/MathML"],
  ["officeooo", "http://openoffice.org/2009/office"],
  ["loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"],
  ["field", "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"],
]
  .map(([prefix, address]) => ` xmlns:${prefix}="${address}"`)
  .join("");

/** What a made document is, as the content of the elements that hold it; all but the body may be left out. */
export interface OdfContent {
  readonly kind: OdfKind;
  /** In office:text, office:presentation or office:spreadsheet. */
  readonly body: string;
  /** In office:automatic-styles of content.xml. */
  readonly automatic?: string;
  /** In office:styles, office:automatic-styles and office:master-styles of styles.xml. */
  readonly styles?: string;
  readonly pageStyles?: string;
  readonly masters?: string;
  /** In office:meta. */
  readonly meta?: string;
  /** In office:font-face-decls. */
  readonly fonts?: string;
  /** Further members: pictures, embedded objects. */
  readonly others?: readonly ArchiveMember[];
}

/** A whole part, with its declaration. */
export function odfPart(root: string, content: string): string {
  return `${DECLARATION}<office:${root}${ODF_NAMESPACES} office:version="1.3">${content}</office:${root}>`;
}

/** The members of an OpenDocument file, in the order LibreOffice writes them: its type first, and stored. */
export function odfMembers(content: OdfContent): ArchiveMember[] {
  const { kind, body, automatic = "", styles = "", pageStyles = "", masters = "", others = [] } = content;
  const type = `application/vnd.oasis.opendocument.${kind}`;
  const fonts = `<office:font-face-decls>${content.fonts ?? ""}</office:font-face-decls>`;
  const paths = ["content.xml", "styles.xml", "meta.xml", ...others.map(({ name }) => name)];
  const entries = paths.map(
    (path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${mediaType(path)}"/>`,
  );
  return [
    { name: "mimetype", data: type, stored: true },
    {
      name: "content.xml",
      data: odfPart(
        "document-content",
        `${fonts}<office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body>`,
      ),
    },
    {
      name: "styles.xml",
      data: odfPart(
        "document-styles",
        `${fonts}<office:styles>${styles}</office:styles><office:automatic-styles>${pageStyles}</office:automatic-styles><office:master-styles>${masters}</office:master-styles>`,
      ),
    },
    { name: "meta.xml", data: odfPart("document-meta", `<office:meta>${content.meta ?? ""}</office:meta>`) },
    ...others,
    {
      name: "META-INF/manifest.xml",
      data: `${DECLARATION}<manifest:manifest xmlns:manifest="${URN}manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${type}"/>${entries.join("")}</manifest:manifest>`,
    },
  ];
}

function mediaType(path: string): string {
  if (path.endsWith(".xml")) return "text/xml";
  return path.endsWith(".png") ? "image/png" : "";
}

/** Makes an OpenDocument file; the same bytes on every day. */
export function makeOdf(content: OdfContent): Buffer {
  return makeArchive(odfMembers(content));
}

/** The same as a flat file: one XML document. */
export function makeFlatOdf({ kind, body, automatic = "", styles = "", masters = "", meta = "" }: OdfContent): Buffer {
  const content = `<office:meta>${meta}</office:meta><office:styles>${styles}</office:styles><office:automatic-styles>${automatic}</office:automatic-styles><office:master-styles>${masters}</office:master-styles><office:body><office:${kind}>${body}</office:${kind}></office:body>`;
  return Buffer.from(odfPart("document", content));
}
