import { isVoid } from "./elements.ts";

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

/** The attributes of tags that have none. */
export const NO_ATTRIBUTES: readonly PageAttribute[] = [];

/** Some of the tags that end a drawing or formula that was never closed (HTML standard, 13.2.6.5). */
const BREAKOUT = new Set("body div dl h1 h2 h3 h4 h5 h6 head li ol p table ul".split(" "));

const NAMESPACES =
  /\sxmlns:([A-Za-z_][\w.-]*)\s*=\s*["']http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg|1998\/Math\/MathML)["']/g;

/** Gathers the tokens of a page as they are met. */
export class TokenList {
  readonly tokens: PageToken[] = [];
  /** The offset behind the last tag, comment or document type. */
  markupEnd = 0;
  readonly #isXml: boolean;
  /** Under which a page in XML writes the elements that browsers know: "svg:" in `<svg:text>`. */
  readonly #prefixes: readonly string[];
  /** Drawings and formulas that are open, and the HTML inside drawings. */
  readonly #foreign: string[] = [];
  /** One string for each name: tables look up a string they have seen much faster than an equal one. */
  readonly #names = new Map<string, string>();
  #run: PageToken | undefined;

  constructor(page: string, isXml: boolean) {
    this.#isXml = isXml;
    this.#prefixes = isXml
      ? [...new Set(Array.from(page.matchAll(NAMESPACES), ([, prefix]) => `${prefix!.toLowerCase()}:`))]
      : [];
  }

  /** Whether the page is in a drawing or formula, where HTML's own rules do not hold. */
  get isForeign(): boolean {
    return this.#foreign.length > 0 && this.#foreign.at(-1) !== "foreignobject";
  }

  /** Characters; neighbouring ones become one token. */
  addText(start: number, end: number, characters: string): void {
    if (this.#run === undefined) {
      this.#run = { kind: "text", name: "", start, end, text: characters, attributes: NO_ATTRIBUTES };
      this.tokens.push(this.#run);
    } else {
      this.#run.end = end;
      this.#run.text += characters;
    }
  }

  /** A start tag; gives the element's name where it was put in as an element of HTML with content. */
  addStartTag(
    written: string,
    isSelfClosing: boolean,
    attributes: readonly PageAttribute[],
    start: number,
    end: number,
  ): string | undefined {
    const name = this.#nameOf(written);
    if (!this.#isXml && this.#foreign.length > 0 && this.isForeign && BREAKOUT.has(name)) this.#foreign.length = 0;
    const { isForeign } = this;
    const isEmpty =
      (isSelfClosing && (this.#isXml || isForeign || name === "svg" || name === "math")) ||
      (!isForeign && isVoid(name));
    this.#add(isEmpty ? "empty" : "open", name, start, end, "", attributes);
    if (isEmpty || this.#isXml) return undefined;
    const isRoot = name === "svg" || name === "math" || (name === "foreignobject" && isForeign);
    if (isRoot) this.#foreign.push(name);
    return isRoot || isForeign ? undefined : name;
  }

  addEndTag(written: string, start: number, end: number): void {
    const name = this.#nameOf(written);
    this.#add("close", name, start, end, "", NO_ATTRIBUTES);
    if (this.#foreign.at(-1) === name) this.#foreign.pop();
  }

  /** A comment with its text, or a document type. */
  addOther(kind: "comment" | "doctype", start: number, end: number, text: string): void {
    this.#add(kind, "", start, end, text, NO_ATTRIBUTES);
  }

  #add(
    kind: PageToken["kind"],
    name: string,
    start: number,
    end: number,
    text: string,
    attributes: readonly PageAttribute[],
  ): void {
    this.#run = undefined;
    this.markupEnd = end;
    this.tokens.push({ kind, name, start, end, text, attributes });
  }

  #nameOf(written: string): string {
    const known = this.#names.get(written);
    if (known !== undefined) return known;
    const prefix = this.#prefixes.find((one) => written.startsWith(one));
    const name = prefix === undefined ? written : written.slice(prefix.length);
    this.#names.set(written, name);
    return name;
  }
}
