import type { BilingualDocument } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import { plainText } from "../../model/fragment.ts";
import { languageName, type Locale } from "../../model/locale.ts";

interface Script {
  /** ISO 15924, as CLDR gives the script of a language. */
  readonly codes: readonly string[];
  /** In a person's words. */
  readonly name: string;
  /** Matches one letter. */
  readonly letter: RegExp;
}

const SCRIPTS: readonly Script[] = [
  { codes: ["Latn"], name: "Latin letters (English, French …)", letter: /\p{Script=Latin}/u },
  { codes: ["Cyrl"], name: "Cyrillic letters (Russian, Kazakh …)", letter: /\p{Script=Cyrillic}/u },
  { codes: ["Grek"], name: "Greek letters", letter: /\p{Script=Greek}/u },
  { codes: ["Hebr"], name: "Hebrew letters", letter: /\p{Script=Hebrew}/u },
  { codes: ["Arab"], name: "Arabic letters (Arabic, Persian …)", letter: /\p{Script=Arabic}/u },
  { codes: ["Armn"], name: "Armenian letters", letter: /\p{Script=Armenian}/u },
  { codes: ["Geor"], name: "Georgian letters", letter: /\p{Script=Georgian}/u },
  {
    codes: ["Hans", "Hant", "Hani", "Jpan", "Kore"],
    name: "Chinese, Japanese or Korean characters",
    letter: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u,
  },
];

/** Fewer letters say nothing of a language. */
const LEAST_LETTERS = 12;

/** As many characters as this say enough of a document. */
const SAMPLE = 50_000;

/** A remark where most letters of a document are of a script that its source language is not written in. */
export function foreignScript(document: BilingualDocument): Finding[] {
  const own = scriptOf(document.sourceLocale);
  if (!own) return [];
  const counted = countLetters(sampleOf(document));
  if (counted.all < LEAST_LETTERS || 2 * counted.of(own) >= counted.all) return [];
  const found = SCRIPTS.find((script) => 2 * counted.of(script) > counted.all);
  if (!found) return [];
  return [
    {
      id: "foreign-script",
      severity: "minor",
      message: `Most of the text is in ${found.name}, but the originals of this project are in ${languageName(document.sourceLocale)} (sourceLocale). Is it the right document?`,
    },
  ];
}

/** Looking one up takes as long as counting the letters of a short document, and a project has one source locale. */
const scripts = new Map<Locale, Script | undefined>();

/** The script that a language is written in, where it is one of the above. */
function scriptOf(locale: Locale): Script | undefined {
  if (!scripts.has(locale)) {
    const { script } = new Intl.Locale(locale).maximize();
    scripts.set(
      locale,
      SCRIPTS.find(({ codes }) => script !== undefined && codes.includes(script)),
    );
  }
  return scripts.get(locale);
}

/** The beginning of the document's text. */
function sampleOf({ units }: BilingualDocument): string {
  let sample = "";
  for (const { segments } of units) {
    for (const { source } of segments) {
      sample += plainText(source);
      if (sample.length > SAMPLE) return sample;
    }
  }
  return sample;
}

/** How many letters the text has, and how many of them are of a script; those of ASCII, in most texts nearly all, are not looked up. */
function countLetters(text: string): { readonly all: number; of(script: Script): number } {
  let ascii = 0;
  let isAscii = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 128) isAscii = false;
    else if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) ascii += 1;
  }
  const letters = isAscii ? [] : (text.replaceAll(/[\u0000-\u007F]+/g, "").match(/\p{L}/gu) ?? []);
  return {
    all: ascii + letters.length,
    of: ({ codes, letter }) =>
      (codes.includes("Latn") ? ascii : 0) + letters.reduce((sum, found) => sum + (letter.test(found) ? 1 : 0), 0),
  };
}
