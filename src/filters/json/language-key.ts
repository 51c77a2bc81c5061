import { parseLocale, type Locale } from "../../model/locale.ts";
import type { Edit } from "../../xml/edits.ts";
import type { JsonString } from "./scan-strings.ts";
import { spellString, type JsonSpelling } from "./spelling.ts";

/** Keys of the root that name the language of the whole file. */
const LANGUAGE_KEYS = new Set(["@@locale", "lang", "language", "locale"]);

/**
 * The file's own language set to that of the translation, where the file says it is in the document's language ("en", "en-US", "en_US");
 * the mark between language and region stays.
 */
export function languageEdits(
  strings: readonly JsonString[],
  source: Locale,
  target: Locale,
  spelling: JsonSpelling,
): Edit[] {
  if (source === target) return [];
  return strings.flatMap(({ value, start, end, path }): Edit[] => {
    if (path.length !== 1 || !LANGUAGE_KEYS.has(String(path[0]))) return [];
    const found = parseLocale(value.replaceAll("_", "-"));
    if (found === undefined || found.split("-")[0] !== source.split("-")[0]) return [];
    const spelled = value.includes("_") ? target.replaceAll("-", "_") : target;
    return [{ start, end, text: spellString(spelled, spelling) }];
  });
}
