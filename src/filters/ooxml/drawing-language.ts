import { isSameLanguage, parseLocale, type Locale } from "../../model/locale.ts";
import type { Edit } from "../../xml/edits.ts";
import type { LocaleChange } from "./text-site.ts";
import { descendantsOf, findAttribute, type XmlElement } from "./xml-element.ts";

/** Where DrawingML says which language characters are in. */
const PROPERTIES = ["a:rPr", "a:endParaRPr", "a:defRPr"] as const;

/** The edits that turn every language of run properties below the element, where it is the source's, into the target's. */
export function languageEdits(element: XmlElement, change: LocaleChange): Edit[] {
  if (change.source === change.target) return [];
  return PROPERTIES.flatMap((name) => descendantsOf(element, name)).flatMap((properties) =>
    languageEdit(properties, "lang", change),
  );
}

/** The edit that turns the language in this attribute, where it is the source's, into the target's. */
export function languageEdit(element: XmlElement, name: string, change: LocaleChange): Edit[] {
  if (change.source === change.target) return [];
  const attribute = findAttribute(element, name);
  const locale = attribute && parseLocale(attribute.value);
  if (!attribute || locale === undefined || !isSameLanguage(locale, change.source)) return [];
  const { start, end } = attribute;
  return [{ start, end, text: `${name}="${officeLanguage(change.target)}"` }];
}

/** The tag as Office writes it, with a region, for it knows no proofing tools for bare languages: "ru-RU" for "ru". */
export function officeLanguage(locale: Locale): string {
  const { language, script, region } = new Intl.Locale(locale);
  const likely = new Intl.Locale(locale).maximize();
  const usual = new Intl.Locale(language).maximize().script;
  const shown = script === undefined || script === usual ? [] : [script];
  return [language, ...shown, region ?? likely.region ?? ""].filter((part) => part !== "").join("-");
}
