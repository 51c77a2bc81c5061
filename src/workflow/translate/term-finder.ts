import { entriesInScope } from "../../glossary/entries-in-scope.ts";
import { createTermMatcher } from "../../glossary/term-matcher.ts";
import { createWholeSegmentLookup } from "../../glossary/whole-segment-term.ts";
import type { Locale } from "../../model/locale.ts";
import type { GlossaryEntry } from "../../model/term.ts";
import type { Leverage } from "./leverage.ts";

/** How the glossary answers for a document, whose folder decides which scoped rows count. Without scopes all documents share one index. */
export function termFinder(
  glossary: readonly GlossaryEntry[],
  locales: { readonly source: Locale; readonly target: Locale },
): (document: string) => Pick<Leverage, "terms" | "wholeTerm"> {
  const isScoped = glossary.some(({ scope }) => scope !== undefined && scope !== "");
  const finders = new Map<string, Pick<Leverage, "terms" | "wholeTerm">>();
  return (document) => {
    const key = isScoped ? document : "";
    const finder = finders.get(key) ?? makeFinder(isScoped ? entriesInScope(glossary, document) : glossary, locales);
    finders.set(key, finder);
    return finder;
  };
}

function makeFinder(
  entries: readonly GlossaryEntry[],
  locales: { readonly source: Locale; readonly target: Locale },
): Pick<Leverage, "terms" | "wholeTerm"> {
  const findTerms = createTermMatcher(entries, locales.source);
  const findWhole = createWholeSegmentLookup(entries, locales);
  return {
    terms: (text) =>
      [...new Set(findTerms(text).map(({ entry }) => entry))].filter(({ status }) => status === "preferred"),
    wholeTerm: (text) => findWhole(text)?.target,
  };
}
