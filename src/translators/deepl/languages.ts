import type { Locale } from "../../model/locale.ts";

/** What a language can do, as `GET /v3/languages?resource=translate_text` tells it. */
export interface LanguageFeatures {
  /** DeepL's code, in the case it writes it: "ru", "en-GB", "zh-Hans". */
  readonly code: string;
  readonly isSource: boolean;
  readonly isTarget: boolean;
  readonly hasFormality: boolean;
  readonly hasGlossary: boolean;
  readonly hasTags: boolean;
}

/** How a pair of locales is asked for. */
export interface LanguagePair {
  readonly source: string;
  readonly target: string;
  readonly hasFormality: boolean;
  readonly hasGlossary: boolean;
  readonly hasTags: boolean;
}

/** Languages with glossary and tag handling in DeepL's table of supported languages (docs, June 2026), as deepl-node 1.28 types them. */
const FULL = "ar bg cs da de el en es et fi fr he hu id it ja ko lt lv nb nl pl pt ro ru sk sl sv tr uk vi zh".split(
  " ",
);
const FULL_VARIANTS = ["en-GB", "en-US", "es-419", "pt-BR", "pt-PT", "zh-Hans", "zh-Hant"];
const FORMAL = new Set(["de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru"]);

/**
 * The table for when the server cannot be asked: only what the printed table promises. A language that is not in it is sent as plain text
 * with no options, which is never refused for a feature; whether it is translated at all is for the server to say.
 */
export const FALLBACK_LANGUAGES: readonly LanguageFeatures[] = [...FULL, ...FULL_VARIANTS].map((code) => ({
  code,
  isSource: !code.includes("-"),
  isTarget: true,
  hasFormality: FORMAL.has(code.split("-")[0]!),
  hasGlossary: true,
  hasTags: true,
}));

/**
 * Reads the answer of the endpoint: a list of `{ lang, usable_as_source, usable_as_target, features }`, features an object by name, or a
 * list of names as in its trial time. Undefined where it is something else.
 */
export function readLanguages(reply: unknown): readonly LanguageFeatures[] | undefined {
  if (!Array.isArray(reply) || reply.length === 0) return undefined;
  const languages: LanguageFeatures[] = [];
  for (const item of reply as unknown[]) {
    if (!isRecord(item) || typeof item["lang"] !== "string") return undefined;
    const { features } = item;
    const has = (name: string): boolean =>
      Array.isArray(features) ? features.includes(name) : isRecord(features) && Object.hasOwn(features, name);
    languages.push({
      code: item["lang"],
      isSource: item["usable_as_source"] === true,
      isTarget: item["usable_as_target"] === true,
      hasFormality: has("formality"),
      hasGlossary: has("glossary"),
      hasTags: has("tag_handling"),
    });
  }
  return languages;
}

/**
 * The pair in DeepL's codes with what both ends can do; undefined where DeepL does not translate it. Glossary and tags need both ends,
 * formality the target (`GET /v3/languages/resources`). An incomplete list refuses nothing.
 */
export function languagePair(
  languages: readonly LanguageFeatures[],
  sourceLocale: Locale,
  targetLocale: Locale,
  isComplete: boolean,
): LanguagePair | undefined {
  const byCode = new Map(languages.map((language) => [language.code.toLowerCase(), language]));
  const find = (
    codes: readonly string[],
    isUsable: (language: LanguageFeatures) => boolean,
  ): LanguageFeatures | undefined => {
    for (const code of codes) {
      const language = byCode.get(code.toLowerCase());
      if (language !== undefined && isUsable(language)) return language;
    }
    return isComplete ? undefined : { ...NOTHING, code: codes.at(-1)! };
  };
  const source = find([languageCode(sourceLocale)], ({ isSource }) => isSource);
  const target = find(targetCodes(targetLocale), ({ isTarget }) => isTarget);
  if (source === undefined || target === undefined) return undefined;
  return {
    source: source.code,
    target: target.code,
    hasFormality: target.hasFormality,
    hasGlossary: source.hasGlossary && target.hasGlossary,
    hasTags: source.hasTags && target.hasTags,
  };
}

const NOTHING: Omit<LanguageFeatures, "code"> = {
  isSource: true,
  isTarget: true,
  hasFormality: false,
  hasGlossary: false,
  hasTags: false,
};

/** The language alone, as sources and glossaries are named. */
export function languageCode(locale: Locale): string {
  const { language } = new Intl.Locale(locale);
  // DeepL writes Norwegian as Bokmål and Filipino as Tagalog.
  return { no: "nb", fil: "tl" }[language] ?? language;
}

/** Regions whose Spanish is written as in Latin America. */
const LATIN_AMERICA = new Set("AR BO CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE 419".split(" "));

/**
 * DeepL's target codes for a locale, best first: the locale itself, then the variant that a bare language means, then the language. Bare
 * English is British and bare Portuguese European, as the organisation writes them; bare Chinese is in simplified characters.
 */
function targetCodes(locale: Locale): readonly string[] {
  const { language, region, script } = new Intl.Locale(locale);
  const code = languageCode(locale);
  const exact = region === undefined ? [] : [`${code}-${region}`];
  switch (language) {
    case "en":
      return [...exact, region === "US" ? "en-US" : "en-GB", "en"];
    case "pt":
      return [...exact, region === "BR" ? "pt-BR" : "pt-PT", "pt"];
    case "es":
      return [...exact, ...(region !== undefined && LATIN_AMERICA.has(region) ? ["es-419"] : []), "es"];
    case "zh": {
      const wanted = script ?? new Intl.Locale(locale).maximize().script;
      return [wanted === "Hant" ? "zh-Hant" : "zh-Hans", "zh"];
    }
    default:
      return [...exact, code];
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
