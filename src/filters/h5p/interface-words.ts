import type { Locale } from "../../model/locale.ts";
import type { Archive } from "../../zip/archive.ts";
import { textOf, type Libraries, type Library } from "./libraries.ts";
import type { Field } from "./semantics.ts";
import type { SharedText } from "./sites.ts";

/** The words that libraries come with for their buttons and messages, by language. */
export interface InterfaceWords {
  /** Whether the value is what the library itself says in the source language, or, where nobody wrote anything, in English. */
  isOwn(shared: SharedText, value: string, source: Locale): boolean;
  /** What the library says there in a language; undefined where it does not know the language or the field. */
  words(shared: SharedText, locale: Locale): string | undefined;
}

type WordsByField = ReadonlyMap<string, string>;

/** Reads language files when they are first asked for; what cannot be read counts as absent. */
export function interfaceWords(archive: Archive, libraries: Libraries): InterfaceWords {
  const known = new Map<string, WordsByField | undefined>();
  const wordsOf = (library: Library, language: string | undefined): WordsByField | undefined => {
    const key = `${library.folder} ${language ?? ""}`;
    if (!known.has(key)) known.set(key, readWords(archive, library, language));
    return known.get(key);
  };
  const find = ({ library, field }: SharedText, locale: Locale): string | undefined => {
    const found = libraries.find(library);
    if (found === undefined) return undefined;
    for (const language of new Set([locale.toLowerCase(), locale.split("-")[0]!.toLowerCase()])) {
      const words = wordsOf(found, language)?.get(field);
      if (words !== undefined) return words;
    }
    return undefined;
  };
  return {
    words: find,
    isOwn: (shared, value, source) => {
      const library = libraries.find(shared.library);
      if (library === undefined) return false;
      return value === find(shared, source) || value === wordsOf(library, undefined)?.get(shared.field);
    },
  };
}

/** Defaults of the library's fields: those of a language file, which lists fields in the order of the semantics, or the semantics' own. */
function readWords(archive: Archive, library: Library, language: string | undefined): WordsByField | undefined {
  const words = new Map<string, string>();
  if (language === undefined) {
    collect(library.fields, undefined, "", words);
    return words;
  }
  const file = library.languageFile(language);
  if (file === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(textOf(archive, file).replace(/^\uFEFF/, ""));
    const translated = listAt(json, "semantics");
    if (translated === undefined) return undefined;
    collect(library.fields, translated, "", words);
    return words;
  } catch {
    return undefined;
  }
}

function collect(
  fields: readonly Field[],
  translated: readonly unknown[] | undefined,
  prefix: string,
  words: Map<string, string>,
): void {
  for (const [index, field] of fields.entries()) {
    const own: unknown = translated === undefined ? field : translated[index];
    const path = prefix === "" ? field.name : `${prefix}.${field.name}`;
    const value = valueAt(own, "default");
    if (typeof value === "string") words.set(path, value);
    const inner = translated === undefined ? undefined : (listAt(own, "fields") ?? []);
    collect(field.fields ?? [], inner, path, words);
  }
}

function valueAt(json: unknown, key: string): unknown {
  return typeof json === "object" && json !== null
    ? new Map<string, unknown>(Object.entries(json)).get(key)
    : undefined;
}

function listAt(json: unknown, key: string): readonly unknown[] | undefined {
  const value = valueAt(json, key);
  return Array.isArray(value) ? value : undefined;
}
