import type { GlossaryEntry } from "../model/term.ts";
import type { TranslationRequest } from "../translators/translator.ts";
import { parseFragment } from "./wire-fragments.ts";

/** A request from English to Russian for numbered texts, with the ids "s.1", "s.2", …. */
export function translationRequest(
  texts: readonly string[],
  more: Partial<Omit<TranslationRequest, "segments">> = {},
): TranslationRequest {
  return {
    sourceLocale: "en",
    targetLocale: "ru",
    context: "",
    protectedTerms: [],
    ...more,
    segments: texts.map((text, index) => ({ id: `s.${index + 1}`, source: parseFragment(text), terms: [] })),
  };
}

/** A glossary row; preferred unless it says otherwise. */
export function glossaryEntry(source: string, target: string, more: Partial<GlossaryEntry> = {}): GlossaryEntry {
  return { source, target, status: "preferred", caseSensitive: false, place: "en-ru.csv:2", ...more };
}
