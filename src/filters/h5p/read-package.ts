import type { Finding } from "../../model/finding.ts";
import { isSameLanguage, type Locale } from "../../model/locale.ts";
import type { CoverageRow } from "../filter.ts";
import type { H5pOptions } from "./options.ts";
import { interfaceWords, type InterfaceWords } from "./interface-words.ts";
import type { H5pPackage } from "./package.ts";
import type { Category, SharedText, TextSite, TrackSite } from "./sites.ts";
import { membersOf, stringOf } from "./tree.ts";
import { walkContent } from "./walk-content.ts";

/** Everything in a package that is for readers. */
export interface PackageTexts {
  /** In `h5p.json`. */
  readonly manifest: readonly TextSite[];
  /** In `content/content.json`. */
  readonly content: readonly TextSite[];
  readonly tracks: readonly TrackSite[];
  /** Words of the interface that stay the library's own, in the language of the finished document. */
  readonly own: readonly (TextSite & { readonly shared: SharedText })[];
  readonly words: InterfaceWords;
  readonly findings: readonly Finding[];
  readonly skipped: readonly CoverageRow[];
}

/** Strings of h5p.json for readers, and what they are called. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ["title", "Title"],
  ["extraTitle", "Title"],
  ["a11yTitle", "Title for screen readers"],
  ["metaDescription", "Description"],
  ["metaKeywords", "Keywords"],
]);

/** Finds the texts of a package. `locale`: the document's. */
export function readPackage(h5p: H5pPackage, locale: Locale, options: H5pOptions): PackageTexts {
  const words = interfaceWords(h5p.archive, h5p.libraries);
  const content: TextSite[] = [];
  const own: (TextSite & { readonly shared: SharedText })[] = [];
  const tracks = new Map<string, TrackSite>();
  const unknown = new Set<string>();
  const counts = new Map<string, CoverageRow>();
  const skip = (category: Category | "subtitles", reason: string): void => {
    const row = counts.get(`${category} ${reason}`);
    counts.set(`${category} ${reason}`, { category, extracted: 0, skipped: (row?.skipped ?? 0) + 1, reason });
  };
  walkContent(h5p.content.root, h5p.mainLibrary, h5p.libraries, {
    text: (site) => {
      const { shared, value } = site;
      if (options.interface === "library" && shared !== undefined && words.isOwn(shared, value, locale)) {
        own.push({ ...site, shared });
        skip("interface texts", "words of the library, taken from its language files");
      } else content.push(site);
    },
    track: (site) => {
      if (!h5p.archive.has(site.member)) return;
      if (site.language !== undefined && !isSameLanguage(site.language.value, locale))
        skip("subtitles", "in another language");
      else if (!tracks.has(site.member)) tracks.set(site.member, site);
    },
    skipped: skip,
    unknownLibrary: (name) => unknown.add(name),
  });
  const findings: Finding[] = [];
  if (unknown.size > 0) {
    const names = [...unknown].map((name) => name || "(no name)").join(", ");
    const message = `The package does not hold ${names}; which of its strings are texts was guessed. Look at the coverage, or export the package with its libraries.`;
    findings.push({ id: "library-missing", severity: "minor", message });
  }
  return {
    manifest: titlesOf(h5p),
    content,
    tracks: [...tracks.values()],
    own,
    words,
    findings,
    skipped: [...counts.values()],
  };
}

function titlesOf({ manifest }: H5pPackage): TextSite[] {
  const members = membersOf(manifest.root);
  return [...TITLES].flatMap(([key, place]): TextSite[] => {
    const node = members.get(key);
    const value = stringOf(node);
    if (node === undefined || value === undefined || value.trim() === "") return [];
    const { offset, length } = node;
    const keys = key === "extraTitle" ? "title" : key;
    return [
      {
        value,
        start: offset,
        end: offset + length,
        syntax: "plain",
        answers: "none",
        place,
        keys,
        category: "titles and metadata",
        // The title is kept twice.
        shared: { library: "", field: keys },
      },
    ];
  });
}
