import { Tokenizer, TokenizerMode, type Token } from "parse5";
import { readSimpleTag } from "./simple-tag.ts";
import { readSimpleText } from "./simple-text.ts";
import { NO_ATTRIBUTES, TokenList, type PageAttribute, type PageToken } from "./token-list.ts";

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

/**
 * Reads a page as tags, texts and comments, as browsers do: by parse5's tokenizer, but for what can be read in one way only. That is
 * most of a page (plain text between tags, tags written as usual), and the tokenizer would read it a character at a time.
 * @param text with template syntax masked
 * @param isXml the page is well-formed XHTML: any element may be an empty tag, and no element holds raw text
 */
export function readTokens(text: string, isXml: boolean): PageToken[] {
  const list = new TokenList(text, isXml);
  /** A page's offset is the tokenizer's plus this: as much as was read without it. */
  let shift = 0;
  const tokenizer = makeTokenizer(list, isXml, text.length, () => shift);
  tokenizer.inForeignNode = isXml;
  // What was read is dropped at once: else each piece would be copied behind all those before.
  tokenizer.preprocessor.bufferWaterline = 0;
  const { length } = text;
  const hasZero = text.includes("\0");
  /** Up to here everything is told of. Where it is all that was read, what comes next may be read without the tokenizer. */
  let told = 0;
  const feed = (start: number, end: number): void => {
    tokenizer.write(text.slice(start, end), false);
    if (list.markupEnd === end) told = end;
  };
  for (let at = 0; at < length;) {
    if (tokenizer.state === TokenizerMode.DATA && told === at) {
      const next = text.indexOf("<", at);
      const end = next === -1 ? length : next;
      const characters = hasZero ? undefined : readPlainText(text.slice(at, end));
      if (characters !== undefined || end === at) {
        if (end > at) list.addText(at, end, characters!);
        shift += end - at;
        at = end;
        told = end;
        const tag = readSimpleTag(text, at);
        if (tag !== undefined && !CONTENT_STATES.has(tag.name)) {
          if (tag.isEnd) list.addEndTag(tag.name, at, tag.end);
          else list.addStartTag(tag.name, tag.isSelfClosing, tag.attributes, at, tag.end);
          tokenizer.inForeignNode = isXml || list.isForeign;
          shift += tag.end - at;
          at = tag.end;
          told = at;
          continue;
        }
      }
    }
    // What the tokenizer has not told of (a script, a comment) it keeps, and copies whenever it is fed: so it is fed ever more at a time.
    const closing = text.indexOf(">", 2 * at - told);
    const end = closing === -1 ? length : closing + 1;
    feed(at, end);
    at = end;
  }
  tokenizer.write("", true);
  return list.tokens;
}

function makeTokenizer(list: TokenList, isXml: boolean, length: number, shift: () => number): Tokenizer {
  const addText = ({ location, chars }: Token.CharacterToken): void =>
    list.addText(location!.startOffset + shift(), location!.endOffset + shift(), chars);
  // A tag or comment that the page breaks off in ends behind it.
  const endOf = ({ location }: Token.TagToken | Token.CommentToken | Token.DoctypeToken): number =>
    Math.min(location!.endOffset + shift(), length);
  const startOf = ({ location }: Token.TagToken | Token.CommentToken | Token.DoctypeToken): number =>
    location!.startOffset + shift();
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (tag) => {
        const attributes = attributesOf(tag, shift());
        const element = list.addStartTag(tag.tagName, tag.selfClosing, attributes, startOf(tag), endOf(tag));
        tokenizer.state = CONTENT_STATES.get(element ?? "") ?? tokenizer.state;
        tokenizer.inForeignNode = isXml || list.isForeign;
      },
      onEndTag: (tag) => {
        list.addEndTag(tag.tagName, startOf(tag), endOf(tag));
        tokenizer.inForeignNode = isXml || list.isForeign;
      },
      onComment: (token) => list.addOther("comment", startOf(token), endOf(token), token.data),
      onDoctype: (token) => list.addOther("doctype", startOf(token), endOf(token), ""),
      onCharacter: addText,
      onWhitespaceCharacter: addText,
      // Browsers pass over zero bytes.
      onNullCharacter: () => undefined,
      onEof: () => undefined,
    },
  );
  return tokenizer;
}

/** The characters of a text without markup, line ends as parsers give them; undefined where that takes a tokenizer. */
function readPlainText(raw: string): string | undefined {
  if (raw.includes("&")) return readSimpleText(raw);
  return raw.includes("\r") ? raw.replaceAll(/\r\n?/g, "\n") : raw;
}

function attributesOf(tag: Token.TagToken, shift: number): readonly PageAttribute[] {
  const locations = tag.location!.attrs;
  if (locations === undefined || tag.attrs.length === 0) return NO_ATTRIBUTES;
  return tag.attrs.map(({ name, value }) => {
    const { startOffset, endOffset } = locations[name]!;
    return { name, value, start: startOffset + shift, end: endOffset + shift };
  });
}
