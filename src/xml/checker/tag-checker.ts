import { checkCharacter, isSpace, nameEnd, skipPlain, skipSpace } from "./characters.ts";
import { malformed, quoted, XmlFault } from "./fault.ts";
import { NamespaceScope } from "./namespace-scope.ts";
import { checkReference, resolveValue } from "./reference.ts";
import { isSame, TagAttributes } from "./tag-attributes.ts";

/** The deepest nesting we follow; documents made by people stay below 100. */
const MAX_DEPTH = 1000;

const QUOTE = 34;
const AMPERSAND = 38;
const APOSTROPHE = 39;
const SLASH = 47;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;

/** Follows the tags of a document: which elements are open, and what their attributes and prefixes are. */
export class TagChecker {
  readonly #text: string;
  readonly #scope: NamespaceScope = new NamespaceScope();
  readonly #attributes: TagAttributes = new TagAttributes();
  // Where the names of the open elements are written, the root's first.
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Where the local part of the name read last begins; its start where it has no prefix. */
  #local = 0;
  #depth = 0;
  #hasRoot = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether the offset reached lies in no element. */
  get isOutside(): boolean {
    return this.#depth === 0;
  }

  /** Throws where the text may not end here. */
  finish(): void {
    if (this.#depth > 0) {
      const name = quoted(this.#text, this.#starts[this.#depth - 1]!, this.#ends[this.#depth - 1]!);
      throw malformed(this.#text.length, `it breaks off before <${name}> is closed.`);
    }
    if (!this.#hasRoot) throw malformed(this.#text.length, "it holds no element.");
  }

  /** Checks the opening or empty tag at this offset, and gives the offset behind it. */
  open(at: number): number {
    const text = this.#text;
    const start = at + 1;
    const end = this.#readName(start);
    if (end === start) throw malformed(at, 'a "<" is not followed by the name of a tag.');
    if (this.#depth === 0 && this.#hasRoot) throw malformed(at, "it goes on behind the element that holds all others.");
    this.#hasRoot = true;
    this.#attributes.clear();
    const local = this.#local;
    const depth = this.#depth + 1;
    const close = this.#readAttributes(end, depth);
    if (local !== start) this.#checkPrefix(start, local);
    this.#attributes.check(text, this.#scope);
    if (depth > MAX_DEPTH) throw new XmlFault(at, `is nested more than ${MAX_DEPTH} elements deep.`);
    if (text.charCodeAt(close) === SLASH) {
      this.#scope.leave(depth);
      return close + 2;
    }
    this.#starts[depth - 1] = start;
    this.#ends[depth - 1] = end;
    this.#depth = depth;
    return close + 1;
  }

  /** Checks the closing tag at this offset, and gives the offset behind it. */
  close(at: number): number {
    const text = this.#text;
    const depth = this.#depth;
    const start = at + 2;
    if (depth === 0) throw malformed(at, `${this.#quotedTag(at)} closes nothing.`);
    const openStart = this.#starts[depth - 1]!;
    const length = this.#ends[depth - 1]! - openStart;
    const end = skipSpace(text, start + length);
    if (!isSame(text, start, openStart, length) || text.charCodeAt(end) !== GREATER) {
      const open = quoted(text, openStart, openStart + length);
      throw malformed(at, `${this.#quotedTag(at)} stands where </${open}> should.`);
    }
    this.#scope.leave(depth);
    this.#depth = depth - 1;
    return end + 1;
  }

  #quotedTag(at: number): string {
    const end = this.#text.indexOf(">", at);
    return quoted(this.#text, at, end === -1 ? this.#text.length : end + 1);
  }

  /** Reads on from behind the tag's name to its `>` or `/>`, and gives the offset of that. */
  #readAttributes(from: number, depth: number): number {
    const text = this.#text;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === GREATER) return at;
      if (code === SLASH) {
        if (text.charCodeAt(at + 1) === GREATER) return at;
        throw malformed(at, 'a "/" in a tag is not followed by ">".');
      }
      if (!isSpace(code)) throw this.#unexpected(at);
      const start = skipSpace(text, at + 1);
      const end = this.#readName(start);
      if (end === start) at = this.#expectTagEnd(start);
      else at = this.#readAttribute(start, end, depth);
    }
  }

  #expectTagEnd(at: number): number {
    const code = this.#text.charCodeAt(at);
    if (code === GREATER || code === SLASH) return at;
    throw this.#unexpected(at);
  }

  #unexpected(at: number): Error {
    const text = this.#text;
    if (at >= text.length) return malformed(at, "it breaks off inside a tag.");
    checkCharacter(text, at);
    const character = JSON.stringify(String.fromCodePoint(text.codePointAt(at)!));
    return malformed(at, `${character} cannot stand at this place of a tag.`);
  }

  #readAttribute(start: number, end: number, depth: number): number {
    const text = this.#text;
    const local = this.#local;
    let at = end;
    if (text.charCodeAt(at) !== EQUALS) at = skipSpace(text, at);
    if (text.charCodeAt(at) !== EQUALS) {
      if (at >= text.length) throw this.#unexpected(at);
      throw malformed(start, `the attribute ${quoted(text, start, end)} has no value.`);
    }
    at += 1;
    let quote = text.charCodeAt(at);
    if (quote !== QUOTE && quote !== APOSTROPHE) {
      at = skipSpace(text, at);
      quote = text.charCodeAt(at);
      if (at >= text.length) throw this.#unexpected(at);
      if (quote !== QUOTE && quote !== APOSTROPHE) {
        throw malformed(start, `the value of the attribute ${quoted(text, start, end)} is not in quotes.`);
      }
    }
    const valueStart = at + 1;
    const valueEnd = this.#skipValue(valueStart, quote);
    this.#attributes.add(start, local, end);
    if (text.charCodeAt(start) === 120 && text.startsWith("xmlns", start)) {
      if (local === start + 6) this.#declare(start, text.slice(local, end), valueStart, valueEnd, depth);
      else if (end === start + 5) this.#declare(start, "", valueStart, valueEnd, depth);
    }
    return valueEnd + 1;
  }

  #declare(at: number, prefix: string, valueStart: number, valueEnd: number, depth: number): void {
    const uri = resolveValue(this.#text.slice(valueStart, valueEnd)).trim();
    const complaint = this.#scope.declare(prefix, uri, depth);
    if (complaint !== undefined) throw malformed(at, complaint);
  }

  /** The offset of the closing quote. */
  #skipValue(from: number, quote: number): number {
    const text = this.#text;
    const { length } = text;
    let at = from;
    for (;;) {
      at = skipPlain(text, at);
      if (at >= length) throw this.#unexpected(length);
      const code = text.charCodeAt(at);
      if (code === quote) return at;
      if (code === AMPERSAND) at = checkReference(text, at);
      else if (code === LESS) throw malformed(at, 'the value of an attribute holds a "<".');
      else at = checkCharacter(text, at);
    }
  }

  /** The end of the name at this offset, its prefix included; the offset itself where none begins. Notes where its local part does. */
  #readName(start: number): number {
    const text = this.#text;
    this.#local = start;
    const end = nameEnd(text, start);
    if (end === start || text.charCodeAt(end) !== COLON) return end;
    const local = end + 1;
    const localEnd = nameEnd(text, local);
    if (localEnd === local || text.charCodeAt(localEnd) === COLON) {
      throw malformed(start, `${quoted(text, start, localEnd + 1)} is no name with a prefix.`);
    }
    this.#local = local;
    return localEnd;
  }

  /** Throws where the element's prefix is not declared. */
  #checkPrefix(start: number, local: number): void {
    const text = this.#text;
    const namespace = this.#scope.find(text, start, local - 1);
    if (namespace === 0) throw malformed(start, `the prefix ${quoted(text, start, local - 1)} is not declared.`);
    if (local === start + 6 && text.startsWith("xmlns", start)) {
      throw malformed(start, "an element has the prefix xmlns, which is for declarations.");
    }
  }
}
