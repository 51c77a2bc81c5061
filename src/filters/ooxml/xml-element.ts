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

interface Building {
  name: string;
  parent: Building | undefined;
  children: Building[];
  start: number;
  contentStart: number;
  contentEnd: number;
  end: number;
  isEmpty: boolean;
  text: string;
}

/**
 * The root element of a part. Expects text that `assertWellFormed` let pass; throws a DocumentError where tags do not match.
 * @param part the name used in errors, such as "ppt/slides/slide1.xml"
 */
export function parseElements(text: string, part: string): XmlElement {
  const lexer = new PartLexer(text, part);
  const open: Building[] = [];
  let root: Building | undefined;
  while (lexer.next()) {
    if (lexer.kind === "close") {
      const element = open.pop();
      if (element === undefined) throw lexer.error(`${part} closes an element that was never opened.`);
      element.contentEnd = lexer.start;
      element.end = lexer.end;
    } else if (lexer.kind === "open" || lexer.kind === "empty") {
      const parent = open.at(-1);
      const element: Building = {
        name: lexer.tag,
        parent,
        children: [],
        start: lexer.start,
        contentStart: lexer.end,
        contentEnd: lexer.end,
        end: lexer.end,
        isEmpty: lexer.kind === "empty",
        text,
      };
      parent?.children.push(element);
      root ??= element;
      if (lexer.kind === "open") open.push(element);
    }
  }
  if (root === undefined || open.length > 0) throw lexer.error(`${part} breaks off before its end.`);
  return root;
}

/**
 * The attribute of that name. A plain name finds the attribute without prefix; `r:id` finds `id` under whatever prefix the part uses,
 * for office tags have no two prefixed attributes of one local name.
 */
export function findAttribute(element: XmlElement, name: string): ElementAttribute | undefined {
  const { text, start, contentStart } = element;
  const tag = text.slice(start, contentStart);
  const colon = name.indexOf(":");
  const local = name.slice(colon + 1);
  const pattern = /(?:([^\s=:/>"']+):)?([^\s=:/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  for (const match of tag.matchAll(pattern)) {
    const prefix = match[1];
    if (match[2] !== local || (colon === -1 ? prefix !== undefined : prefix === undefined || prefix === "xmlns"))
      continue;
    const raw = match[3] ?? match[4] ?? "";
    const end = start + match.index + match[0].length;
    return {
      value: unescapeXml(raw),
      start: start + match.index,
      end,
      valueStart: end - 1 - raw.length,
      valueEnd: end - 1,
    };
  }
  return undefined;
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
  const waiting = [...element.children].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.name === name) found.push(next);
    for (let index = next.children.length - 1; index >= 0; index -= 1) waiting.push(next.children[index]!);
  }
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
