import type { Flavour, Slice } from "../blocks.ts";
import { labelAt, linkTailAt, normaliseLabel } from "../definitions.ts";
import { angleMarkAt } from "./angle-marks.ts";
import { delimiterRun, pairDelimiters, type DelimiterRun } from "./emphasis.ts";
import { decodeReference, REFERENCE } from "./entities.ts";
import { pairTags, tagCode } from "./html-tags.ts";
import type { InlineItem, Pair } from "./inline.ts";
import { findLooseCodes, TickRuns, type LooseCode } from "./loose-codes.ts";
import { firstFrom, mask } from "./masked-content.ts";
import { isPlainLine } from "./plain-line.ts";
import { settleTokens, type Token } from "./settle-tokens.ts";

/** What a line's reader must know of the document. */
export interface InlineSettings {
  /** The labels that are defined, normalised; those of footnotes begin with `^`. */
  readonly labels: ReadonlySet<string>;
  readonly flavour: Flavour;
}

interface Bracket {
  /** Of its token. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly isImage: boolean;
  /** How many delimiter runs stood before it. */
  readonly delimiters: number;
  hasBracketAfter: boolean;
}

/** What follows the text of a link or image. */
interface FoundTail {
  readonly end: number;
  readonly title?: Slice;
  readonly label?: string;
}

/** Images in alt texts of images: deeper ones are not looked into. */
const MAX_IMAGE_DEPTH = 8;

/** A character that may mean something; a line end does where white space stands before it. */
const SPECIAL = /[\\`*_~[\]<&]|!(?=\[)|(?<=[ \t])\n/g;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

/**
 * Reads the joined lines of a paragraph, heading or cell as CommonMark and GFM have it. One pass and a stack, as CommonMark's appendix
 * describes; time grows with the text alone, whatever brackets and stars it holds.
 */
export function readInline(content: string, settings: InlineSettings): InlineItem[] {
  if (content === "") return [];
  if (isPlainLine(content, settings.flavour)) {
    return [{ kind: "text", start: 0, end: content.length, text: content.replaceAll("\n", " ") }];
  }
  return new InlineReader(content, settings).read();
}

class InlineReader {
  readonly #content: string;
  /** The content with letters and braces for the loose codes, so that nothing in them is read as markup. */
  readonly #masked: string;
  readonly #loose: readonly LooseCode[];
  readonly #labels: ReadonlySet<string>;
  readonly #tokens: Token[] = [];
  readonly #delimiters: DelimiterRun[] = [];
  readonly #brackets: Bracket[] = [];
  readonly #ticks: TickRuns;
  /** Brackets below this index cannot become links: links hold no links. */
  #inactive: number = 0;
  /** Ends that are not to be found any more. */
  #hopeless: Set<string> | undefined;

  constructor(content: string, { labels, flavour }: InlineSettings) {
    this.#content = content;
    this.#labels = labels;
    this.#loose = flavour.hasExtras ? findLooseCodes(content, flavour.isMdx) : [];
    this.#masked = mask(content, this.#loose);
    this.#ticks = new TickRuns(this.#masked);
  }

  read(): InlineItem[] {
    const text = this.#masked;
    let at = 0;
    while (at < text.length) {
      SPECIAL.lastIndex = at;
      // One character, whichever it is.
      const next = SPECIAL.test(text) ? SPECIAL.lastIndex - 1 : text.length;
      if (next > at) this.#pushText(at, next);
      if (next === text.length) break;
      at = this.#readSpecial(next);
    }
    pairDelimiters(this.#delimiters, 0);
    return pairTags(settleTokens(this.#tokens, 0), this.#content);
  }

  /** Text, and the loose codes that lie in it. */
  #pushText(start: number, end: number): void {
    if (this.#loose.length === 0) {
      this.#plain(start, end);
      return;
    }
    let from = start;
    for (let index = firstFrom(this.#loose, start); index < this.#loose.length; index += 1) {
      const code = this.#loose[index]!;
      if (code.start >= end) break;
      if (code.end > end) continue;
      this.#plain(from, code.start);
      const { type, display } = code;
      this.#tokens.push({ kind: "code", start: code.start, end: code.end, type, display, isLoose: true });
      from = code.end;
    }
    this.#plain(from, end);
  }

  /** Text as it reads; a line end in it is a space. */
  #plain(start: number, end: number, text: string = this.#content.slice(start, end).replaceAll("\n", " ")): void {
    if (end > start) this.#tokens.push({ kind: "text", start, end, text });
  }

  /** Reads what stands at `at`; gives where to go on. */
  #readSpecial(at: number): number {
    switch (this.#masked[at]) {
      case "\n":
        return this.#lineBreak(at);
      case "\\":
        return this.#escape(at);
      case "`":
        return this.#codeSpan(at);
      case "*":
      case "_":
      case "~":
        return this.#delimiterRun(at);
      case "[":
        return this.#openBracket(at, at + 1, false);
      case "!":
        return this.#openBracket(at, at + 2, true);
      case "]":
        return this.#closeBracket(at);
      case "<":
        return this.#angle(at);
      default:
        return this.#reference(at);
    }
  }

  #literal(start: number, end: number): number {
    this.#plain(start, end);
    return end;
  }

  #lineBreak(at: number): number {
    const last = this.#tokens.at(-1);
    let start = at;
    while (start > 0 && (this.#masked[start - 1] === " " || this.#masked[start - 1] === "\t")) start -= 1;
    // White space before the line's end was read as text.
    if (last?.kind === "text" && start < at) {
      this.#tokens.pop();
      if (start > last.start) {
        const kept = last.text.slice(0, last.text.length - (at - Math.max(start, last.start)));
        this.#tokens.push({ kind: "text", start: last.start, end: start, text: kept });
      }
      start = Math.max(start, last.start);
    } else start = at;
    const isHard = /^ {2,}$/.test(this.#masked.slice(start, at));
    if (isHard) this.#tokens.push(lineBreakCode(start, at + 1));
    else this.#tokens.push({ kind: "text", start, end: at + 1, text: " " });
    return at + 1;
  }

  #escape(at: number): number {
    const next = this.#masked[at + 1];
    if (next === "\n") {
      this.#tokens.push(lineBreakCode(at, at + 2));
      return at + 2;
    }
    if (next === undefined || !ESCAPABLE.test(next)) return this.#literal(at, at + 1);
    this.#plain(at, at + 2, next);
    return at + 2;
  }

  #codeSpan(at: number): number {
    let end = at + 1;
    while (this.#masked[end] === "`") end += 1;
    const closing = this.#ticks.closing(at, end - at);
    if (closing === undefined) return this.#literal(at, end);
    const code = this.#content
      .slice(end, closing - (end - at))
      .replaceAll("\n", " ")
      .trim();
    this.#tokens.push({ kind: "code", start: at, end: closing, type: "ui/pitrans:code", display: code });
    return closing;
  }

  #delimiterRun(at: number): number {
    let end = at + 1;
    while (this.#masked[end] === this.#masked[at]) end += 1;
    const run = delimiterRun(this.#masked, at, end);
    this.#tokens.push(run);
    if (run.canOpen || run.canClose) this.#delimiters.push(run);
    return end;
  }

  #openBracket(start: number, end: number, isImage: boolean): number {
    const footnote = isImage ? undefined : this.#footnote(start);
    if (footnote !== undefined) return footnote;
    const last = this.#brackets.at(-1);
    if (last) last.hasBracketAfter = true;
    const delimiters = this.#delimiters.length;
    this.#brackets.push({ index: this.#tokens.length, start, end, isImage, delimiters, hasBracketAfter: false });
    this.#tokens.push({ kind: "text", start, end, text: this.#content.slice(start, end) });
    return end;
  }

  #isDefined(label: string): boolean {
    return this.#labels.size > 0 && this.#labels.has(normaliseLabel(label));
  }

  #footnote(at: number): number | undefined {
    if (this.#masked[at + 1] !== "^") return undefined;
    const label = labelAt(this.#masked, at);
    if (label === undefined || !this.#isDefined(label.label)) return undefined;
    const display = label.label.slice(1);
    this.#tokens.push({ kind: "code", start: at, end: label.end, type: "other/pitrans:footnote", display });
    return label.end;
  }

  #closeBracket(at: number): number {
    const bracket = this.#brackets.pop();
    if (bracket === undefined) return this.#literal(at, at + 1);
    const index = this.#brackets.length;
    const isInactive = !bracket.isImage && index < this.#inactive;
    this.#inactive = Math.min(this.#inactive, index);
    const tail = isInactive ? undefined : this.#linkTail(bracket, at);
    if (tail === undefined) return this.#literal(at, at + 1);
    pairDelimiters(this.#delimiters, bracket.delimiters);
    if (bracket.isImage) this.#image(bracket, at, tail);
    else {
      this.#link(bracket, at, tail);
      this.#inactive = index;
    }
    return tail.end;
  }

  #linkTail(bracket: Bracket, at: number): FoundTail | undefined {
    const inline = linkTailAt(this.#masked, at + 1);
    if (inline !== undefined)
      return { end: inline.end, ...(inline.title === undefined ? {} : { title: inline.title }) };
    const label = labelAt(this.#masked, at + 1);
    if (label !== undefined) {
      const isDefined = this.#isDefined(this.#content.slice(at + 2, label.end - 1));
      return isDefined ? { end: label.end } : undefined;
    }
    if (bracket.hasBracketAfter) return undefined;
    const isCollapsed = this.#masked.startsWith("[]", at + 1);
    const own = this.#content.slice(bracket.end, at);
    if (!this.#isDefined(own)) return undefined;
    return { end: isCollapsed ? at + 3 : at + 1, label: own };
  }

  #link(bracket: Bracket, at: number, { end, ...tail }: FoundTail): void {
    const pair: Pair = { type: "link", display: "link" };
    this.#tokens[bracket.index] = { kind: "open", start: bracket.start, end: bracket.end, pair };
    this.#tokens.push({ kind: "close", start: at, end, pair, ...tail });
  }

  #image(bracket: Bracket, at: number, { end, ...tail }: FoundTail): void {
    const items = settleTokens(this.#tokens.splice(bracket.index), 1);
    const depth =
      1 + items.reduce((most, item) => Math.max(most, item.kind === "code" ? (item.alt?.depth ?? 0) : 0), 0);
    const alt = { start: bracket.end, end: at, items: pairTags(items, this.#content), depth };
    this.#tokens.push({
      kind: "code",
      start: bracket.start,
      end,
      type: "image",
      display: "image",
      ...(depth <= MAX_IMAGE_DEPTH ? { alt } : {}),
      ...tail,
    });
  }

  #angle(at: number): number {
    const mark = angleMarkAt(this.#masked, at, (this.#hopeless ??= new Set()));
    if (mark === undefined) return this.#literal(at, at + 1);
    const { kind, end } = mark;
    if (kind === "address") {
      const display = this.#content.slice(at + 1, end - 1);
      this.#tokens.push({ kind: "code", start: at, end, type: "ui/pitrans:address", display });
    } else this.#tokens.push(tagCode(this.#content, at, end));
    return end;
  }

  #reference(at: number): number {
    REFERENCE.lastIndex = at;
    const match = REFERENCE.exec(this.#masked);
    if (match === null) return this.#literal(at, at + 1);
    const end = at + match[0].length;
    const text = decodeReference(match);
    if (text !== undefined) this.#plain(at, end, text);
    else this.#tokens.push({ kind: "code", start: at, end, type: "ui/pitrans:symbol", display: match[0] });
    return end;
  }
}

function lineBreakCode(start: number, end: number): InlineItem {
  return { kind: "code", start, end, type: "fmt/xlf:lb", display: "line break" };
}
