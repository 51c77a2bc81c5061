import { unitIds } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import { assertWellFormed } from "../../xml/well-formed.ts";
import type { Coverage } from "./coverage.ts";
import type { HtmlOptions } from "./options.ts";
import { decodePage, type DecodedPage } from "./page-encoding.ts";
import { languageOf, type OwnLanguages } from "./page-language.ts";
import { readTexts } from "./page-reader.ts";
import type { PageSite, StatedLanguage, UnitSite } from "./sites.ts";
import { findTemplateRegions, maskFor, maskRegions } from "./template-regions.ts";
import type { PageToken } from "./token-list.ts";
import { readTokens } from "./tokens.ts";

/** A page, read: what both extraction and merge begin with. */
export interface Page {
  readonly decoded: DecodedPage;
  /** It is well-formed XHTML, and stays so. */
  readonly isXml: boolean;
  /** It calls itself XHTML but is not well-formed: it is read as browsers read HTML. */
  readonly isBrokenXml: boolean;
  readonly tokens: readonly PageToken[];
  readonly own: OwnLanguages;
  /** In the order of the page. */
  readonly sites: readonly PageSite[];
  readonly coverage: Coverage;
  readonly languages: readonly StatedLanguage[];
  readonly dataAttributes: ReadonlySet<string>;
}

/** Reads a page. Throws a DocumentError where its bytes are no text. */
export function readPage(bytes: Uint8Array, name: string, locale: Locale, options: HtmlOptions): Page {
  const decoded = decodePage(bytes, locale);
  const { text } = decoded;
  const isXhtml =
    /\.(?:xht(?:ml)?|svg)$/i.test(name) ||
    /^\s*(?:<\?xml\s|[^]{0,2000}<(?:\w+:)?html\b[^>]*?\sxmlns(?::\w+)?\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml)/i.test(
      text.slice(0, 4096),
    );
  const isXml = isXhtml && isWellFormed(text);
  const regions = findTemplateRegions(text, isXml);
  const mask = maskFor(text);
  const tokens = readTokens(maskRegions(text, regions, mask), isXml);
  const root = tokens.find(({ kind, name: tag }) => kind === "open" && (tag === "html" || tag === "body"));
  const stated = root && languageOf(root);
  const own = { source: locale, ...(stated === undefined ? {} : { page: stated }) };
  const { sites, ...rest } = readTexts({ text, regions, mask, hasDamage: decoded.hasDamage }, tokens, {
    isXml,
    own,
    options,
  });
  const idOf = unitIds();
  for (const site of sites) if (site.kind !== "page") site.id = idOf("html", kindOf(site), site.source);
  return { decoded, isXml, isBrokenXml: isXhtml && !isXml, tokens, own, sites, ...rest };
}

/** What is hashed into a unit's id besides its text: a text and a tooltip that say the same are two units. */
function kindOf(site: UnitSite): string {
  return site.kind === "attribute" ? `attribute ${site.name}` : site.kind;
}

/**
 * Whether the page is well-formed XML. The document type and the references it declares (`&nbsp;`) are left out of account: those of
 * XHTML are known.
 */
function isWellFormed(text: string): boolean {
  if (/<!DOCTYPE[^>[]*\[/.test(text.slice(0, 4096))) return false;
  const start = text.indexOf("<!DOCTYPE");
  const end = start === -1 ? -1 : text.indexOf(">", start);
  const withoutType = end === -1 ? text : text.slice(0, start) + " ".repeat(end + 1 - start) + text.slice(end + 1);
  const plain = withoutType.replaceAll(/&[A-Za-z][A-Za-z0-9]*;/g, " ");
  try {
    assertWellFormed(plain, "page");
    return true;
  } catch {
    return false;
  }
}
