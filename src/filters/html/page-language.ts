import { isSameLanguage, parseLocale, type Locale } from "../../model/locale.ts";
import { valueOf } from "./translatable-attributes.ts";
import type { PageToken } from "./token-list.ts";

/** Tags that name no language: undetermined, no linguistic content, several (ISO 639-2), and what some content systems write. */
const NO_LANGUAGE = new Set(["und", "zxx", "mul", "mis", "x-default"]);

/** The language an element says it is in; undefined where it says nothing that can be understood. */
export function languageOf(tag: PageToken): Locale | undefined {
  return readLanguage(valueOf(tag, "lang") ?? valueOf(tag, "xml:lang"));
}

/** A language as pages write it; undefined for none. */
export function readLanguage(written: string | undefined): Locale | undefined {
  if (written === undefined || written === "" || NO_LANGUAGE.has(written.toLowerCase())) return undefined;
  return parseLocale(written);
}

/** The languages whose text is translated: the project's source language and the one the whole page says it is in. */
export interface OwnLanguages {
  readonly source: Locale;
  /** As the page's root says. */
  readonly page?: Locale;
}

/** Whether text in this language is the page's own. */
export function isOwnLanguage(locale: Locale, own: OwnLanguages): boolean {
  return isSameLanguage(locale, own.source) || (own.page !== undefined && isSameLanguage(locale, own.page));
}
