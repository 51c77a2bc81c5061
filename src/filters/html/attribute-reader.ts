import { valueRange } from "./attribute-value.ts";
import { splitMasked, type MaskedPage } from "./masked-text.ts";
import type { FoundTexts, ReaderSettings } from "./page-reader.ts";
import type { SkipReason } from "./page-state.ts";
import { NO_CODES } from "./placed-codes.ts";
import type { Places } from "./places.ts";
import { planLine } from "./plan-line.ts";
import { readStructuredData } from "./structured-data.ts";
import type { PageAttribute, PageToken } from "./token-list.ts";
import { textAttributes, valueOf, type TextAttribute } from "./translatable-attributes.ts";

/** A value that reads like a sentence, and not like a setting of a program. */
const SENTENCE = /^\s*[\p{Lu}¿¡"“„«(][^{}<>]*\p{L}\s+[^{}<>]*\p{L}[^{}<>]*[.!?…:”»]\s*$/u;

const LETTER = /\p{L}/u;

/** Reads what stands in tags: attributes that are texts, pages in attributes; and structured data, which stands in scripts. */
export class AttributeReader {
  readonly #page: MaskedPage;
  readonly #settings: ReaderSettings;
  readonly #places: Places;
  readonly #found: FoundTexts;
  readonly #extraAttributes: ReadonlySet<string>;

  constructor(page: MaskedPage, settings: ReaderSettings, places: Places, found: FoundTexts) {
    this.#page = page;
    this.#settings = settings;
    this.#places = places;
    this.#found = found;
    this.#extraAttributes = new Set(settings.options.attributes.map((name) => name.toLowerCase()));
  }

  /** Reads the attributes of a tag. @param skip why those that are texts are left; undefined where they are translated */
  read(token: PageToken, skip: SkipReason | undefined): void {
    for (const found of textAttributes(token, this.#extraAttributes)) this.#readText(token, found, skip);
    if (skip !== undefined) return;
    for (const attribute of token.attributes) {
      if (attribute.name.startsWith("data-")) this.#noteData(attribute);
      else if (attribute.name === "srcdoc" && token.name === "iframe") this.#readInnerPage(attribute);
    }
  }

  #readText(token: PageToken, { attribute, words, isMeta }: TextAttribute, skip: SkipReason | undefined): void {
    const { coverage, sites } = this.#found;
    const value = valueRange(this.#page.text, attribute);
    if (value === undefined || !LETTER.test(attribute.value)) return;
    if (skip !== undefined) {
      coverage.skipped(skip);
      return;
    }
    const items = splitMasked(this.#page, value, attribute.value, this.#firstRegion(value.start));
    const plan = planLine(items, this.#page.text, false)[0];
    if (plan === undefined) return;
    coverage.extracted(isMeta ? "title and metadata" : "attributes");
    const { place, context } = isMeta ? { place: words } : this.#places.ofAttribute(token.name, words);
    sites.push({
      kind: "attribute",
      id: "",
      name: attribute.name,
      value,
      // Template syntax at the edges of a value is no part of the unit, so the unit is written between the plan's ends.
      start: plan.start,
      end: plan.end,
      source: plan.source,
      codes: plan.codes,
      place,
      context,
      keepsSpace: false,
    });
  }

  #noteData({ name, value }: PageAttribute): void {
    if (!SENTENCE.test(value) || this.#extraAttributes.has(name)) return;
    this.#found.dataAttributes.add(name);
    this.#found.coverage.skipped("data");
  }

  #readInnerPage(attribute: PageAttribute): void {
    const value = valueRange(this.#page.text, attribute);
    if (value === undefined || !LETTER.test(attribute.value)) return;
    this.#found.sites.push({ kind: "page", start: value.start, end: value.end, html: attribute.value, value });
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

  /** The strings of a script of structured data; in XHTML only where it needs no references. @param script what stands behind the tag */
  readStructuredData(tag: PageToken, script: PageToken | undefined): void {
    const { isXml, options } = this.#settings;
    if (script?.kind !== "text" || valueOf(tag, "type")?.trim().toLowerCase() !== "application/ld+json") return;
    const json = this.#page.text.slice(script.start, script.end);
    if (isXml && /[&<]/.test(json)) return;
    const { texts, languages } = readStructuredData(json);
    for (const { start, end, value } of languages)
      this.#found.languages.push({ start: script.start + start, end: script.start + end, value });
    if (options.structuredData !== "translate") return;
    for (const { start, end, value, key } of texts) {
      if (!LETTER.test(value) || value.includes(this.#page.mask)) continue;
      this.#found.coverage.extracted("structured data");
      this.#found.sites.push({
        kind: "json",
        id: "",
        start: script.start + start,
        end: script.start + end,
        source: [{ kind: "text", text: value }],
        codes: NO_CODES,
        place: `Data for search engines, ${key}`,
        context: undefined,
        keepsSpace: true,
      });
    }
  }
}
