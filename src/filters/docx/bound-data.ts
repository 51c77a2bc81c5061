import { applyEdits, type Edit } from "../../xml/edits.ts";
import { escapeText } from "../../xml/escape.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import { attributeOf, contentOf, parseElements, type XmlElement } from "../ooxml/xml-element.ts";

/** The built-in stores that controls may be bound to besides custom parts ([MS-OI29500], 2.1.403). */
const BUILT_IN: Readonly<Record<string, string>> = {
  "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "core-properties",
  "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "extended-properties",
};
/** Core properties that are units of their own. */
const TRANSLATED = new Set(["title", "subject", "description", "keywords"]);

interface Binding {
  readonly store: string;
  readonly path: string;
  readonly text: string;
}

/**
 * The edits, by part, that bring the data behind content controls in line with their translation: when Word opens a document it puts
 * that data into the controls. Only data that said just what its control said is changed. `edits` are those of the main part.
 */
export function boundDataEdits(office: OfficePackage, main: string, edits: readonly Edit[]): Map<string, Edit[]> {
  const found = new Map<string, Edit[]>();
  const before = readBindings(office.text(main), main);
  const after = readBindings(applyEdits(office.text(main), edits), main);
  const stores = storeParts(office, main);
  const done = new Set<string>();
  before.forEach((binding, index) => {
    const text = after[index]?.text;
    const part = stores.get(binding.store);
    const key = `${binding.store} ${binding.path}`;
    if (part === undefined || text === undefined || text === binding.text || done.has(key)) return;
    const element = elementAt(parseElements(office.text(part), part), binding.path);
    if (element === undefined || element.isEmpty || element.children.length > 0) return;
    const isUnit = TRANSLATED.has(localName(element.name)) && BUILT_IN[binding.store] === "core-properties";
    if (isUnit || contentOf(element).trim() !== binding.text.trim()) return;
    done.add(key);
    const known = found.get(part) ?? [];
    found.set(part, known);
    known.push({ start: element.contentStart, end: element.contentEnd, text: escapeText(text) });
  });
  return found;
}

/** The bound controls of a part in order, with the text they show. */
function readBindings(text: string, part: string): Binding[] {
  const found: Binding[] = [];
  const open: { depth: number; store: string; path: string; text: string }[] = [];
  const lexer = new PartLexer(text, part);
  let depth = 0;
  let isText = false;
  while (lexer.next()) {
    if (lexer.isClose) {
      if (lexer.tag === "w:sdt" && open.at(-1)?.depth === depth) {
        const { store, path, text: shown } = open.pop()!;
        if (store !== "") found.push({ store, path, text: shown });
      }
      depth -= 1;
      isText = false;
    } else if (lexer.isElement) {
      if (lexer.isOpen) depth += 1;
      isText = lexer.isOpen && lexer.tag === "w:t";
      const control = open.at(-1);
      if (lexer.tag === "w:sdt" && lexer.isOpen) open.push({ depth, store: "", path: "", text: "" });
      else if (lexer.tag === "w:dataBinding" && control !== undefined) {
        control.store = (lexer.get("w:storeItemID") ?? "").toUpperCase();
        control.path = lexer.get("w:xpath") ?? "";
      }
    } else if (isText) for (const control of open) control.text += lexer.value;
  }
  return found;
}

function storeParts(office: OfficePackage, main: string): Map<string, string> {
  const stores = new Map<string, string>();
  for (const [id, type] of Object.entries(BUILT_IN)) {
    const part = office.related("", type)[0];
    if (part !== undefined) stores.set(id, part);
  }
  for (const part of office.related(main, "customXml")) {
    for (const properties of office.related(part, "customXmlProps")) {
      const root = parseElements(office.text(properties), properties);
      const id = attributeOf(root, "ds:itemID") ?? attributeOf(root, "itemID");
      if (id !== undefined) stores.set(id.toUpperCase(), part);
    }
  }
  return stores;
}

/** The element of a plain path such as `/ns0:Cover[1]/ns0:Abstract[1]`; other paths are not followed. */
function elementAt(root: XmlElement, path: string): XmlElement | undefined {
  const steps = path.split("/").slice(1);
  let at: XmlElement | undefined;
  for (const step of steps) {
    const match = /^(?:[\w.-]+:)?([\w.-]+)(?:\[(\d+)\])?$/.exec(step);
    if (match === null) return undefined;
    const candidates: readonly XmlElement[] = at === undefined ? [root] : at.children;
    at = candidates.filter(({ name }) => localName(name) === match[1])[Number(match[2] ?? 1) - 1];
    if (at === undefined) return undefined;
  }
  return at;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
