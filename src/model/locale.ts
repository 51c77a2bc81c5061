/** A BCP 47 tag in canonical case: "en", "ru", "kk-KZ", "sr-Latn". */
export type Locale = string;

/** The canonical tag (underscores read as hyphens), or undefined where the text is no BCP 47 tag of a language. */
export function parseLocale(tag: string): Locale | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}

/** Whether the tag names a language this machine's Unicode data (CLDR) knows: "ru" yes, "xx" and "russian" no. */
export function isKnownLanguage(locale: Locale): boolean {
  const language = new Intl.Locale(locale).language;
  // Rules of plurals are at hand at once; names know more languages, and take 28 ms to load.
  if (Intl.PluralRules.supportedLocalesOf(language).length > 0) return true;
  return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(language) !== undefined;
}

/** Documents name the language of every run: parsing a tag once is enough. */
const languages = new Map<Locale, string>();

function languageOf(locale: Locale): string {
  let language = languages.get(locale);
  if (language === undefined) {
    language = new Intl.Locale(locale).language;
    languages.set(locale, language);
  }
  return language;
}

/** Whether both tags have the same main language: "ru" and "ru-RU". */
export function isSameLanguage(left: Locale, right: Locale): boolean {
  return languageOf(left) === languageOf(right);
}

/** Scripts written from right to left (Unicode, UAX #31 and CLDR's script metadata). */
const RIGHT_TO_LEFT = new Set(["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Mend", "Yezi"]);

/** Reports ask for every cell. */
const directions = new Map<Locale, "ltr" | "rtl">();

/** The direction of the locale's script. */
export function directionOf(locale: Locale): "ltr" | "rtl" {
  let direction = directions.get(locale);
  if (direction === undefined) {
    const { script } = new Intl.Locale(locale).maximize();
    direction = script !== undefined && RIGHT_TO_LEFT.has(script) ? "rtl" : "ltr";
    directions.set(locale, direction);
  }
  return direction;
}

/** The English name of the language: "Russian" for "ru". */
export function languageName(locale: Locale): string {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(locale) ?? locale;
}
