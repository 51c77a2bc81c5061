import { plainText } from "../../model/fragment.ts";
import type { SiteText, TextSite } from "./text-site.ts";

/** Reads alike: line breaks, tabs and spaces do not count, for programs spell them differently where they repeat a text. */
const reading = (text: SiteText): string => plainText(text.source).replaceAll(/\s+/g, " ").trim();

/**
 * Gives every site the copies among `repeated` that read like it. Where several sites read the same, the n-th copy goes to the n-th of
 * them, and to the last where there are more copies than sites. What repeats no site is handed back.
 */
export function linkCopies(
  sites: readonly TextSite[],
  repeated: readonly SiteText[],
): { readonly sites: readonly TextSite[]; readonly left: readonly SiteText[] } {
  const byReading = new Map<string, TextSite[]>();
  for (const site of sites) {
    const key = reading(site.text);
    byReading.set(key, [...(byReading.get(key) ?? []), site]);
  }
  const used = new Map<string, number>();
  const copies = new Map<TextSite, SiteText[]>();
  const left: SiteText[] = [];
  for (const text of repeated) {
    const key = reading(text);
    const candidates = byReading.get(key);
    if (candidates === undefined) {
      left.push(text);
      continue;
    }
    const n = used.get(key) ?? 0;
    used.set(key, n + 1);
    const site = candidates[Math.min(n, candidates.length - 1)]!;
    copies.set(site, [...(copies.get(site) ?? []), text]);
  }
  return {
    sites: sites.map((site) => {
      const found = copies.get(site);
      return found === undefined ? site : { ...site, copies: [...site.copies, ...found] };
    }),
    left,
  };
}
