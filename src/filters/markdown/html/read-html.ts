import type { Finding } from "../../../model/finding.ts";
import type { Locale } from "../../../model/locale.ts";
import type { TextUnit, UnitContext } from "../../../model/unit.ts";
import type { CoverageRow } from "../../filter.ts";
import { HTML_DEFAULTS } from "../../html/options.ts";
import { findingsOf } from "../../html/page-findings.ts";
import { readPage, type Page } from "../../html/page.ts";
import type { UnitSite } from "../../html/sites.ts";
import type { HtmlBlock } from "../blocks.ts";
import { JoinedHtml } from "./joined-html.ts";

/** A block of HTML and the heading of the Markdown above it. */
export interface HtmlHost {
  readonly kind: "html";
  readonly block: HtmlBlock;
  readonly context: UnitContext | undefined;
}

/** The blocks of HTML of a document, read by the HTML filter. */
export interface ReadHtml {
  readonly joined: JoinedHtml;
  readonly page: Page;
  /** In order, each block's. */
  readonly units: ReadonlyMap<HtmlBlock, readonly TextUnit[]>;
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
}

/**
 * Reads blocks as the one page they are. Its encoding is the document's, whatever a `meta` in it says. Texts across blocks are left: what
 * stands between is Markdown.
 * @param hosts those that can be read together (`endsInText`)
 */
export function readHtml(document: string, hosts: readonly HtmlHost[], locale: Locale): ReadHtml {
  const joined = new JoinedHtml(
    document,
    hosts.map(({ block }) => block),
  );
  const contexts = new Map(hosts.map(({ block, context }) => [block, context]));
  const lineOf = lineCounter(joined.page);
  const page = readPage(Buffer.from(`\uFEFF${joined.page}`, "utf8"), "page.html", locale, HTML_DEFAULTS);
  const units = new Map<HtmlBlock, TextUnit[]>(hosts.map(({ block }) => [block, []]));
  const sites: UnitSite[] = [];
  for (const site of page.sites) {
    const found = site.kind === "page" ? undefined : joined.blockOf(site);
    if (site.kind === "page" || found === undefined) continue;
    const { block, start } = found;
    const line = block.line + lineOf(site.start) - lineOf(start);
    const place = `Line ${line}, ${site.place[0]!.toLowerCase()}${site.place.slice(1)}`;
    // The page's own heading may be older than that of the Markdown above the block.
    const context = { ...site.context, ...contexts.get(block) };
    sites.push({ ...site, place });
    units.get(block)!.push({
      id: site.id,
      place,
      source: site.source,
      preserveSpace: site.keepsSpace,
      ...(Object.keys(context).length === 0 ? {} : { context }),
    });
  }
  const coverage = page.coverage.rows().map((row) => ({ ...row, category: `HTML: ${row.category}` }));
  return { joined, page: { ...page, sites }, units, findings: findingsOf(page), coverage };
}

/** Gives how many line ends stand before an offset. */
function lineCounter(text: string): (offset: number) => number {
  const ends = Array.from(text.matchAll(/\r\n|\n|\r/g), ({ index }) => index);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
