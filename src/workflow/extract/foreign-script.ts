import { segmentsOf, type BilingualDocument } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import { plainText } from "../../model/fragment.ts";
import { languageName } from "../../model/locale.ts";

interface Script {
  /** ISO 15924, as CLDR gives the script of a language. */
  readonly codes: readonly string[];
  /** In a person's words. */
  readonly name: string;
  readonly letters: RegExp;
}

const SCRIPTS: readonly Script[] = [
  { codes: ["Latn"], name: "Latin letters (English, French …)", letters: /\p{Script=Latin}/gu },
  { codes: ["Cyrl"], name: "Cyrillic letters (Russian, Kazakh …)", letters: /\p{Script=Cyrillic}/gu },
  { codes: ["Grek"], name: "Greek letters", letters: /\p{Script=Greek}/gu },
  { codes: ["Hebr"], name: "Hebrew letters", letters: /\p{Script=Hebrew}/gu },
  { codes: ["Arab"], name: "Arabic letters (Arabic, Persian …)", letters: /\p{Script=Arabic}/gu },
  { codes: ["Armn"], name: "Armenian letters", letters: /\p{Script=Armenian}/gu },
  { codes: ["Geor"], name: "Georgian letters", letters: /\p{Script=Georgian}/gu },
  {
    codes: ["Hans", "Hant", "Hani", "Jpan", "Kore"],
    name: "Chinese, Japanese or Korean characters",
    letters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu,
  },
];

/** Fewer letters say nothing of a language. */
const LEAST_LETTERS = 12;

/** As many characters as this say enough of a document. */
const SAMPLE = 50_000;

/** A remark where most letters of a document are of a script that its source language is not written in. */
export function foreignScript(document: BilingualDocument): Finding[] {
  const { script: expected } = new Intl.Locale(document.sourceLocale).maximize();
  const own = SCRIPTS.find(({ codes }) => expected !== undefined && codes.includes(expected));
  if (!own) return [];
  let sample = "";
  for (const { source } of segmentsOf(document)) {
    sample += plainText(source);
    if (sample.length > SAMPLE) break;
  }
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS) return [];
  const found = SCRIPTS.find((script) => script !== own && 2 * (sample.match(script.letters)?.length ?? 0) > letters);
  if (!found) return [];
  return [
    {
      id: "foreign-script",
      severity: "minor",
      message: `Most of the text is in ${found.name}, but the originals of this project are in ${languageName(document.sourceLocale)} (sourceLocale). Is it the right document?`,
    },
  ];
}
