import { UsageError } from "../errors.ts";
import { isKnownLanguage, parseLocale, type Locale } from "../model/locale.ts";
import { knownTargets, type Project } from "../workflow/project.ts";

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

/** The languages a command works on: those of `--to`, else the project's. Throws a UsageError with the sentence to type where there are none. */
export function targetsOf(words: readonly string[] | undefined, project: Project, command: string): Locale[] {
  const locales = words === undefined ? knownTargets(project) : parseTargets(words);
  if (locales.length > 0) return locales;
  throw new UsageError("usage", "Into which language? No target language is known yet.", {
    hint: `Type, for Russian: pitrans ${command} --to ru`,
    place: { option: "--to" },
  });
}
