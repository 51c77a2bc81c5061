import { XmlLexer } from "../../xml/lexer.ts";
import { localName } from "./local-name.ts";

/** The characters of an element without other elements, and where they stand; without the white space around them. */
export interface XmlText {
  readonly start: number;
  readonly end: number;
  /** References resolved, white space as a reader sees it. */
  readonly text: string;
  /** References resolved, white space as it is written. */
  readonly written: string;
}

/** An element of a small XML document that holds text or attributes of interest. */
export interface XmlNode {
  /** Local names from the root to the element itself: ["ncx", "navMap", "navPoint", "navLabel", "text"]. */
  readonly path: readonly string[];
  attribute(name: string): string | undefined;
  /** Offsets of an attribute's value, quotes left out. */
  attributeRange(name: string): { readonly start: number; readonly end: number } | undefined;
  /** The offset behind the element's name, where an attribute can be put in. */
  readonly nameEnd: number;
  /** Undefined where the element is empty or holds other elements. */
  readonly content: XmlText | undefined;
}

/** Deeper documents are no package documents and no tables of contents. */
const MAX_DEPTH = 500;

/** Reads the elements of an XML document in the order of their ends. Throws a DocumentError where it cannot be tokenised or is nested too deep. */
export function* readNodes(text: string, part: string): Generator<XmlNode> {
  const lexer = new XmlLexer(text, part);
  const open: { node: XmlNode; readonly contentStart: number; characters: string | undefined }[] = [];
  const path: string[] = [];
  while (lexer.next()) {
    const parent = open.at(-1);
    switch (lexer.kind) {
      case "open":
      case "empty": {
        if (parent !== undefined) parent.characters = undefined;
        path.push(localName(lexer.name));
        const node = nodeOf(lexer, [...path]);
        if (lexer.kind === "empty") {
          yield node;
          path.pop();
        } else open.push({ node, contentStart: lexer.end, characters: "" });
        if (open.length > MAX_DEPTH) throw lexer.error(`${part} is nested more than ${MAX_DEPTH} deep.`);
        break;
      }
      case "text":
      case "cdata":
        if (parent?.characters !== undefined) parent.characters += lexer.value;
        break;
      case "close": {
        const element = open.pop();
        path.pop();
        if (element === undefined) break;
        const content = contentOf(text, element.contentStart, lexer.start, element.characters);
        yield content === undefined ? element.node : { ...element.node, content };
        break;
      }
      default:
    }
  }
  if (open.length > 0) throw lexer.error(`${part} breaks off: elements in it are never closed.`);
}

/** White space of XML; a no-break space is text. */
const SPACES = /[ \t\r\n]+/g;

/** The text as a reader sees it: white space joined, and none around it. */
export function collapseSpace(text: string): string {
  return text.replaceAll(SPACES, " ").replace(/^ /, "").replace(/ $/, "");
}

function nodeOf(lexer: XmlLexer, path: readonly string[]): XmlNode {
  const attributes = lexer.attributes();
  const values = new Map(attributes.map(({ name }) => [name, lexer.attribute(name)]));
  const nameEnd = lexer.start + 1 + lexer.name.length;
  return {
    path,
    nameEnd,
    content: undefined,
    attribute: (name) => values.get(name),
    attributeRange: (name) => {
      const found = attributes.find((attribute) => attribute.name === name);
      return found && { start: found.valueStart, end: found.valueEnd };
    },
  };
}

const isSpace = (character: string | undefined): boolean =>
  character === " " || character === "\t" || character === "\r" || character === "\n";

function contentOf(text: string, start: number, end: number, characters: string | undefined): XmlText | undefined {
  if (characters === undefined || collapseSpace(characters) === "") return undefined;
  const raw = text.slice(start, end);
  if (/<[!?](?!\[CDATA\[)/.test(raw)) return undefined;
  let first = start;
  let last = end;
  while (isSpace(text[first])) first += 1;
  while (isSpace(text[last - 1])) last -= 1;
  return {
    start: first,
    end: last,
    text: collapseSpace(characters),
    written: characters,
  };
}
