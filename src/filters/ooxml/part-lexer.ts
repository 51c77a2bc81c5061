import { unescapeXml } from "../../xml/escape.ts";
import { XmlLexer } from "../../xml/lexer.ts";

const OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:";

/** The prefixes of OpenDocument (ISO/IEC 26300), by the middle of its namespaces. */
const OPEN_DOCUMENT_PREFIXES: Readonly<Record<string, string>> = {
  office: "office",
  meta: "meta",
  manifest: "manifest",
  text: "text",
  table: "table",
  style: "style",
  drawing: "draw",
  dr3d: "dr3d",
  presentation: "presentation",
  animation: "anim",
  chart: "chart",
  form: "form",
  script: "script",
  datastyle: "number",
  config: "config",
  "xsl-fo-compatible": "fo",
  "svg-compatible": "svg",
  "smil-compatible": "smil",
};

/** The prefixes everybody uses, by namespace: transitional and strict (ISO/IEC 29500, parts 1 and 4), and Microsoft's own. */
const USUAL_PREFIXES: Readonly<Record<string, string>> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
  "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
  "http://purl.oclc.org/ooxml/presentationml/main": "p",
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
  "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
  // Workbooks embedded by betas of Office 2007.
  "http://schemas.openxmlformats.org/spreadsheetml/2006/7/main": "x",
  "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr",
  "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": "xdr",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
  "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
  "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
  "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
  "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
  "http://purl.oclc.org/ooxml/drawingml/chart": "c",
  "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
  "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
  "http://schemas.microsoft.com/office/drawing/2008/diagram": "dsp",
  "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
  "http://schemas.microsoft.com/office/powerpoint/2010/main": "p14",
  "urn:schemas-microsoft-com:vml": "v",
  "urn:schemas-microsoft-com:office:office": "o",
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://www.w3.org/1999/xlink": "xlink",
  "http://www.w3.org/1998/Math/MathML": "math",
  "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
  "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
  ...Object.fromEntries(
    Object.entries(OPEN_DOCUMENT_PREFIXES).map(([name, prefix]) => [`${OPEN_DOCUMENT}${name}:1.0`, prefix]),
  ),
  "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
};

/** Canonical prefix by the one the part uses; empty where the part uses the usual ones, as nearly all do. */
function renamedPrefixes(text: string): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  const root = /<[A-Za-z_][^>]*>/.exec(text.slice(0, 20_000))?.[0] ?? "";
  for (const [, prefix = "", , uri = ""] of root.matchAll(/\sxmlns(?::([^\s=]+))?\s*=\s*(["'])(.*?)\2/g)) {
    const usual = USUAL_PREFIXES[uri];
    if (usual !== undefined && usual !== prefix) renamed.set(prefix, usual);
  }
  return renamed;
}

/**
 * A lexer that says elements and attributes by their usual prefixes, whatever the part calls them. Only namespaces declared at the
 * root are looked up; one declared further in is expected under its usual prefix, as every producer seen does.
 */
export class PartLexer extends XmlLexer {
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #written: ReadonlyMap<string, string>;

  constructor(text: string, part: string, start = 0) {
    super(text, part);
    this.#renamed = renamedPrefixes(text);
    this.#written = new Map([...this.#renamed].map(([written, usual]) => [usual, written]));
    this.end = start;
  }

  /** Whether the token is an opening or an empty tag: the beginning of an element. */
  get isElement(): boolean {
    return this.kind === "open" || this.kind === "empty";
  }

  /** Whether it opens an element that has an end of its own. */
  get isOpen(): boolean {
    return this.kind === "open";
  }

  /** Whether it is an empty tag, `<w:p/>`. */
  get isEmpty(): boolean {
    return this.kind === "empty";
  }

  /** Whether it is a closing tag. */
  get isClose(): boolean {
    return this.kind === "close";
  }

  /** The name with its usual prefix: "w:p". */
  get tag(): string {
    return this.usual(this.name);
  }

  /** Whether the part calls a known namespace otherwise than everybody does. */
  get isRenamed(): boolean {
    return this.#renamed.size > 0;
  }

  /** A name as it is written in the part, with its usual prefix. */
  usual(name: string): string {
    if (this.#renamed.size === 0 || name === "") return name;
    const colon = name.indexOf(":");
    const usual = this.#renamed.get(colon === -1 ? "" : name.slice(0, colon));
    return usual === undefined ? name : `${usual}:${name.slice(colon + 1)}`;
  }

  /** The part's own spelling of a name with its usual prefix. */
  written(name: string): string {
    const colon = name.indexOf(":");
    const prefix = this.#written.get(name.slice(0, Math.max(0, colon)));
    if (prefix === undefined) return name;
    return prefix === "" ? name.slice(colon + 1) : `${prefix}:${name.slice(colon + 1)}`;
  }

  /** The resolved value of an attribute, asked for by its usual name ("w:val"); one written without prefix answers too. */
  get(name: string): string | undefined {
    return this.attribute(name) ?? this.find(name)?.value;
  }

  /** The same with its offsets. */
  find(name: string): { readonly value: string; readonly start: number; readonly end: number } | undefined {
    const colon = name.indexOf(":");
    const local = name.slice(colon + 1);
    const prefix = colon === -1 ? "" : name.slice(0, colon);
    const written = this.#written.get(prefix);
    for (const attribute of this.attributes()) {
      const isNamed = attribute.name === name || attribute.name === local;
      if (isNamed || (written !== undefined && attribute.name === `${written}:${local}`)) {
        return { value: unescapeXml(attribute.raw), start: attribute.valueStart, end: attribute.valueEnd };
      }
    }
    return undefined;
  }

  /** Moves past the end of the element whose opening tag is under the cursor; an empty tag is its own end. The cursor is then on its closing tag. */
  skip(): void {
    if (this.kind !== "open") return;
    const start = this.start;
    const { name } = this;
    for (let depth = 1; depth > 0;) {
      if (!this.next()) throw this.error(`The element ${name} in ${this.part} is never closed.`, start);
      if (this.kind === "open") depth += 1;
      else if (this.kind === "close") depth -= 1;
    }
  }
}
