import type { CodeComparison } from "../../model/codes.ts";
import type { Fragment } from "../../model/fragment.ts";
import { XmlLexer, type XmlTokenKind } from "../../xml/lexer.ts";
import { ELEMENT_SYNTAX, lineFeeds } from "./cell-spelling.ts";
import { readStretch } from "./coded-stretch.ts";
import { readRichString } from "./rich-string.ts";
import type { CellFont } from "./string-format.ts";

/** A string as a cell shows it: a shared one (`si`), one in its cell (`is`), or a note's text. */
export interface StringItem {
  readonly source: Fragment;
  /** The XML inside the element for a target; what was wrong with its codes, if anything. */
  write(target: Fragment): WrittenString;
}

/** The XML of a string, and what was wrong with the codes of its target. */
export interface WrittenString {
  readonly xml: string;
  readonly problems?: CodeComparison;
}

/**
 * Reads the content of a string element, [start, end) of the part's text. Most are one `t`; others have runs. Phonetic hints belong to the
 * source's characters and go when a target is written.
 * @param font what its cell looks like, asked for only where it matters
 */
export function readStringItem(
  text: string,
  { start, end, part }: { readonly start: number; readonly end: number; readonly part: string },
  font: () => CellFont,
): StringItem {
  return readPlainString(text, start, end, part) ?? readRichString(text.slice(start, end), part, font());
}

/** One `t` without markup inside, and nothing else. */
function readPlainString(text: string, start: number, end: number, part: string): StringItem | undefined {
  if (start >= end) return EMPTY;
  if (text.startsWith(PLAIN_OPEN, start) && text.indexOf("<", start + 1) === end - PLAIN_CLOSE.length) {
    // As nearly all are: the lexer below would say the same.
    if (text.startsWith(PLAIN_CLOSE, end - PLAIN_CLOSE.length) && start + PLAIN_OPEN.length < end - PLAIN_CLOSE.length)
      return plainString(text.slice(start + PLAIN_OPEN.length, end - PLAIN_CLOSE.length), "t", PLAIN_OPEN);
  }
  const lexer = new XmlLexer(text, part);
  lexer.end = start;
  if (nextKind(lexer) !== "open") return undefined;
  const { name, raw: openTag } = lexer;
  if (name !== "t" && !name.endsWith(":t")) return undefined;
  const contentStart = lexer.end;
  const kind = nextKind(lexer);
  if (kind === "close") return lexer.end === end ? EMPTY : undefined;
  const contentEnd = lexer.end;
  if (kind !== "text" || nextKind(lexer) !== "close" || lexer.end !== end) return undefined;
  return plainString(text.slice(contentStart, contentEnd), name, openTag);
}

const PLAIN_OPEN = "<t>";
const PLAIN_CLOSE = "</t>";

function plainString(raw: string, name: string, openTag: string): StringItem {
  const stretch = readStretch(raw, ELEMENT_SYNTAX);
  return {
    source: stretch.source,
    write: (target) => {
      const written = stretch.write(target);
      const xml = `${preserving(openTag, written.raw)}${written.raw}</${name}>`;
      return written.problems === undefined ? { xml } : { xml, problems: written.problems };
    },
  };
}

const EMPTY: StringItem = { source: [], write: () => ({ xml: "" }) };

function nextKind(lexer: XmlLexer): XmlTokenKind | undefined {
  return lexer.next() ? lexer.kind : undefined;
}

/** The opening tag of a text element, told to keep white space where the content has any that would go. */
export function preserving(openTag: string, content: string): string {
  if (!/^\s|\s$|\s\s|[\n\t]/.test(content) || /\sxml:space\s*=/.test(openTag)) return openTag;
  return `${openTag.slice(0, -1)} xml:space="preserve">`;
}

const PHONETIC = /<((?:[^\s:<>/]+:)?)rPh[\s>].*?<\/\1rPh\s*>/gs;
const TEXTS = /<(?:[^\s:<>/]+:)?t(?:\s[^<>]*)?(?<!\/)>([^<]*)<\//g;

/** What a cell shows for the content of its string's element, every character of it: boundaries, too. */
export function shownText(xml: string): string {
  const raw = Array.from(xml.replaceAll(PHONETIC, "").matchAll(TEXTS), (match) => match[1]!).join("");
  return lineFeeds(ELEMENT_SYNTAX.decode(raw));
}
