import { UsageError } from "../errors.ts";
import { isKnownLanguage, parseLocale, type Locale } from "../model/locale.ts";

/** The languages of `--to`, canonical and each once. Throws a UsageError `unknown-locale`. */
export function parseTargets(words: readonly string[]): Locale[] {
  const locales = words.map((word) => {
    const locale = parseLocale(word);
    if (locale !== undefined && isKnownLanguage(locale)) return locale;
    throw new UsageError("unknown-locale", `${JSON.stringify(word)} is not a language code.`, {
      hint: "Use a code such as ru (Russian), kk (Kazakh) or pt-BR (Brazilian Portuguese); several with commas: --to ru,kk",
      place: { option: "--to" },
    });
  });
  return [...new Set(locales)];
}
