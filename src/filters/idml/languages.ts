import { parseLocale, type Locale } from "../../model/locale.ts";

/** A language as InDesign knows it. */
export interface InDesignLanguage {
  /** The value of `AppliedLanguage`: "$ID/Russian". */
  readonly name: string;
  /** As InDesign numbers languages in `Language@Id`. */
  readonly id: number;
  /** Opening and closing quotation marks, as in `Language`. */
  readonly single: string;
  readonly double: string;
}

/**
 * By BCP 47 tag, the language's usual one first: InDesign's names, numbers and quotation marks as its own files have them (Language
 * elements of documents saved by versions CS5 to 2023). Variants that a tag cannot tell apart (legal, medical) are left out; Hindi and other
 * languages of India are named by their tags there.
 */
const LANGUAGES: readonly (readonly [tags: string, name: string, id: number, single: string, double: string])[] = [
  ["ar", "Arabic", 257, "‹›", "«»"],
  ["bg bg-BG", "Bulgarian", 261, "‚‘", "„“"],
  ["bn bn-IN", "bn_IN", 348, "''", '""'],
  ["ca ca-ES", "Catalan", 263, "‘’", "“”"],
  ["cs cs-CZ", "Czech", 266, "‚‘", "„“"],
  ["da da-DK", "Danish", 267, "’’", "””"],
  ["de de-DE", "de_DE_2006", 275, "‚‘", "„“"],
  ["de-AT", "German: Austrian", 787, "‚‘", "„“"],
  ["de-CH", "de_CH_2006", 531, "‹›", "«»"],
  ["el el-GR", "Greek", 276, "‘’", "«»"],
  ["en en-US", "English: USA", 269, "‘’", "“”"],
  ["en-CA", "English: Canadian", 1037, "‘’", "“”"],
  ["en-GB", "English: UK", 525, "‘’", "“”"],
  ["es es-ES", "Spanish: Castilian", 294, "‘’", "“”"],
  ["et et-EE", "Estonian", 270, "‘’", "“”"],
  ["fi fi-FI", "Finnish", 273, "’’", "””"],
  ["fr fr-FR", "French", 274, "‘’", "«»"],
  ["fr-CA", "French: Canadian", 786, "‘’", "«»"],
  ["gu gu-IN", "gu_IN", 348, "''", '""'],
  ["he he-IL", "Hebrew", 277, "''", '""'],
  ["hi hi-IN", "hi_IN", 348, "''", '""'],
  ["hr hr-HR", "Croatian", 265, "‘’", "“”"],
  ["hu hu-HU", "Hungarian", 278, "‚’", "„”"],
  ["id id-ID", "id_ID", 348, "''", '""'],
  ["it it-IT", "Italian", 281, "‘’", "“”"],
  ["km km-KH", "km_KH", 348, "''", '""'],
  ["kn kn-IN", "kn_IN", 348, "''", '""'],
  ["lo lo-LA", "lo_LA", 348, "''", '""'],
  ["lt lt-LT", "Lithuanian", 285, "‚‘", "„“"],
  ["lv lv-LV", "Latvian", 284, "‘’", "“”"],
  ["ml ml-IN", "ml_IN", 348, "''", '""'],
  ["mr mr-IN", "mr_IN", 348, "''", '""'],
  ["my my-MM", "my_MM", 348, "''", '""'],
  ["nb no nb-NO", "Norwegian: Bokmal", 286, "’’", "””"],
  ["nl nl-NL", "nl_NL_2005", 268, "‘’", "“”"],
  ["nn nn-NO", "Norwegian: Nynorsk", 542, "’’", "””"],
  ["or or-IN", "or_IN", 348, "''", '""'],
  ["pa pa-IN", "pa_IN", 348, "''", '""'],
  ["pl pl-PL", "Polish", 287, "‚’", "„”"],
  ["pt pt-PT", "Portuguese", 288, "‘’", "“”"],
  ["pt-BR", "Portuguese: Brazilian", 544, "‘’", "“”"],
  ["ro ro-RO", "Romanian", 289, "‚’", "„”"],
  ["ru ru-RU", "Russian", 290, "‘’", "«»"],
  ["si si-LK", "si_LK", 348, "''", '""'],
  ["sk sk-SK", "Slovak", 291, "‚‘", "„“"],
  ["sl sl-SI", "Slovenian", 292, "''", "»«"],
  ["sv sv-SE", "Swedish", 295, "’’", "””"],
  ["ta ta-IN", "ta_IN", 348, "''", '""'],
  ["te te-IN", "te_IN", 348, "''", '""'],
  ["th th-TH", "Thai", 296, "''", '""'],
  ["tr tr-TR", "Turkish", 297, "‘’", "“”"],
  ["uk uk-UA", "Ukrainian", 298, "‘’", "«»"],
  ["vi vi-VN", "Vietnamese", 299, "''", '""'],
];

/** Names InDesign has beside those above, by the language they are of: older spellings, legal and medical variants, and the like. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  "English: USA Legal": "en-US",
  "English: USA Medical": "en-US",
  "German: Reformed": "de",
  "German: Traditional": "de",
  "German: Swiss": "de-CH",
  Dutch: "nl",
  "Portuguese: Orthographic Agreement": "pt",
  "Spanish: Mexico": "es-MX",
};

const byTag: ReadonlyMap<string, InDesignLanguage> = new Map(
  LANGUAGES.flatMap(([tags, name, id, single, double]) =>
    tags.split(" ").map((tag) => [tag, { name: `$ID/${name}`, id, single, double }] as const),
  ),
);

const byName: ReadonlyMap<string, Locale> = new Map([
  ...LANGUAGES.map(([tags, name]) => [`$ID/${name}`, tags.split(" ")[0]!] as const),
  ...Object.entries(OTHER_NAMES).map(([name, tag]) => [`$ID/${name}`, tag] as const),
]);

/** What InDesign calls the locale's language; undefined where it has none (Kazakh, Irish and others). */
export function inDesignLanguage(locale: Locale): InDesignLanguage | undefined {
  const { language, region, script } = new Intl.Locale(locale);
  const usual = new Intl.Locale(language).maximize().script;
  // InDesign's languages are those of their usual scripts.
  if (script !== undefined && script !== usual) return undefined;
  return (region === undefined ? undefined : byTag.get(`${language}-${region}`)) ?? byTag.get(language);
}

/** The locale a value of `AppliedLanguage` means; undefined for "[No Language]" and names that are not known. */
export function localeOf(appliedLanguage: string): Locale | undefined {
  const known = byName.get(appliedLanguage);
  if (known !== undefined) return known;
  // Newer dictionaries are named by their tags: "$ID/sr_RS".
  const tag = /^\$ID\/([a-z]{2,3}_[A-Z]{2})(?:_\d+)?$/.exec(appliedLanguage)?.[1];
  return tag === undefined ? undefined : parseLocale(tag);
}
