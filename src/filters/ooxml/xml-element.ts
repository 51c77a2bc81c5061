import { unescapeXml } from "../../xml/escape.ts";
import { XmlLexer } from "../../xml/lexer.ts";
import { PartLexer } from "./part-lexer.ts";

/**
 * An element with its offsets (UTF-16, into the part's text): for parts that are read out of order, such as slides, where a cursor
 * would have to look back. Building it costs one pass of the lexer; it is never serialised, only spliced.
 */
export interface XmlElement {
  /** With the usual prefix of its namespace ("a:p", "x:sst"), whatever the part calls it (`PartLexer`). */
  readonly name: string;
  readonly parent: XmlElement | undefined;
  readonly children: readonly XmlElement[];
  /** Of the opening (or empty) tag. */
  readonly start: number;
  /** Behind the opening tag. */
  readonly contentStart: number;
  /** Of the closing tag; for an empty tag the end. */
  readonly contentEnd: number;
  readonly end: number;
  readonly isEmpty: boolean;
  /** The whole part. */
  readonly text: string;
}

/** An attribute, entities resolved, with the offsets of the whole `name="value"` and of the value between its quotes. */
export interface ElementAttribute {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/**
 * Elements whose content is seldom looked at and never holds one of their own name: it is only read when asked for, since runs'
 * properties and shapes' outlines are the better part of a slide, cells that of a worksheet.
 */
const PROPERTIES: ReadonlySet<string> = new Set([
  "a:rPr",
  "a:endParaRPr",
  "a:defRPr",
  "a:tcPr",
  "p:spPr",
  "p:style",
  "p:timing",
  // A million cells are read by a cursor, never as elements.
  "x:sheetData",
]);

/** As `assertWellFormed` has it. */
const MAX_DEPTH = 1000;

const NO_CHILDREN: readonly ParsedElement[] = [];

class ParsedElement implements XmlElement {
  readonly name: string;
  readonly parent: ParsedElement | undefined;
  readonly start: number;
  readonly contentStart: number;
  readonly isEmpty: boolean;
  contentEnd: number;
  end: number;
  readonly #lexer: PartLexer;
  readonly #depth: number;
  #children: readonly ParsedElement[] | undefined;

  /** For the tag under the lexer's cursor. */
  constructor(lexer: PartLexer, parent: ParsedElement | undefined) {
    this.name = lexer.tag;
    this.parent = parent;
    this.start = lexer.start;
    this.contentStart = lexer.end;
    this.isEmpty = lexer.kind === "empty";
    this.contentEnd = lexer.end;
    this.end = lexer.end;
    this.#lexer = lexer;
    this.#depth = parent === undefined ? 0 : parent.#depth + 1;
    if (this.isEmpty) this.#children = NO_CHILDREN;
  }

  get text(): string {
    return this.#lexer.text;
  }

  get hasUnreadContent(): boolean {
    return this.#children === undefined;
  }

  get children(): readonly ParsedElement[] {
    if (this.#children === undefined) {
      this.#lexer.end = this.contentStart;
      this.readContent(this.#lexer);
    }
    return this.#children!;
  }

  /** Reads the content up to the closing tag; the lexer's cursor is on the opening one, and then on the closing one. */
  readContent(lexer: PartLexer): void {
    if (this.#depth > MAX_DEPTH) throw lexer.error(`${lexer.part} is nested more than ${MAX_DEPTH} elements deep.`);
    const children: ParsedElement[] = [];
    this.#children = children;
    while (lexer.next()) {
      if (lexer.kind === "close") {
        if (lexer.tag !== this.name) throw lexer.error(`The element ${this.name} in ${lexer.part} is never closed.`);
        this.contentEnd = lexer.start;
        this.end = lexer.end;
        return;
      }
      if (lexer.kind === "empty") children.push(new ParsedElement(lexer, this));
      else if (lexer.kind === "open") {
        const child = new ParsedElement(lexer, this);
        children.push(child);
        if (!child.passContent(lexer)) child.readContent(lexer);
      }
    }
    throw lexer.error(`The element ${this.name} in ${lexer.part} is never closed.`, this.start);
  }

  /** Moves to the closing tag without reading what is before it, where this is that sort of element. */
  passContent(lexer: PartLexer): boolean {
    if (!PROPERTIES.has(this.name)) return false;
    const tag = `</${lexer.name}`;
    const at = lexer.text.indexOf(tag, lexer.end);
    if (at === -1 || !/[\s>]/.test(lexer.text[at + tag.length] ?? "")) return false;
    lexer.end = at;
    lexer.next();
    this.contentEnd = lexer.start;
    this.end = lexer.end;
    return true;
  }
}

/**
 * The root element of a part. Throws a DocumentError where tags do not match.
 * @param part the name used in errors, such as "ppt/slides/slide1.xml"
 */
export function parseElements(text: string, part: string): XmlElement {
  const lexer = new PartLexer(text, part);
  while (lexer.next()) {
    if (lexer.kind === "empty") return new ParsedElement(lexer, undefined);
    if (lexer.kind !== "open") continue;
    const root = new ParsedElement(lexer, undefined);
    root.readContent(lexer);
    return root;
  }
  throw lexer.error(`${part} holds no element.`);
}

const QUOTE = 34;
const APOSTROPHE = 39;
const EQUALS = 61;

const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/**
 * The attribute of that name. A plain name finds the attribute without prefix; `r:id` finds `id` under whatever prefix the part uses,
 * for office tags have no two prefixed attributes of one local name. Steps over values, so that none is taken for an attribute.
 */
export function findAttribute(element: XmlElement, name: string): ElementAttribute | undefined {
  const { text, contentStart } = element;
  const colon = name.indexOf(":");
  const local = name.slice(colon + 1);
  let at = element.start + 1;
  while (at < contentStart && !isBlank(text.charCodeAt(at))) at += 1;
  for (;;) {
    while (at < contentStart && isBlank(text.charCodeAt(at))) at += 1;
    const start = at;
    while (at < contentStart && text.charCodeAt(at) !== EQUALS && !isBlank(text.charCodeAt(at))) at += 1;
    const nameEnd = at;
    while (at < contentStart) {
      const code = text.charCodeAt(at);
      if (code === QUOTE || code === APOSTROPHE) break;
      at += 1;
    }
    if (at >= contentStart) return undefined;
    const valueStart = at + 1;
    const valueEnd = text.indexOf(text[at]!, valueStart);
    if (valueEnd === -1 || valueEnd >= contentStart) return undefined;
    at = valueEnd + 1;
    if (isNamed(text, start, nameEnd, local, colon !== -1)) {
      return { value: unescapeXml(text.slice(valueStart, valueEnd)), start, end: at, valueStart, valueEnd };
    }
  }
}

function isNamed(text: string, start: number, end: number, local: string, isPrefixed: boolean): boolean {
  if (!text.startsWith(local, end - local.length)) return false;
  if (!isPrefixed) return end - start === local.length;
  const colon = end - local.length - 1;
  return colon > start && text[colon] === ":" && text.slice(start, colon) !== "xmlns";
}

/** The resolved value of the attribute (see `findAttribute`). */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return findAttribute(element, name)?.value;
}

/** Whether an XML Schema boolean attribute is true; `otherwise` where it is absent. */
export function isTrue(element: XmlElement, name: string, otherwise: boolean = false): boolean {
  const value = attributeOf(element, name);
  return value === undefined ? otherwise : value === "1" || value === "true" || value === "on";
}

/** The first child of that name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The element reached by taking the first child of each name in turn. */
export function pathOf(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  let at: XmlElement | undefined = element;
  for (const name of names) at = at && childOf(at, name);
  return at;
}

/** Every element of that name below this one, in document order. */
export function descendantsOf(element: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const local = name.slice(name.indexOf(":") + 1);
  const visit = (at: XmlElement): void => {
    if (
      at instanceof ParsedElement &&
      at.hasUnreadContent &&
      !at.text.slice(at.contentStart, at.contentEnd).includes(local)
    ) {
      return;
    }
    for (const child of at.children) {
      if (child.name === name) found.push(child);
      visit(child);
    }
  };
  visit(element);
  return found;
}

/** The characters an element directly holds (not those of its children), entities and CDATA resolved. */
export function contentOf(element: XmlElement): string {
  const raw = element.text.slice(element.contentStart, element.contentEnd);
  if (!raw.includes("<")) return unescapeXml(raw);
  const lexer = new XmlLexer(raw, "content");
  let content = "";
  let depth = 0;
  while (lexer.next()) {
    if (lexer.kind === "open") depth += 1;
    else if (lexer.kind === "close") depth -= 1;
    else if (depth === 0) content += lexer.value;
  }
  return content;
}
