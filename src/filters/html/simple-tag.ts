import { NO_ATTRIBUTES, type PageAttribute } from "./token-list.ts";

/** A tag that can be read in one way only. */
export interface SimpleTag {
  readonly isEnd: boolean;
  readonly isSelfClosing: boolean;
  readonly name: string;
  readonly attributes: readonly PageAttribute[];
  readonly end: number;
}

const SLASH = 47;
const GREATER = 62;
const EQUALS = 61;
const QUOTE = 34;

/** More attributes than this are left to the tokenizer, which finds repeated names faster. */
const MAX_ATTRIBUTES = 16;

/**
 * Reads the tag at this offset where it is written as most are: names in lower case, values in double quotes and without references.
 * Such tags mean the same to every parser; undefined for all others, which are the tokenizer's.
 */
export function readSimpleTag(text: string, start: number): SimpleTag | undefined {
  const isEnd = text.charCodeAt(start + 1) === SLASH;
  const nameStart = isEnd ? start + 2 : start + 1;
  if (!isLetter(text.charCodeAt(nameStart))) return undefined;
  let at = nameStart + 1;
  while (isNamePart(text.charCodeAt(at))) at += 1;
  const name = text.slice(nameStart, at);
  if (text.charCodeAt(at) === GREATER)
    return { isEnd, isSelfClosing: false, name, attributes: NO_ATTRIBUTES, end: at + 1 };
  if (isEnd) return undefined;
  const attributes: PageAttribute[] = [];
  for (;;) {
    const before = at;
    while (isSpace(text.charCodeAt(at))) at += 1;
    const code = text.charCodeAt(at);
    if (code === GREATER) return { isEnd, isSelfClosing: false, name, attributes, end: at + 1 };
    if (code === SLASH)
      return text.charCodeAt(at + 1) === GREATER
        ? { isEnd, isSelfClosing: true, name, attributes, end: at + 2 }
        : undefined;
    if (at === before || !isLetter(code) || attributes.length === MAX_ATTRIBUTES) return undefined;
    const attribute = readAttribute(text, at);
    if (attribute === undefined || attributes.some((other) => other.name === attribute.name)) return undefined;
    attributes.push(attribute);
    at = attribute.end;
  }
}

/** `name="value"`; a value with references or line ends to be normalised is not simple. */
function readAttribute(text: string, start: number): PageAttribute | undefined {
  let at = start + 1;
  while (isNamePart(text.charCodeAt(at))) at += 1;
  if (text.charCodeAt(at) !== EQUALS || text.charCodeAt(at + 1) !== QUOTE) return undefined;
  const end = text.indexOf('"', at + 2);
  if (end === -1) return undefined;
  const value = text.slice(at + 2, end);
  if (/[&\r\0]/.test(value)) return undefined;
  return { name: text.slice(start, at), value, start, end: end + 1 };
}

const isLetter = (code: number): boolean => code >= 97 && code <= 122;

/** Lower-case letters, digits, hyphen, colon, underscore. */
const isNamePart = (code: number): boolean =>
  isLetter(code) || (code >= 48 && code <= 58) || code === 45 || code === 95;

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 9;
