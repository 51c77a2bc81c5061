import { DocumentError } from "../../errors.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { decodeXml, encodeXml, type DecodedXml } from "../../xml/encoding.ts";
import { assertWellFormed } from "../../xml/well-formed.ts";
import { openArchive } from "../../zip/archive.ts";
import { attributeOf, parseElements, type XmlElement } from "../ooxml/xml-element.ts";

/** A last change to a whole part's text, after its edits: languages, directions. */
export type PartFinish = (text: string) => string;

/** The root of something InDesign keeps, and the part it stands in. */
export interface LayoutRoot {
  readonly part: string;
  readonly element: XmlElement;
}

/**
 * An InDesign document as its parts: a package (.idml), or one file that holds everything (.idms snippets, .icml stories). Texts are
 * decoded once and kept for the length of a call.
 */
export interface LayoutPackage {
  /** The `Document` element. */
  readonly map: LayoutRoot;
  /** Every element of this name in the order of the document map: those it refers to in parts of their own, and those it holds itself. */
  roots(name: string): readonly LayoutRoot[];
  text(part: string): string;
  /** The document with these edits in its parts, and what `finish` makes of them then. Every changed part is checked to be well-formed. */
  rewrite(edits: ReadonlyMap<string, readonly Edit[]>, finish: ReadonlyMap<string, PartFinish>): Uint8Array;
}

/** Where the parts come from, and how changed ones go back. */
interface PartStore {
  readonly map: string;
  has(part: string): boolean;
  read(part: string): Uint8Array;
  pack(changes: ReadonlyMap<string, Uint8Array>): Uint8Array;
}

const MAP = "designmap.xml";
const PACKAGE_TYPE = "application/vnd.adobe.indesign-idml-package";
const SAVE_AS_IDML = "In InDesign choose File > Save As (or Export) and the format InDesign Markup (IDML).";

/**
 * Opens an InDesign document. `checksParts`: every part is checked to be well-formed when its text is first asked for; without it only
 * changed parts are, after the change. Throws a DocumentError where the bytes are something else or damaged.
 */
export function openLayout(bytes: Uint8Array, checksParts: boolean): LayoutPackage {
  const store = isXml(bytes) ? singleFile(bytes) : packageParts(bytes);
  const decoded = new Map<string, DecodedXml>();
  const load = (part: string): DecodedXml => {
    const known = decoded.get(part);
    if (known !== undefined) return known;
    const content = decodeXml(store.read(part), part);
    if (checksParts) assertWellFormed(content.text, part);
    decoded.set(part, content);
    return content;
  };
  const map = { part: store.map, element: parseElements(load(store.map).text, store.map) };
  if (localName(map.element) !== "Document") {
    throw new DocumentError("unknown-format", "The file is XML, but not an InDesign document.", {
      hint: SAVE_AS_IDML,
      place: { part: store.map },
    });
  }
  const found = new Map<string, readonly LayoutRoot[]>();
  return {
    map,
    text: (part) => load(part).text,
    roots: (name) => {
      const known = found.get(name);
      if (known !== undefined) return known;
      const roots = map.element.children.flatMap((child): LayoutRoot[] => {
        if (child.name === name) return [{ part: store.map, element: child }];
        if (localName(child) !== name) return [];
        const part = attributeOf(child, "src");
        if (part === undefined) return [];
        if (!store.has(part)) throw missingPart(part);
        const wrapper = parseElements(load(part).text, part);
        const inside = wrapper.name === name ? [wrapper] : wrapper.children.filter((inner) => inner.name === name);
        return (inside.length === 0 ? [wrapper] : inside).map((element) => ({ part, element }));
      });
      found.set(name, roots);
      return roots;
    },
    rewrite: (edits, finish) => {
      const changes = new Map<string, Uint8Array>();
      for (const part of new Set([...edits.keys(), ...finish.keys()])) {
        const content = load(part);
        const edited = applyEdits(content.text, edits.get(part) ?? []);
        const text = finish.get(part)?.(edited) ?? edited;
        if (text === content.text) continue;
        assertWellFormed(text, part);
        changes.set(part, encodeXml(text, content));
      }
      return store.pack(changes);
    },
  };
}

/** An element's name without prefix: "Story" for "idPkg:Story", whatever the prefix of the package's namespace. */
function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Whether the bytes begin as an XML file does, byte order mark and UTF-16 allowed for. */
function isXml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 64)).toString("latin1");
  return /^(?:\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)?\u0000?</.test(head);
}

function singleFile(bytes: Uint8Array): PartStore {
  const map = "the snippet";
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1").replaceAll("\u0000", "");
  if (!/<\?aid\s|<(?:\w+:)?Document[\s>]/.test(head)) {
    throw new DocumentError("unknown-format", "The file is not an InDesign document.", { hint: SAVE_AS_IDML });
  }
  return {
    map,
    has: (part) => part === map,
    read: () => bytes,
    pack: (changes) => changes.get(map) ?? bytes,
  };
}

function packageParts(bytes: Uint8Array): PartStore {
  if (isDatabase(bytes)) {
    throw new DocumentError("unknown-format", "The file is an InDesign document in InDesign's own, closed format.", {
      hint: SAVE_AS_IDML,
    });
  }
  const archive = openArchive(bytes);
  if (!archive.has(MAP)) {
    const type = archive.has("mimetype") ? Buffer.from(archive.read("mimetype")).toString("latin1").trim() : "";
    throw type === PACKAGE_TYPE
      ? missingPart(MAP)
      : new DocumentError("unknown-format", "The file is a zip archive, but not an InDesign document.", {
          hint: `Check the file's extension. ${SAVE_AS_IDML}`,
          place: { part: MAP },
        });
  }
  return {
    map: MAP,
    has: (part) => archive.has(part),
    read: (part) => archive.read(part),
    pack: (changes) => archive.rewrite(changes),
  };
}

/** The first bytes of InDesign's own files (.indd, .indt): the same 16 in all versions. */
const DATABASE = Buffer.from("0606edf5d81d46e5bd31efe7fe74b71d", "hex");

function isDatabase(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, DATABASE.length)).equals(DATABASE);
}

function missingPart(part: string): DocumentError {
  return new DocumentError("malformed-document", `The part ${part} is missing.`, {
    hint: `The document is incomplete. ${SAVE_AS_IDML}`,
    place: { part },
  });
}
