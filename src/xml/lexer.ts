import { DocumentError } from "../errors.ts";
import { isSpace, skipSpace } from "./checker/characters.ts";
import { unescapeXml } from "./escape.ts";
import { lineAndColumn } from "./position.ts";

export type XmlTokenKind = "text" | "open" | "close" | "empty" | "comment" | "instruction" | "cdata" | "doctype";

/** An attribute of the current tag, with UTF-16 offsets of the whole `name="value"` and of the value between its quotes. */
export interface XmlAttribute {
  readonly name: string;
  /** As written, entities unresolved. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

const SLASH = 47;
const GREATER = 62;
const EXCLAMATION = 33;
const QUESTION = 63;
const QUOTE = 34;
const APOSTROPHE = 39;
const EQUALS = 61;

/**
 * Reads XML as contiguous tokens: the end of one is the start of the next, so that bytes can be copied and spliced. A cursor, not a
 * list: `next()` moves it, the fields tell of the token under it. It does not judge well-formedness (`assertWellFormed` does); it
 * refuses, with line and column, only what cannot be tokenised. Offsets are UTF-16 units into `text`.
 */
export class XmlLexer {
  readonly text: string;
  readonly part: string;
  kind: XmlTokenKind = "text";
  start = 0;
  end = 0;
  #nameEnd = 0;
  // The attribute read last, as offsets: a search through attributes makes no objects of those it passes by.
  #attributeStart = 0;
  #attributeNameEnd = 0;
  #valueStart = 0;
  #valueEnd = 0;

  /** @param part the name used in errors, such as "word/document.xml" */
  constructor(text: string, part: string) {
    this.text = text;
    this.part = part;
  }

  /** Moves to the next token; false at the end of the text. */
  next(): boolean {
    const { text } = this;
    const start = this.end;
    if (start >= text.length) return false;
    this.start = start;
    if (text.charCodeAt(start) !== 60) {
      const end = text.indexOf("<", start);
      this.kind = "text";
      this.end = end === -1 ? text.length : end;
      return true;
    }
    const second = text.charCodeAt(start + 1);
    if (second === EXCLAMATION) this.#declaration();
    else if (second === QUESTION) this.#until("instruction", "?>", 2);
    else this.#tag(second === SLASH);
    return true;
  }

  /** The element name of the tag, prefix included; "" for other tokens. */
  get name(): string {
    if (this.kind === "close") return this.text.slice(this.start + 2, this.#nameEnd);
    return this.kind === "open" || this.kind === "empty" ? this.text.slice(this.start + 1, this.#nameEnd) : "";
  }

  /** The token as written. */
  get raw(): string {
    return this.text.slice(this.start, this.end);
  }

  /** The characters a text or CDATA token stands for; "" for other tokens. */
  get value(): string {
    if (this.kind === "text") return unescapeXml(this.raw);
    return this.kind === "cdata" ? this.text.slice(this.start + 9, this.end - 3) : "";
  }

  /** The resolved value of the attribute of the tag with exactly this name (prefix included). */
  attribute(name: string): string | undefined {
    const { text } = this;
    const first = this.#firstAttributeIs(name);
    if (first !== undefined) return first;
    for (let at = this.#firstAttribute(); at !== -1; at = this.#nextAttribute(at)) {
      if (this.#attributeNameEnd - this.#attributeStart !== name.length) continue;
      if (!text.startsWith(name, this.#attributeStart)) continue;
      return unescapeXml(text.slice(this.#valueStart, this.#valueEnd));
    }
    return undefined;
  }

  /** The attributes of the tag, in order. */
  attributes(): XmlAttribute[] {
    const { text } = this;
    const found: XmlAttribute[] = [];
    for (let at = this.#firstAttribute(); at !== -1; at = this.#nextAttribute(at)) {
      const start = this.#attributeStart;
      const valueStart = this.#valueStart;
      const valueEnd = this.#valueEnd;
      const name = text.slice(start, this.#attributeNameEnd);
      found.push({ name, raw: text.slice(valueStart, valueEnd), start, end: valueEnd + 1, valueStart, valueEnd });
    }
    return found;
  }

  /** A DocumentError that points at the current token. */
  error(message: string, at: number = this.start): DocumentError {
    return new DocumentError("malformed-document", message, {
      hint: "Open the document in the program it was made with, save it again, and try once more.",
      place: { part: this.part, ...lineAndColumn(this.text, at) },
    });
  }

  /** The value of the first attribute where it has this name and is written as most are; then no other can have it. */
  #firstAttributeIs(name: string): string | undefined {
    const { text, end } = this;
    if (this.kind !== "open" && this.kind !== "empty") return undefined;
    const start = this.#nameEnd + 1;
    const valueStart = start + name.length + 2;
    if (!text.startsWith(name, start) || !text.startsWith('="', valueStart - 2) || !isSpace(text.charCodeAt(start - 1)))
      return undefined;
    const valueEnd = text.indexOf('"', valueStart);
    return valueEnd === -1 || valueEnd >= end ? undefined : unescapeXml(text.slice(valueStart, valueEnd));
  }

  /** As `#nextAttribute`, from the beginning of the tag. */
  #firstAttribute(): number {
    return this.kind === "open" || this.kind === "empty" ? this.#nextAttribute(this.#nameEnd) : -1;
  }

  /** Notes where the next attribute from this offset on lies, and gives the offset behind it; -1 where none follows. */
  #nextAttribute(from: number): number {
    const { text, end } = this;
    const start = skipSpace(text, from);
    let at = start;
    while (at < end && !endsName(text.charCodeAt(at))) at += 1;
    if (at === start) return -1;
    const nameEnd = at;
    at = skipSpace(text, at);
    if (text.charCodeAt(at) !== EQUALS) return -1;
    at = skipSpace(text, at + 1);
    const quote = text.charCodeAt(at);
    if (quote !== QUOTE && quote !== APOSTROPHE) return -1;
    const valueEnd = text.indexOf(quote === QUOTE ? '"' : "'", at + 1);
    if (valueEnd === -1 || valueEnd >= end) return -1;
    this.#attributeStart = start;
    this.#attributeNameEnd = nameEnd;
    this.#valueStart = at + 1;
    this.#valueEnd = valueEnd;
    return valueEnd + 1;
  }

  #declaration(): void {
    const { text, start } = this;
    if (text.startsWith("<!--", start)) this.#until("comment", "-->", 4);
    else if (text.startsWith("<![CDATA[", start)) this.#until("cdata", "]]>", 9);
    else {
      const end = text.indexOf(">", start);
      if (end === -1) throw this.error(`A declaration in ${this.part} is never closed.`);
      this.kind = "doctype";
      this.end = end + 1;
    }
  }

  #until(kind: XmlTokenKind, closing: string, offset: number): void {
    const at = this.text.indexOf(closing, this.start + offset);
    if (at === -1) throw this.error(`${this.part} breaks off inside markup: "${closing}" is missing.`);
    this.kind = kind;
    this.end = at + closing.length;
  }

  /** A tag ends at the first `>` outside quotes; one pass, since searching for quotes tag by tag is quadratic. */
  #tag(isClose: boolean): void {
    const { text, start } = this;
    const length = text.length;
    let at = start + (isClose ? 2 : 1);
    while (at < length) {
      const code = text.charCodeAt(at);
      if (code === GREATER || code === SLASH || isSpace(code)) break;
      at += 1;
    }
    this.#nameEnd = at;
    let quote = 0;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === QUOTE || code === APOSTROPHE) quote = code;
      else if (code === GREATER) {
        this.kind = isClose ? "close" : text.charCodeAt(at - 1) === SLASH ? "empty" : "open";
        this.end = at + 1;
        return;
      }
    }
    throw this.error(`${this.part} breaks off inside a tag.`);
  }
}

function endsName(code: number): boolean {
  return (
    code === EQUALS || code === SLASH || code === GREATER || code === QUOTE || code === APOSTROPHE || isSpace(code)
  );
}
