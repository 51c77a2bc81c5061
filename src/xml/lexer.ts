import { DocumentError } from "../errors.ts";
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
    for (const attribute of this.attributes()) if (attribute.name === name) return unescapeXml(attribute.raw);
    return undefined;
  }

  /** The attributes of the tag, in order. */
  attributes(): XmlAttribute[] {
    if (this.kind !== "open" && this.kind !== "empty") return [];
    const found: XmlAttribute[] = [];
    const pattern = /([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
    const { text } = this;
    let at = this.#nameEnd;
    while (at < this.end) {
      while (at < this.end && isSpace(text.charCodeAt(at))) at += 1;
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match || pattern.lastIndex > this.end) break;
      const raw = match[2] ?? match[3] ?? "";
      const end = pattern.lastIndex;
      found.push({ name: match[1]!, raw, start: at, end, valueStart: end - 1 - raw.length, valueEnd: end - 1 });
      at = end;
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

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
