import { hasLetters, numberedText } from "../../model/fragment.ts";
import type { SiteText, TextSite } from "../ooxml/text-site.ts";

/** Texts beside the cells, in reading order; what several places say alike is one unit with copies. */
export interface SiteList {
  /** Adds a text. @returns whether it is a unit of its own: it has letters, and nothing before it says the same in the same sort of place. */
  add(site: TextSite): boolean;
  /** What was added, with the copies that were found since. */
  readonly sites: readonly TextSite[];
}

/** @param isShared tells which kinds of texts are repeated from sheet to sheet: headers, prompts */
export function siteList(isShared: (kind: string) => boolean): SiteList {
  const sites: TextSite[] = [];
  const known = new Map<string, { readonly index: number; readonly copies: SiteText[] }>();
  return {
    sites,
    add: (site) => {
      if (!hasLetters(site.text.source)) return false;
      const key = isShared(site.kind) ? keyOf(site) : undefined;
      const twin = key === undefined ? undefined : known.get(key);
      if (twin !== undefined) {
        twin.copies.push(site.text, ...site.copies);
        const first = sites[twin.index]!;
        const { maxLength } = site;
        // A text for several places must fit the least of them.
        if (maxLength !== undefined && maxLength < (first.maxLength ?? Infinity))
          sites[twin.index] = { ...first, maxLength };
        return false;
      }
      const copies = [...site.copies];
      if (key !== undefined) known.set(key, { index: sites.length, copies });
      sites.push({ ...site, copies });
      return true;
    },
  };
}

function keyOf({ kind, text }: TextSite): string {
  const types = text.source.flatMap((part) => (part.kind === "text" ? [] : [part.type]));
  return `${kind}\u0000${numberedText(text.source)}\u0000${types.join(" ")}`;
}
