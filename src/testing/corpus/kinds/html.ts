import { Tokenizer, TokenizerMode, type Token } from "parse5";
import type { DumpedText } from "../text-dump.ts";
import {
  blockTexts,
  plainTokens,
  pushText,
  settledValue,
  tally,
  type PartKind,
  type PartTokens,
  type TextBlock,
  type TokenContext,
} from "./kind.ts";

/** HTML, by parse5's tokens: tags stand as they are spelled, and so do texts that were not translated. */
export const html: PartKind = { id: "html", tokens: htmlTokens, texts: htmlTexts, whyDamaged: () => undefined };

/** Elements whose content is no markup (HTML, 13.2.6.4). */
const RAW: ReadonlyMap<string, Tokenizer["state"]> = new Map([
  ["title", TokenizerMode.RCDATA],
  ["textarea", TokenizerMode.RCDATA],
  ["style", TokenizerMode.RAWTEXT],
  ["xmp", TokenizerMode.RAWTEXT],
  ["iframe", TokenizerMode.RAWTEXT],
  ["noembed", TokenizerMode.RAWTEXT],
  ["noframes", TokenizerMode.RAWTEXT],
  ["script", TokenizerMode.SCRIPT_DATA],
  ["plaintext", TokenizerMode.PLAINTEXT],
]);

/** Programs and styles: their content is markup for the gates unless it was translated. */
const CODE = new Set(["script", "style"]);

/** Elements that do not end a paragraph. */
const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/** What template engines replace; it is no part of a text. */
const TEMPLATE = /\{\{.*?\}\}|\{%.*?%\}|<\?.*?\?>|<%.*?%>|\$\{.*?\}/gs;

/** `meta` elements whose content is the page's language. */
const LANGUAGE_META = new Set(["content-language", "language", "dc.language", "dcterms.language", "og:locale"]);

function saysLanguage({ tagName, attrs }: Token.TagToken): boolean {
  return tagName === "meta" && attrs.some(({ value }) => LANGUAGE_META.has(value.toLowerCase()));
}

interface HtmlReader {
  /** `raw`: as it is spelled. */
  onTag(token: Token.TagToken, raw: string, isEnd: boolean): void;
  onText(text: string, raw: string, element: string): void;
  onOther(raw: string): void;
}

function readHtml(text: string, reader: HtmlReader): void {
  let rawElement = "";
  let foreign = 0;
  const rawOf = ({
    location,
  }: Token.TagToken | Token.CommentToken | Token.CharacterToken | Token.DoctypeToken): string =>
    location === null ? "" : text.slice(location.startOffset, location.endOffset);
  const onText = (token: Token.CharacterToken): void => reader.onText(token.chars, rawOf(token), rawElement);
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (token) => {
        reader.onTag(token, rawOf(token), false);
        if ((token.tagName === "svg" || token.tagName === "math") && !token.selfClosing) foreign += 1;
        const state = foreign > 0 ? undefined : RAW.get(token.tagName);
        if (state === undefined) return;
        rawElement = token.tagName;
        tokenizer.state = state;
        tokenizer.lastStartTagName = token.tagName;
      },
      onEndTag: (token) => {
        rawElement = "";
        if (token.tagName === "svg" || token.tagName === "math") foreign = Math.max(0, foreign - 1);
        reader.onTag(token, rawOf(token), true);
      },
      onCharacter: onText,
      onNullCharacter: onText,
      onWhitespaceCharacter: onText,
      onComment: (token) => reader.onOther(rawOf(token)),
      onDoctype: (token) => reader.onOther(rawOf(token)),
      onEof: () => {},
    },
  );
  tokenizer.write(text, true);
}

/** The texts between tags that end a paragraph; comments have no width in them. */
function blocksOf(text: string): TextBlock[] {
  const blocks: TextBlock[] = [{ raw: "", text: "", tokens: [] }];
  readHtml(text, {
    onTag: ({ tagName }, _, isEnd) => {
      const tag = `<${isEnd ? "/" : ""}${tagName}>`;
      if (tagName !== "br" && !INLINE.has(tagName)) blocks.push({ raw: "", text: "", tokens: [] });
      else {
        const block = blocks.at(-1)!;
        block.raw += tag;
        block.tokens.push(tag);
      }
    },
    onText: (chars, raw, element) => {
      if (CODE.has(element)) return;
      const block = blocks.at(-1)!;
      block.raw += raw;
      block.text += chars;
      pushText(block.tokens, "", chars);
    },
    onOther: () => {},
  });
  return blocks;
}

function htmlTokens(text: string, { isTranslated, declared: allowed }: TokenContext, counterpart: string): PartTokens {
  const sequence: string[] = [];
  const declared = new Map<string, number>();
  let code = "";
  const endCode = (): void => {
    if (code !== "") sequence.push(isTranslated(code) ? settledValue(code) : code);
    code = "";
  };
  readHtml(text, {
    onTag: (token, raw) => {
      endCode();
      sequence.push(withoutTexts(token, raw));
    },
    onText: (_, raw, element) => {
      if (CODE.has(element)) code += raw;
    },
    onOther: (raw) => sequence.push(raw),
  });
  return plainTokens(sequence, declared, blockTexts(blocksOf(text), blocksOf(counterpart)));

  /** The tag as spelled, without declared attributes and without the values that were translated. */
  function withoutTexts(token: Token.TagToken, raw: string): string {
    const start = token.location?.startOffset ?? 0;
    let kept = raw;
    const places = Object.entries(token.location?.attrs ?? {}).sort(([, a], [, b]) => b.startOffset - a.startOffset);
    for (const [name, place] of places) {
      const value = token.attrs.find((attribute) => spelledName(attribute) === name)?.value ?? "";
      const kind = allowed.attributes.get(name) ?? (name === "content" && saysLanguage(token) ? "language" : undefined);
      const before = kept.slice(0, place.startOffset - start);
      const after = kept.slice(place.endOffset - start);
      if (kind !== undefined) {
        tally(declared, `${kind}\t${token.tagName}@${name}=${value}`);
        kept = before.trimEnd() + after;
      } else if (isTranslated(value) || isTranslated(value.replaceAll(TEMPLATE, "")))
        kept = `${before}${name}=${settledValue(value)}${after}`;
    }
    return kept;
  }
}

const spelledName = ({ name, prefix }: Token.Attribute): string =>
  prefix === undefined || prefix === "" ? name : `${prefix}:${name}`;

function htmlTexts(text: string, hasAttributes: boolean): DumpedText[] {
  const found: DumpedText[] = [];
  let paragraph = "";
  let code = "";
  const endParagraph = (): void => {
    if (paragraph.trim() !== "") found.push({ text: paragraph, place: "paragraph" });
    if (code.trim() !== "") found.push({ text: code, place: "element" });
    paragraph = "";
    code = "";
  };
  readHtml(text, {
    onTag: (token) => {
      if (token.tagName === "br") paragraph += "\n";
      else if (!INLINE.has(token.tagName)) endParagraph();
      if (!hasAttributes) return;
      for (const { value } of token.attrs) if (/\p{L}/u.test(value)) found.push({ text: value, place: "attribute" });
    },
    onText: (chars, _, element) => {
      if (CODE.has(element)) code += chars;
      else paragraph += chars;
    },
    onOther: () => {},
  });
  endParagraph();
  return found;
}
