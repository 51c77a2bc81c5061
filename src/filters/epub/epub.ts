import { compareCodes } from "../../model/codes.ts";
import type { Finding } from "../../model/finding.ts";
import { isSameFragment, plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import { unitIds } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { decodeXml, encodeXml, type DecodedXml } from "../../xml/encoding.ts";
import { escapeAttribute, escapeText } from "../../xml/escape.ts";
import { codesRepaired } from "../codes-repaired.ts";
import {
  defineFilter,
  type AnyFilter,
  type CoverageRow,
  type Extraction,
  type Merged,
  type SourceDocument,
  type Translation,
} from "../filter.ts";
import { html } from "../html/html.ts";
import { HTML_DEFAULTS, HTML_OPTIONS, type HtmlOptions } from "../html/options.ts";
import { extractInner, mergeInner, type InnerDocument } from "../inner-document.ts";
import { openBook, type Book, type BookPage } from "./book.ts";
import { KnownTexts } from "./known-texts.ts";
import { contentsLabels, packageLabels, type LabelSite } from "./label-sites.ts";
import { localiseContents, localisePackage } from "./localise-book.ts";
import { sumCoverage } from "./sum-coverage.ts";

/** A part whose texts are labels: the package document or a table of contents. */
interface LabelPart {
  readonly part: string;
  readonly decoded: DecodedXml;
  readonly isPackage: boolean;
  readonly sites: readonly LabelSite[];
}

function labelParts(book: Book): LabelPart[] {
  const contents = book.contents.map((part): LabelPart => {
    const decoded = decodeXml(book.archive.read(part), part);
    return { part, decoded, isPackage: false, sites: contentsLabels(decoded.text, part) };
  });
  const packages = book.packages.map((document): LabelPart => {
    const { part, decoded } = document;
    return { part, decoded, isPackage: true, sites: packageLabels(document) };
  });
  return [...packages, ...contents];
}

function pageDocument(book: Book, page: BookPage, document: SourceDocument, options: HtmlOptions): InnerDocument {
  const inner = { name: page.part, bytes: book.archive.read(page.part), locale: document.locale };
  return { filter: html, document: inner, part: page.part, place: page.place, options };
}

function descriptionDocument(
  { part }: LabelPart,
  site: LabelSite,
  index: number,
  document: SourceDocument,
  options: HtmlOptions,
): InnerDocument {
  const inner = { name: "description.html", bytes: Buffer.from(site.html ?? "", "utf8"), locale: document.locale };
  return { filter: html, document: inner, part: `${part}#${index}`, place: site.place, options };
}

async function extract(document: SourceDocument, options: HtmlOptions): Promise<Extraction> {
  const book = openBook(document.bytes);
  const parts = labelParts(book);
  const known = new KnownTexts();
  const findings: Finding[] = [...missingFindings(book)];
  const rows: CoverageRow[] = [];
  const metadata: TextUnit[] = [];
  const entries: TextUnit[] = [];
  let repeated = 0;

  const metadataIds = unitIds();
  for (const label of parts) {
    for (const [index, site] of label.sites.entries()) {
      if (site.isEntry) continue;
      if (site.html === undefined) metadata.push(labelUnit(label, site, metadataIds));
      else {
        const inner = await extractInner(descriptionDocument(label, site, index, document, options));
        for (const unit of inner.units) metadata.push(unit);
      }
    }
  }
  rows.push({ category: "title, description, subjects", extracted: metadata.length, skipped: 0 });
  for (const unit of metadata) known.note(unit.source, undefined);

  const byPage = new Map<BookPage, readonly TextUnit[]>();
  for (const page of inReadingOrderOfTexts(book)) {
    const inner = await extractInner(pageDocument(book, page, document, options));
    for (const finding of inner.findings) findings.push(finding);
    for (const row of inner.coverage) rows.push(row);
    const own = page.isNavigation ? inner.units.filter(({ source }) => !known.has(source)) : inner.units;
    repeated += inner.units.length - own.length;
    byPage.set(page, own);
    for (const unit of own) known.note(unit.source, undefined);
  }

  const entryIds = unitIds();
  for (const label of parts) {
    for (const site of label.sites.filter(({ isEntry }) => isEntry)) {
      if (known.has(textFragment(site.text))) {
        repeated += 1;
        continue;
      }
      const unit = labelUnit(label, site, entryIds);
      entries.push(unit);
      known.note(unit.source, undefined);
    }
  }
  rows.push({ category: "entries of the contents", extracted: entries.length, skipped: 0 });
  if (repeated > 0) {
    const reason = "they say what a heading says, and take its translation";
    rows.push({ category: "entries of the contents that repeat a text", extracted: 0, skipped: repeated, reason });
  }
  const units = [...metadata, ...book.pages.flatMap((page) => byPage.get(page) ?? []), ...entries];
  return { units, findings, coverage: sumCoverage(rows) };
}

/** Navigation last, for its entries repeat what the other pages say. */
function inReadingOrderOfTexts({ pages }: Book): BookPage[] {
  return [...pages.filter(({ isNavigation }) => !isNavigation), ...pages.filter(({ isNavigation }) => isNavigation)];
}

function labelUnit(
  { part }: LabelPart,
  { text, place, isAttribute }: LabelSite,
  idOf: ReturnType<typeof unitIds>,
): TextUnit {
  const source = textFragment(text);
  return { id: idOf(part, isAttribute ? "attribute" : "label", source), place, source, preserveSpace: false };
}

function missingFindings({ missing }: Book): Finding[] {
  return missing.map((part) => ({
    id: "missing-part",
    severity: "minor",
    message: `The book names the part ${part}, but does not hold it.`,
    place: part,
  }));
}

async function merge(document: SourceDocument, translation: Translation, options: HtmlOptions): Promise<Merged> {
  const book = openBook(document.bytes);
  const parts = labelParts(book);
  const known = new KnownTexts();
  const findings: Finding[] = [];
  const changes = new Map<string, Uint8Array>();
  const edits = new Map<LabelPart, Edit[]>(parts.map((label) => [label, localiseLabels(label, document, translation)]));

  /** The translation, for an inner document: what is asked for goes into `noted`. */
  const noting = (noted: (readonly [Fragment, Fragment | undefined])[], isNavigation: boolean): Translation => ({
    locale: translation.locale,
    targets: {
      get: (id, source) => {
        if (isNavigation && known.has(source)) return known.targetOf(source);
        const target = translation.targets.get(id, source);
        noted.push([source, target]);
        return target;
      },
    },
  });
  /** What a document says is known to those after it, not to itself: the same as in extraction. */
  const mergeNoted = async (inner: InnerDocument, isNavigation: boolean): Promise<Uint8Array | undefined> => {
    const noted: (readonly [Fragment, Fragment | undefined])[] = [];
    const merged = await mergeInner(inner, noting(noted, isNavigation));
    for (const finding of merged.findings) findings.push(finding);
    for (const [source, target] of noted) known.note(source, target);
    return merged.bytes === inner.document.bytes ? undefined : merged.bytes;
  };
  const mergeLabel = (label: LabelPart, site: LabelSite, idOf: ReturnType<typeof unitIds>): void => {
    const source = textFragment(site.text);
    const isLinked = site.isEntry && known.has(source);
    const unit = isLinked ? undefined : labelUnit(label, site, idOf);
    const target = unit === undefined ? known.targetOf(source) : translation.targets.get(unit.id, source);
    if (unit !== undefined) known.note(source, target);
    if (target === undefined || isSameFragment(source, target)) return;
    const problems = compareCodes(source, target);
    if (unit !== undefined && problems.unknown.length > 0) findings.push(codesRepaired(unit, problems));
    edits.get(label)!.push({ start: site.start, end: site.end, text: written(site, target) });
  };

  const metadataIds = unitIds();
  for (const label of parts) {
    for (const [index, site] of label.sites.entries()) {
      if (site.isEntry) continue;
      if (site.html === undefined) mergeLabel(label, site, metadataIds);
      else {
        const inner = descriptionDocument(label, site, index, document, options);
        const bytes = await mergeNoted(inner, false);
        const text = bytes && escapeText(Buffer.from(bytes).toString("utf8").trim());
        if (text !== undefined) edits.get(label)!.push({ start: site.start, end: site.end, text });
      }
    }
  }
  for (const page of inReadingOrderOfTexts(book)) {
    const inner = pageDocument(book, page, document, options);
    const merged = await mergeNoted(inner, page.isNavigation);
    if (merged !== undefined) changes.set(page.part, merged);
  }
  const entryIds = unitIds();
  for (const label of parts) for (const site of label.sites) if (site.isEntry) mergeLabel(label, site, entryIds);
  for (const [label, found] of edits) {
    if (found.length > 0) changes.set(label.part, encodeXml(applyEdits(label.decoded.text, found), label.decoded));
  }
  return { bytes: book.archive.rewrite(changes), findings };
}

function localiseLabels(
  { part, decoded, isPackage }: LabelPart,
  { locale }: SourceDocument,
  translation: Translation,
): Edit[] {
  const change = { source: locale, target: translation.locale };
  return isPackage ? localisePackage(decoded.text, part, change) : localiseContents(decoded.text, part, change);
}

function written({ isAttribute }: LabelSite, target: Fragment): string {
  const line = plainText(target).replaceAll(/[\r\n]+/g, " ");
  return isAttribute ? escapeAttribute(line) : escapeText(line);
}

/** E-books, EPUB 2 and 3: the pages by the HTML filter, in reading order; what the package says of the book; and its tables of contents. */
export const epub: AnyFilter = defineFilter<HtmlOptions>({
  id: "epub",
  name: "E-book",
  extensions: [".epub"],
  defaults: HTML_DEFAULTS,
  options: HTML_OPTIONS,
  extract,
  merge,
});
