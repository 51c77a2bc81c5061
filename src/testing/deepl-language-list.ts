/** A language as `GET /v3/languages` gives it. */
export interface ServedLanguage {
  readonly lang: string;
  readonly name: string;
  readonly status: "stable";
  readonly usable_as_source: boolean;
  readonly usable_as_target: boolean;
  readonly features: Readonly<Record<string, { readonly status: "stable" }>>;
}

const GLOSSARY = new Set(
  "ar bg cs da de el en es et fi fr he hu id it ja ko lt lv nb nl pl pt ro ru sk sl sv tr uk vi zh".split(" "),
);
const FORMAL = new Set("de es fr it ja nl pl pt ru".split(" "));
const MORE = "az be eu fa ga hi hr hy is ka kk ky mk mn mt sq sr tg tk tt ur uz".split(" ");
const VARIANTS = "en-GB en-US es-419 pt-BR pt-PT zh-Hans zh-Hant".split(" ");

/**
 * The languages that the local server knows: those of DeepL's public API in 2026 that projects are likely to meet, each with its features.
 * `withoutTags`: languages that are served without tag handling, as the printed table has them.
 */
export function servedLanguages(withoutTags: readonly string[]): readonly ServedLanguage[] {
  const stable = { status: "stable" } as const;
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  return [...GLOSSARY, ...MORE, ...VARIANTS].sort().map((lang) => {
    const base = lang.split("-")[0]!;
    const isVariant = lang !== base;
    return {
      lang,
      name: names.of(lang) ?? lang,
      status: "stable",
      usable_as_source: !isVariant,
      usable_as_target: true,
      features: {
        ...(isVariant ? {} : { auto_detection: stable }),
        ...(FORMAL.has(base) ? { formality: stable } : {}),
        ...(GLOSSARY.has(base) ? { glossary: stable } : {}),
        ...(withoutTags.includes(base) ? {} : { tag_handling: stable }),
      },
    };
  });
}
