import type { Locale } from "../model/locale.ts";
import type { GlossaryEntry } from "../model/term.ts";

/** A segment that is a term and nothing else. */
export interface WholeSegmentTerm {
  readonly entry: GlossaryEntry;
  /** The translation, with the case and the closing punctuation of the segment. */
  readonly target: string;
}

/** Space, the text, closing punctuation, space. */
const SHAPE = /^(?<before>\s*)(?<body>[\s\S]*?)(?<after>[\s.,:;!?…]*)$/;

/**
 * Finds the preferred translation of a text that is a term as a whole: the same words in the same form, case (unless the entry says so) and
 * closing punctuation aside. Nothing where the glossary has two preferred translations: that is for a person to choose.
 */
export function createWholeSegmentLookup(
  entries: readonly GlossaryEntry[],
  locales: { readonly source: Locale; readonly target: Locale },
): (text: string) => WholeSegmentTerm | undefined {
  const bySource = new Map<string, GlossaryEntry[]>();
  const keyOf = (text: string): string =>
    text.normalize("NFC").replaceAll("’", "'").replaceAll(/\s+/g, " ").toLocaleLowerCase(locales.source);
  for (const entry of entries) {
    if (entry.status !== "preferred") continue;
    const key = keyOf(entry.source);
    bySource.set(key, [...(bySource.get(key) ?? []), entry]);
  }
  return (text) => {
    const { before = "", body = "", after = "" } = SHAPE.exec(text)?.groups ?? {};
    // A term may itself end in a stop: "etc."
    for (const [term, rest] of [
      [body + after.trimEnd(), after.slice(after.trimEnd().length)],
      [body, after],
    ] as const) {
      const found = (bySource.get(keyOf(term)) ?? []).filter(
        ({ source, caseSensitive }) => !(caseSensitive || isAcronym(source)) || source === term.normalize("NFC"),
      );
      const entry = found[0];
      if (!entry || found.some(({ target }) => target !== entry.target)) continue;
      return { entry, target: before + withCaseOf(term, entry, locales.target) + rest };
    }
    return undefined;
  };
}

function isAcronym(text: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(text);
}

/** The target in capitals where the text is and the term is not; with a capital where the text begins with one and the term does not. */
function withCaseOf(text: string, { source, target }: GlossaryEntry, locale: Locale): string {
  if (text === source) return target;
  const letters = text.replaceAll(/[^\p{L}]/gu, "");
  const isAllCapitals = letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  if (isAllCapitals && source !== source.toUpperCase()) return target.toLocaleUpperCase(locale);
  const beginsWithCapital = /^[^\p{L}]*\p{Lu}/u;
  if (!beginsWithCapital.test(text) || beginsWithCapital.test(source)) return target;
  return target.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase(locale));
}
