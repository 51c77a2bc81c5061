import type { Finding } from "../../model/finding.ts";
import type { TextUnit } from "../../model/unit.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import {
  defineFilter,
  type AnyFilter,
  type CoverageRow,
  type Extraction,
  type Filter,
  type Merged,
  type SourceDocument,
  type Translation,
} from "../filter.ts";
import { extractInner, mergeInner, type InnerDocument } from "../inner-document.ts";
import { encodePage } from "./encode-page.ts";
import { localisePage } from "./localise-page.ts";
import { mergePage } from "./merge-page.ts";
import { HTML_DEFAULTS, HTML_OPTIONS, type HtmlOptions } from "./options.ts";
import { findingsOf } from "./page-findings.ts";
import { readPage, type Page } from "./page.ts";
import type { InnerPageSite } from "./sites.ts";
import { writeValue, spellingOf } from "./write-text.ts";

/** A page in a page (`srcdoc`) may hold another; nobody writes more of them than this into one another. */
const MAX_INNER_PAGES = 2;

const FRAGMENT_NAME = "page.html";

async function extract(document: SourceDocument, options: HtmlOptions, depth: number): Promise<Extraction> {
  const page = readPage(document.bytes, document.name, document.locale, options);
  const units: TextUnit[] = [];
  const findings: Finding[] = [...findingsOf(page)];
  const coverage: CoverageRow[] = page.coverage.rows();
  let number = 0;
  for (const site of page.sites) {
    if (site.kind !== "page") {
      const { id, place, source, keepsSpace, context } = site;
      units.push({ id, place, source, preserveSpace: keepsSpace, ...(context === undefined ? {} : { context }) });
    } else if (depth < MAX_INNER_PAGES) {
      number += 1;
      const inner = await extractInner(innerPage(site, number, document, options, depth));
      for (const unit of inner.units) units.push(unit);
      for (const finding of inner.findings) findings.push(finding);
      for (const row of inner.coverage) coverage.push(row);
    }
  }
  return { units, findings, coverage };
}

async function merge(
  document: SourceDocument,
  translation: Translation,
  options: HtmlOptions,
  depth: number,
): Promise<Merged> {
  const page = readPage(document.bytes, document.name, document.locale, options);
  const { text } = page.decoded;
  const others = localisePage(page, translation.locale);
  const innerFindings: Finding[] = [];
  let number = 0;
  for (const site of page.sites) {
    if (site.kind !== "page" || depth >= MAX_INNER_PAGES) continue;
    number += 1;
    const inner = innerPage(site, number, document, options, depth);
    const merged = await mergeInner(inner, translation);
    for (const finding of merged.findings) innerFindings.push(finding);
    if (merged.bytes !== inner.document.bytes) others.push(innerEdit(site, merged.bytes, page));
  }
  const { edits, findings } = mergePage(page, translation.targets, others);
  const all = [...findings, ...innerFindings];
  if (edits.length === 0) return { bytes: document.bytes, findings: all };
  const { bytes, isReencoded } = encodePage(applyEdits(text, edits), page.decoded, document.bytes);
  const message = `The page cannot be written in ${page.decoded.encoding}, so the finished page is UTF-8.`;
  return { bytes, findings: isReencoded ? [...all, { id: "encoding-changed", severity: "minor", message }] : all };
}

function innerPage(
  site: InnerPageSite,
  number: number,
  document: SourceDocument,
  options: HtmlOptions,
  depth: number,
): InnerDocument {
  return {
    filter: htmlAt(depth + 1),
    document: { name: FRAGMENT_NAME, bytes: Buffer.from(site.html, "utf8"), locale: document.locale },
    part: `srcdoc-${number}`,
    place: `Embedded page ${number}`,
    options,
  };
}

function innerEdit({ value }: InnerPageSite, bytes: Uint8Array, page: Page): Edit {
  const html = Buffer.from(bytes).toString("utf8");
  const text = writeValue(html, spellingOf("", page.isXml), value.quote === "" ? '"' : value.quote);
  return { start: value.start, end: value.end, text: value.quote === "" ? `"${text}"` : text };
}

function filterAt(depth: number): Filter<HtmlOptions> {
  return {
    id: "html",
    name: "Web page",
    extensions: [".html", ".htm", ".xhtml", ".xht"],
    defaults: HTML_DEFAULTS,
    options: HTML_OPTIONS,
    extract: (document, options) => extract(document, options, depth),
    merge: (document, translation, options) => merge(document, translation, options, depth),
  };
}

function htmlAt(depth: number): AnyFilter {
  return defineFilter(filterAt(depth));
}

/** Web pages and fragments of them, HTML and XHTML: a unit is what stands between the edges of blocks, an attribute that people read, or a `meta`. */
export const html: AnyFilter = htmlAt(0);
