import type { Locale } from "../../model/locale.ts";
import { english } from "./english.ts";
import { european } from "./european.ts";
import { kazakh } from "./kazakh.ts";
import type { LanguageRules } from "./language-rules.ts";
import { russian } from "./russian.ts";

/** A language's rules, ready for look-up. */
export interface CompiledRules {
  readonly announcing: ReadonlySet<string>;
  readonly beforeNumber: ReadonlySet<string>;
  readonly ambiguous: ReadonlySet<string>;
  readonly starters: ReadonlySet<string>;
  readonly oneLetterWords: ReadonlySet<string>;
  readonly hasOrdinalPeriod: boolean;
}

const BY_LANGUAGE: Readonly<Record<string, LanguageRules>> = { ...european, en: english, ru: russian, kk: kazakh };

/** A language without lists still gets what needs none: initials, continuations, brackets, list markers. */
const NONE: LanguageRules = {
  announcing: "",
  beforeNumber: "",
  ambiguous: "",
  starters: "",
  oneLetterWords: "",
  hasOrdinalPeriod: false,
};

const compiled = new Map<Locale, CompiledRules>();

/** The rules of the locale's main language. */
export function rulesFor(locale: Locale): CompiledRules {
  const known = compiled.get(locale);
  if (known) return known;
  const rules = BY_LANGUAGE[new Intl.Locale(locale).language] ?? NONE;
  const made: CompiledRules = {
    announcing: words(rules.announcing),
    beforeNumber: words(rules.beforeNumber),
    ambiguous: words(rules.ambiguous),
    starters: words(rules.starters),
    oneLetterWords: words(rules.oneLetterWords),
    hasOrdinalPeriod: rules.hasOrdinalPeriod,
  };
  compiled.set(locale, made);
  return made;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.match(/\S+/gu));
}
