import { hasLetters, plainText } from "../../model/fragment.ts";
import { valueRange } from "./attribute-value.ts";
import { Coverage } from "./coverage.ts";
import { matchTags, type ElementTree } from "./element-tree.ts";
import { codeName, type ElementRole } from "./elements.ts";
import type { CodeItem, LineItem } from "./line-items.ts";
import { splitMasked, type MaskedPage } from "./masked-text.ts";
import type { HtmlOptions } from "./options.ts";
import type { OwnLanguages } from "./page-language.ts";
import { stateOfTag, TRANSLATED, type ElementState, type SkipReason } from "./page-state.ts";
import { Places } from "./places.ts";
import { planLine } from "./plan-line.ts";
import { ProtectedStretches } from "./protected-stretches.ts";
import type { PageSite, StatedLanguage } from "./sites.ts";
import { readStructuredData } from "./structured-data.ts";
import { textAttributes, valueOf } from "./translatable-attributes.ts";
import type { PageToken } from "./token-list.ts";

/** Deeper than this, what stands in a line with a text of its own (a button in a button …) is read as a block. */
const MAX_EMBEDDED = 16;

/** Longer texts in a code are cut for the reviewer. */
const MAX_DISPLAY = 30;

/** Elements that hold characters and no other elements. */
const TEXT_ONLY = new Set(["title", "textarea", "option", "text", "desc"]);

/** A value that reads like a sentence, and not like a setting of a program. */
const SENTENCE = /^\s*[\p{Lu}¿¡"“„«(][^{}<>]*\p{L}\s+[^{}<>]*\p{L}[^{}<>]*[.!?…:”»]\s*$/u;

/** What reading a page gives. */
export interface PageTexts {
  /** In the order of the page. */
  readonly sites: readonly PageSite[];
  readonly coverage: Coverage;
  /** Where structured data names the page's language. */
  readonly languages: readonly StatedLanguage[];
  /** Names of `data-` attributes that hold sentences and were left, which the options do not name. */
  readonly dataAttributes: ReadonlySet<string>;
}

/** What a reader is told of a page. */
export interface ReaderSettings {
  readonly isXml: boolean;
  readonly own: OwnLanguages;
  readonly options: HtmlOptions;
}

/** Reads the texts of a page from its tokens. */
export function readTexts(page: MaskedPage, tokens: readonly PageToken[], settings: ReaderSettings): PageTexts {
  const reader = new PageReader(page, tokens, settings);
  reader.read();
  const sites = reader.sites.sort((left, right) => left.start - right.start);
  const { coverage, languages, dataAttributes } = reader;
  return { sites, coverage, languages, dataAttributes };
}

/** An element the reader is in. */
interface Frame {
  readonly name: string;
  /** Its opening tag, and the token that ends it. */
  readonly opening: number;
  readonly end: number;
  readonly role: ElementRole;
  /** What holds again after it. */
  readonly outer: ElementState;
  readonly isInDrawing: boolean;
}

class PageReader {
  readonly sites: PageSite[] = [];
  readonly coverage: Coverage = new Coverage();
  readonly languages: StatedLanguage[] = [];
  readonly dataAttributes = new Set<string>();
  readonly #page: MaskedPage;
  readonly #tokens: readonly PageToken[];
  readonly #settings: ReaderSettings;
  readonly #tree: ElementTree;
  readonly #stretches: ProtectedStretches;
  readonly #extraAttributes: ReadonlySet<string>;
  readonly #places = new Places();
  readonly #frames: Frame[] = [];
  /** Names of the blocks around the reader, outermost first. */
  readonly #blocks: string[] = [];
  /** The line being read, and those around it, in which it is embedded. */
  readonly #lines: LineItem[][] = [[]];
  /** Those in which white space counts, if only in a stretch of them: pages made of Word documents keep it word by word. */
  readonly #spacedLines = new WeakSet<readonly LineItem[]>();
  #state: ElementState = TRANSLATED;
  #region = 0;

  constructor(page: MaskedPage, tokens: readonly PageToken[], settings: ReaderSettings) {
    this.#page = page;
    this.#tokens = tokens;
    this.#settings = settings;
    this.#tree = matchTags(tokens, settings.isXml);
    this.#stretches = new ProtectedStretches(tokens);
    this.#extraAttributes = new Set(settings.options.attributes.map((name) => name.toLowerCase()));
  }

  read(): void {
    for (let index = 0; index < this.#tokens.length; index += 1) {
      const token = this.#tokens[index]!;
      this.#leaveUnclosed(index);
      const skip = this.#state.skip ?? (this.#stretches.holds(index) ? "protected" : undefined);
      switch (token.kind) {
        case "text":
          this.#readText(token, skip);
          break;
        case "comment":
          this.#stretches.meet(token, index, this.#frames.at(-1)?.end ?? this.#tokens.length);
          if (/^\[if\b/i.test(token.text) && /\p{L}/u.test(token.text)) this.coverage.skipped("conditional");
          this.#push({ kind: "hidden", start: token.start, end: token.end });
          break;
        case "doctype":
          this.#push({ kind: "hidden", start: token.start, end: token.end });
          break;
        case "open":
        case "empty":
          this.#open(token, index, skip);
          break;
        case "close":
          this.#close(token, index);
          break;
      }
    }
    this.#leaveUnclosed(this.#tokens.length);
    this.#flush();
  }

  #push(item: LineItem): void {
    this.#lines.at(-1)!.push(item);
  }

  #pushCode(token: PageToken, start: number = token.start): void {
    const { type, display } = codeName(token.name);
    this.#push({ kind: "code", start, end: token.end, isWord: false, type, display });
  }

  #pushTag(kind: "open" | "close", token: PageToken, pair: number): void {
    const { type, display } = codeName(token.name);
    this.#push({ kind, start: token.start, end: token.end, pair, type, display });
  }

  #readText(token: PageToken, skip: SkipReason | undefined): void {
    if (skip !== undefined) {
      this.#push(this.#leftText(token, skip));
      return;
    }
    const { regions } = this.#page;
    while ((regions[this.#region]?.end ?? Infinity) <= token.start) this.#region += 1;
    const { start, end, text } = token;
    if (this.#state.keepsSpace) this.#spacedLines.add(this.#lines.at(-1)!);
    const isPlain = (regions[this.#region]?.start ?? Infinity) >= end && !this.#page.hasDamage;
    if (isPlain) this.#push({ kind: "text", start, end, text });
    else for (const item of splitMasked(this.#page, token, text, this.#region)) this.#push(item);
  }

  /** A text that stays as it is: a code of its line. */
  #leftText(token: PageToken, skip: SkipReason): LineItem {
    const { start, end } = token;
    const text = token.text.slice(0, 1000).replaceAll(/\s+/g, " ").trim();
    if (text === "") return { kind: "text", start, end, text: " " };
    if (/\p{L}/u.test(text)) this.coverage.skipped(skip);
    if (skip === "script")
      return { kind: "code", start, end, type: "other/pitrans:script", display: "script", isWord: false };
    return { kind: "code", start, end, type: `other/pitrans:${skip}`, display: short(text), isWord: true };
  }

  #open(token: PageToken, index: number, skip: SkipReason | undefined): void {
    const { own, options } = this.#settings;
    const outer = skip === this.#state.skip ? this.#state : { ...this.#state, skip };
    const state = stateOfTag(token, outer, own, options);
    const attributes = state === undefined ? outer.skip : state.attributes;
    const role = this.#roleOf(index, token);
    if (role === "block") this.#flush();
    this.#places.enter(token);
    if (token.attributes.length > 0) this.#readAttributes(token, attributes);
    if (token.kind === "empty") {
      if (role !== "block") this.#pushCode(token);
      return;
    }
    const partner = this.#tree.partner[index]!;
    if (role === "embedded") this.#lines.push([]);
    else if (role === "inline" && partner === -1) this.#pushCode(token);
    else if (role === "inline") this.#pushTag("open", token, index);
    if (role !== "inline") this.#blocks.push(token.name);
    if (token.name === "script" && attributes === undefined) this.#readStructuredData(token, index);
    const wasInDrawing = this.#frames.at(-1)?.isInDrawing ?? false;
    const isInDrawing = token.name === "svg" || (wasInDrawing && token.name !== "foreignobject");
    const end = this.#tree.end[index]!;
    this.#frames.push({ name: token.name, opening: index, end, role, outer: this.#state, isInDrawing });
    this.#state = state?.content ?? outer;
  }

  /** An embedded element without an end, or too deep in others, is a block: its line could not be told from the one around it. */
  #roleOf(index: number, token: PageToken): ElementRole {
    const role = this.#tree.role(index);
    if (role !== "embedded" || token.kind === "empty") return role;
    return this.#tree.partner[index] !== -1 && this.#lines.length <= MAX_EMBEDDED ? "embedded" : "block";
  }

  #close(token: PageToken, index: number): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined && this.#tree.partner[index] === frame.opening) {
      this.#leaveFrame(frame);
      const { opening: pair } = frame;
      if (frame.role === "inline") this.#pushTag("close", token, pair);
      else if (frame.role === "embedded") this.#pushCode(token, this.#tokens[pair]!.start);
    } else if (this.#tree.role(index) === "block") this.#flush();
    else this.#pushCode(token);
  }

  /** Leaves the elements that end before this token for want of an end tag. */
  #leaveUnclosed(index: number): void {
    for (let frame = this.#frames.at(-1); frame !== undefined && frame.end <= index; frame = this.#frames.at(-1)) {
      if (this.#tree.partner[index] === frame.opening) return;
      this.#leaveFrame(frame);
    }
  }

  #leaveFrame(frame: Frame): void {
    if (frame.role !== "inline") {
      this.#flush();
      this.#blocks.pop();
    }
    if (frame.role === "embedded") this.#lines.pop();
    this.#frames.pop();
    if (frame.name === "table") this.#places.leaveTable();
    this.#state = frame.outer;
  }

  /** Ends the line: what was read of it becomes units. */
  #flush(): void {
    const line = this.#lines.at(-1)!;
    if (line.length === 0) return;
    this.#lines[this.#lines.length - 1] = [];
    const keepsSpace = this.#state.keepsSpace || this.#spacedLines.has(line);
    const plans = planLine(line, this.#page.text, keepsSpace);
    if (plans.length === 0) {
      if (line.some((item) => item.kind === "text" && item.text.trim() !== "")) this.coverage.skipped("no letters");
      return;
    }
    const name = this.#blocks.at(-1) ?? "";
    const isInDrawing = this.#frames.at(-1)?.isInDrawing ?? false;
    for (const plan of plans) {
      this.coverage.extracted(isInDrawing ? "drawings" : name === "title" ? "title and metadata" : "texts of the page");
      const text = plainText(plan.source);
      this.sites.push({
        kind: "text",
        id: "",
        ...plan,
        ...this.#places.ofText(name, text),
        keepsSpace,
        takesBreaks: !keepsSpace && !TEXT_ONLY.has(name),
      });
    }
  }

  #readAttributes(token: PageToken, skip: SkipReason | undefined): void {
    for (const { attribute, words, isMeta } of textAttributes(token, this.#extraAttributes)) {
      const value = valueRange(this.#page.text, attribute);
      if (value === undefined || !/\p{L}/u.test(attribute.value)) continue;
      if (skip !== undefined) {
        this.coverage.skipped(skip);
        continue;
      }
      const items = splitMasked(this.#page, value, attribute.value, this.#firstRegion(value.start));
      const [plan] = planLine(items, this.#page.text, false);
      if (plan === undefined) continue;
      this.coverage.extracted(isMeta ? "title and metadata" : "attributes");
      const place = isMeta ? { place: words } : this.#places.ofAttribute(token.name, words);
      // Template syntax at the edges of a value is no part of the unit, so the unit is written between the plan's ends.
      this.sites.push({ kind: "attribute", id: "", name: attribute.name, value, keepsSpace: false, ...plan, ...place });
    }
    for (const { name, value } of token.attributes) {
      if (skip !== undefined || !name.startsWith("data-") || !SENTENCE.test(value)) continue;
      if (this.#extraAttributes.has(name)) continue;
      this.dataAttributes.add(name);
      this.coverage.skipped("data");
    }
    const inner = token.name === "iframe" ? token.attributes.find(({ name }) => name === "srcdoc") : undefined;
    const value = inner && valueRange(this.#page.text, inner);
    if (
      inner !== undefined &&
      value !== undefined &&
      skip === undefined &&
      hasLetters([{ kind: "text", text: inner.value }])
    )
      this.sites.push({ kind: "page", start: value.start, end: value.end, html: inner.value, value });
  }

  /** The index of the first template region that ends behind this offset; regions lie in order. */
  #firstRegion(offset: number): number {
    const { regions } = this.#page;
    let low = 0;
    let high = regions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (regions[middle]!.end <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The strings of a script of structured data; in XHTML only where it needs no references. */
  #readStructuredData(tag: PageToken, index: number): void {
    const { isXml, options } = this.#settings;
    const script = this.#tokens[index + 1];
    if (script?.kind !== "text" || valueOf(tag, "type")?.trim().toLowerCase() !== "application/ld+json") return;
    const json = this.#page.text.slice(script.start, script.end);
    if (isXml && /[&<]/.test(json)) return;
    const { texts, languages } = readStructuredData(json);
    for (const { start, end, value } of languages)
      this.languages.push({ start: script.start + start, end: script.start + end, value });
    if (options.structuredData !== "translate") return;
    for (const { start, end, value, key } of texts) {
      if (!/\p{L}/u.test(value) || value.includes(this.#page.mask)) continue;
      this.coverage.extracted("structured data");
      this.sites.push({
        kind: "json",
        id: "",
        start: script.start + start,
        end: script.start + end,
        source: [{ kind: "text", text: value }],
        codes: new Map<string, CodeItem>(),
        place: `Data for search engines, ${key}`,
        keepsSpace: true,
      });
    }
  }
}

function short(text: string): string {
  const plain = text.replaceAll(/[<>]/g, "");
  return plain.length > MAX_DISPLAY ? `${plain.slice(0, MAX_DISPLAY - 1)}…` : plain;
}
