import type { Locale } from "../../model/locale.ts";

/** The tag as Office writes it, with a region, since it knows no proofing tools for bare languages: "ru-RU" for "ru", "sr-Latn-RS" for "sr-Latn". */
export function officeLanguage(locale: Locale): string {
  const { language, script, region } = new Intl.Locale(locale);
  const likely = new Intl.Locale(locale).maximize();
  const usual = new Intl.Locale(language).maximize().script;
  const shown = script === undefined || script === usual ? [] : [script];
  return [language, ...shown, region ?? likely.region ?? ""].filter((part) => part !== "").join("-");
}
