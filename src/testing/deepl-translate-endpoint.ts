import { assertWellFormed } from "../xml/well-formed.ts";
import type { Answer, ServedGlossaries } from "./deepl-glossaries.ts";
import type { ServedLanguage } from "./deepl-language-list.ts";
import { billedCharacters, damaged, standInTranslation, type CodeDamage } from "./deepl-translation.ts";

/** What a translation is answered from. */
export interface TranslationAccount {
  readonly languages: readonly ServedLanguage[];
  readonly glossaries: ServedGlossaries;
  /** Characters that may still be billed. */
  readonly left: number;
  /** What happens to the codes, in texts that hold `only`. */
  readonly harm?: { readonly codes?: CodeDamage; readonly only?: string } | undefined;
}

interface TranslationCall {
  readonly fields: Readonly<Record<string, string>>;
  readonly texts: readonly string[];
}

const MAX_TEXTS = 50;

/**
 * Answers `POST /v2/translate` as DeepL's API reference describes it, and tells what it cost. What the reference leaves open (elements for a
 * language without tag handling) is refused, so that a test notices.
 */
export function answerTranslation(
  { fields, texts }: TranslationCall,
  { languages, glossaries, left, harm }: TranslationAccount,
): { readonly answer: Answer; readonly cost: number } {
  const fail = (status: number, message: string): { answer: Answer; cost: number } => ({
    answer: { status, body: { message } },
    cost: 0,
  });
  const languageOf = (code: string): ServedLanguage | undefined =>
    languages.find(({ lang }) => lang.toLowerCase() === code.toLowerCase());
  if (texts.length === 0) return fail(400, "Parameter 'text' not specified.");
  if (texts.length > MAX_TEXTS) return fail(400, "Too many texts in request.");
  const target = languageOf(fields["target_lang"] ?? "");
  const source = languageOf(fields["source_lang"] ?? "en");
  if (target === undefined) return fail(400, "Value for 'target_lang' not supported.");
  if (source?.usable_as_source !== true) return fail(400, "Value for 'source_lang' not supported.");
  if (/^(?:more|less)$/.test(fields["formality"] ?? "") && !("formality" in target.features)) {
    return fail(400, "'formality' is not supported for given 'target_lang'.");
  }
  const isXml = fields["tag_handling"] === "xml";
  if (isXml && !("tag_handling" in target.features))
    return fail(400, "Tag handling is not supported for the languages.");
  if (isXml && fields["tag_handling_version"] === "v2" && !texts.every(isWellFormed)) {
    return fail(400, "Tag handling parsing failed, please check input.");
  }
  const glossary = fields["glossary_id"];
  const terms =
    glossary === undefined ? new Map<string, string>() : glossaries.terms(glossary, source.lang, target.lang);
  if (terms === undefined) return fail(404, "Glossary not found");
  const costs = texts.map((text) => billedCharacters(text, isXml));
  const cost = costs.reduce((sum, characters) => sum + characters, 0);
  if (cost > left) return fail(456, "Quota Exceeded");
  const ignoreTags = new Set((fields["ignore_tags"] ?? "").split(","));
  const translations = texts.map((text, index) => {
    const translated = standInTranslation(text, { isXml, ignoreTags, terms });
    const isHarmed = harm?.codes !== undefined && (harm.only === undefined || text.includes(harm.only));
    return {
      detected_source_language: source.lang.toUpperCase(),
      text: isHarmed ? damaged(translated, harm.codes) : translated,
      ...(fields["show_billed_characters"] === "1" ? { billed_characters: costs[index] } : {}),
    };
  });
  return { answer: { status: 200, body: { translations } }, cost };
}

function isWellFormed(text: string): boolean {
  try {
    assertWellFormed(`<t>${text}</t>`, "text");
    return true;
  } catch {
    return false;
  }
}
