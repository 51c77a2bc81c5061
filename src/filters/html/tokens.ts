import { Tokenizer, TokenizerMode, type Token } from "parse5";
import { isVoid } from "./elements.ts";
import { feedTokenizer } from "./feed-tokenizer.ts";

/** An attribute of a tag, with the offsets of the whole `name="value"`. */
export interface PageAttribute {
  readonly name: string;
  /** Character references resolved. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A stretch of a page; all together they cover it, but for what browsers drop at its end. Offsets are UTF-16 units. */
export interface PageToken {
  readonly kind: "open" | "close" | "empty" | "text" | "comment" | "doctype";
  /** Of tags, in lower case, without the prefix of a namespace that browsers know; "" for others. */
  readonly name: string;
  readonly start: number;
  end: number;
  /** Of texts and comments: the characters, references resolved, line ends as "\n". */
  text: string;
  readonly attributes: readonly PageAttribute[];
}

const NO_ATTRIBUTES: readonly PageAttribute[] = [];

/** The tokenizer's state after these start tags (HTML standard, 13.2.6.4); the parser sets it, and here there is none. */
const CONTENT_STATES: ReadonlyMap<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]> = new Map([
  ["title", TokenizerMode.RCDATA],
  ["textarea", TokenizerMode.RCDATA],
  ["style", TokenizerMode.RAWTEXT],
  ["xmp", TokenizerMode.RAWTEXT],
  ["iframe", TokenizerMode.RAWTEXT],
  ["noembed", TokenizerMode.RAWTEXT],
  ["script", TokenizerMode.SCRIPT_DATA],
  ["plaintext", TokenizerMode.PLAINTEXT],
]);

/** Some of the tags that end a drawing or formula that was never closed (HTML standard, 13.2.6.5). */
const BREAKOUT = new Set([
  "body",
  "div",
  "dl",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "head",
  "li",
  "ol",
  "p",
  "table",
  "ul",
]);

/**
 * Reads a page as tags, texts and comments, as browsers do.
 * @param text with template syntax masked
 * @param isXml the page is well-formed XHTML: any element may be an empty tag, and no element holds raw text
 */
export function readTokens(text: string, isXml: boolean): PageToken[] {
  const tokens: PageToken[] = [];
  const prefixes = isXml ? knownPrefixes(text) : [];
  const nameOf = (name: string): string => {
    const prefix = prefixes.find((known) => name.startsWith(known));
    return prefix === undefined ? name : name.slice(prefix.length);
  };
  /** Drawings and formulas that are open, and the HTML inside drawings. */
  const foreign: string[] = [];
  let shift = 0;
  let lastMarkupEnd = 0;
  let run: PageToken | undefined;
  const addCharacters = (start: number, end: number, characters: string): void => {
    if (run === undefined) {
      run = { kind: "text", name: "", start, end, text: characters, attributes: NO_ATTRIBUTES };
      tokens.push(run);
    } else {
      run.end = end;
      run.text += characters;
    }
  };
  const addText = ({ location, chars }: Token.CharacterToken): void =>
    addCharacters(location!.startOffset + shift, location!.endOffset + shift, chars);
  const add = (
    kind: PageToken["kind"],
    name: string,
    token: Token.TagToken | Token.CommentToken | Token.DoctypeToken,
    content = "",
    attributes = NO_ATTRIBUTES,
  ): void => {
    run = undefined;
    const { startOffset, endOffset } = token.location!;
    // A comment that the page breaks off in ends behind it.
    lastMarkupEnd = Math.min(endOffset + shift, text.length);
    tokens.push({ kind, name, start: startOffset + shift, end: lastMarkupEnd, text: content, attributes });
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (tag) => {
        const name = nameOf(tag.tagName);
        if (!isXml && isForeign(foreign) && BREAKOUT.has(name)) foreign.length = 0;
        const isInForeign = isForeign(foreign);
        const isEmpty =
          (tag.selfClosing && (isXml || isInForeign || name === "svg" || name === "math")) ||
          (!isInForeign && isVoid(name));
        add(isEmpty ? "empty" : "open", name, tag, "", attributesOf(tag, shift));
        if (isEmpty || isXml) return;
        if (name === "svg" || name === "math" || (name === "foreignobject" && isInForeign)) foreign.push(name);
        else if (!isInForeign) tokenizer.state = CONTENT_STATES.get(name) ?? tokenizer.state;
        tokenizer.inForeignNode = isForeign(foreign);
      },
      onEndTag: (tag) => {
        const name = nameOf(tag.tagName);
        add("close", name, tag);
        if (isXml || foreign.at(-1) !== name) return;
        foreign.pop();
        tokenizer.inForeignNode = isForeign(foreign);
      },
      onComment: (token) => add("comment", "", token, token.data),
      onDoctype: (token) => add("doctype", "", token),
      onCharacter: addText,
      onWhitespaceCharacter: addText,
      onNullCharacter: addText,
      onEof: () => undefined,
    },
  );
  tokenizer.inForeignNode = isXml;
  feedTokenizer(tokenizer, text, {
    onPlainText: (start, end) => {
      const characters = text.slice(start, end);
      addCharacters(start, end, characters.includes("\r") ? characters.replaceAll(/\r\n?/g, "\n") : characters);
    },
    lastMarkupEnd: () => lastMarkupEnd,
    shift: (by) => {
      shift = by;
    },
  });
  return tokens;
}

const isForeign = (foreign: readonly string[]): boolean => foreign.length > 0 && foreign.at(-1) !== "foreignobject";

function attributesOf(tag: Token.TagToken, shift: number): readonly PageAttribute[] {
  const locations = tag.location!.attrs;
  if (locations === undefined || tag.attrs.length === 0) return NO_ATTRIBUTES;
  return tag.attrs.map(({ name, value }) => {
    const { startOffset, endOffset } = locations[name]!;
    return { name, value, start: startOffset + shift, end: endOffset + shift };
  });
}

const NAMESPACES =
  /\sxmlns:([A-Za-z_][\w.-]*)\s*=\s*["']http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg|1998\/Math\/MathML)["']/g;

/** The prefixes, colons included, under which a page writes the elements of XHTML, SVG and MathML: `<svg:text>`. */
function knownPrefixes(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(NAMESPACES), ([, prefix]) => `${prefix!.toLowerCase()}:`))];
}
