import { plainText } from "../../model/fragment.ts";
import { AttributeReader } from "./attribute-reader.ts";
import { Coverage } from "./coverage.ts";
import { matchTags, type ElementTree } from "./element-tree.ts";
import { codeName, type ElementRole } from "./elements.ts";
import type { LineItem } from "./line-items.ts";
import { splitMasked, type MaskedPage } from "./masked-text.ts";
import type { HtmlOptions } from "./options.ts";
import type { OwnLanguages } from "./page-language.ts";
import { stateOfTag, TRANSLATED, type ElementState, type SkipReason } from "./page-state.ts";
import { Places } from "./places.ts";
import { planLine, type LinePlan } from "./plan-line.ts";
import { ProtectedStretches } from "./protected-stretches.ts";
import type { PageSite, StatedLanguage } from "./sites.ts";
import type { PageToken } from "./token-list.ts";

/** Deeper than this, what stands in a line with a text of its own (a button in a button …) is read as a block. */
const MAX_EMBEDDED = 16;

/** Longer texts in a code are cut for the reviewer. */
const MAX_DISPLAY = 30;

/** Elements that hold characters and no other elements. */
const TEXT_ONLY = new Set(["title", "textarea", "option", "text", "desc"]);

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

/** The same while it grows; sites stand in the order in which elements end. */
export interface FoundTexts {
  readonly sites: PageSite[];
  readonly coverage: Coverage;
  readonly languages: StatedLanguage[];
  readonly dataAttributes: Set<string>;
}

/** What a reader is told of a page. */
export interface ReaderSettings {
  readonly isXml: boolean;
  readonly own: OwnLanguages;
  readonly options: HtmlOptions;
}

/** Reads the texts of a page from its tokens. */
export function readTexts(page: MaskedPage, tokens: readonly PageToken[], settings: ReaderSettings): PageTexts {
  const found: FoundTexts = { sites: [], coverage: new Coverage(), languages: [], dataAttributes: new Set() };
  new PageReader(page, tokens, settings, found).read();
  found.sites.sort((left, right) => left.start - right.start);
  return found;
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
  readonly #page: MaskedPage;
  readonly #tokens: readonly PageToken[];
  readonly #settings: ReaderSettings;
  readonly #tree: ElementTree;
  readonly #stretches: ProtectedStretches;
  readonly #places: Places = new Places();
  readonly #found: FoundTexts;
  readonly #attributes: AttributeReader;
  readonly #frames: Frame[] = [];
  /** Names of the blocks around the reader, outermost first. */
  readonly #blocks: string[] = [];
  /** The line being read, and those around it, in which it is embedded. */
  readonly #lines: LineItem[][] = [[]];
  /** Those in which white space counts, if only in a stretch of them: pages made of Word documents keep it word by word. */
  readonly #spacedLines = new WeakSet<readonly LineItem[]>();
  #state: ElementState = TRANSLATED;
  #region = 0;

  constructor(page: MaskedPage, tokens: readonly PageToken[], settings: ReaderSettings, found: FoundTexts) {
    this.#page = page;
    this.#tokens = tokens;
    this.#settings = settings;
    this.#tree = matchTags(tokens, settings.isXml);
    this.#stretches = new ProtectedStretches(tokens);
    this.#found = found;
    this.#attributes = new AttributeReader(page, settings, this.#places, found);
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
          if (/^\[if\b/i.test(token.text) && /\p{L}/u.test(token.text)) this.#found.coverage.skipped("conditional");
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
    if (/\p{L}/u.test(text)) this.#found.coverage.skipped(skip);
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
    if (token.attributes.length > 0) this.#attributes.read(token, attributes);
    if (token.kind === "empty") {
      if (role !== "block") this.#pushCode(token);
      return;
    }
    const partner = this.#tree.partner[index]!;
    if (role === "embedded") this.#lines.push([]);
    else if (role === "inline" && partner === -1) this.#pushCode(token);
    else if (role === "inline") this.#pushTag("open", token, index);
    if (role !== "inline") this.#blocks.push(token.name);
    if (token.name === "script" && attributes === undefined) {
      this.#attributes.readStructuredData(token, this.#tokens[index + 1]);
    }
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
    for (const plan of plans) this.#pushSite(plan, keepsSpace);
    if (plans.length === 0 && line.some((item) => item.kind === "text" && item.text.trim() !== "")) {
      this.#found.coverage.skipped("no letters");
    }
  }

  #pushSite({ start, end, source, codes }: LinePlan, keepsSpace: boolean): void {
    const name = this.#blocks.at(-1) ?? "";
    const isInDrawing = this.#frames.at(-1)?.isInDrawing ?? false;
    const category = isInDrawing ? "drawings" : name === "title" ? "title and metadata" : "texts of the page";
    this.#found.coverage.extracted(category);
    const { place, context } = this.#places.ofText(name, plainText(source));
    const takesBreaks = !keepsSpace && !TEXT_ONLY.has(name);
    this.#found.sites.push({
      kind: "text",
      id: "",
      start,
      end,
      source,
      codes,
      place,
      context,
      keepsSpace,
      takesBreaks,
    });
  }
}

function short(text: string): string {
  const plain = text.replaceAll(/[<>]/g, "");
  return plain.length > MAX_DISPLAY ? `${plain.slice(0, MAX_DISPLAY - 1)}…` : plain;
}
