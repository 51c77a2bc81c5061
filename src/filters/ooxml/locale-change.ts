import { directionOf, isSameLanguage, parseLocale, type Locale } from "../../model/locale.ts";

/** From which language into which a document goes; where both are the same nothing but text changes. */
export interface LocaleChange {
  readonly source: Locale;
  readonly target: Locale;
}

/** What follows from a change of locale. */
export interface ChangeFacts {
  readonly isSame: boolean;
  /** The target as Office writes it. */
  readonly officeLanguage: string;
  /** The direction the document turns to; undefined where it keeps its own. */
  readonly direction: "ltr" | "rtl" | undefined;
  /** Whether a language tag found in the document is the source's language. */
  isSource(tag: string): boolean;
}

const known = new WeakMap<LocaleChange, ChangeFacts>();

/** What follows from a change. Asked for every run, so it is found out once for every change object. */
export function factsOf(change: LocaleChange): ChangeFacts {
  const facts = known.get(change) ?? findFacts(change);
  known.set(change, facts);
  return facts;
}

function findFacts({ source, target }: LocaleChange): ChangeFacts {
  const answers = new Map<string, boolean>();
  const direction = directionOf(target);
  return {
    isSame: source === target,
    officeLanguage: officeLanguage(target),
    direction: directionOf(source) === direction ? undefined : direction,
    isSource(tag) {
      let answer = answers.get(tag);
      if (answer === undefined) {
        const locale = parseLocale(tag);
        answer = locale !== undefined && isSameLanguage(locale, source);
        answers.set(tag, answer);
      }
      return answer;
    },
  };
}

/** The tag as Office writes it, with a region, for it knows no proofing tools for bare languages: "ru-RU" for "ru". */
export function officeLanguage(locale: Locale): string {
  const { language, script, region } = new Intl.Locale(locale);
  const likely = new Intl.Locale(locale).maximize();
  const usual = new Intl.Locale(language).maximize().script;
  const shown = script === undefined || script === usual ? [] : [script];
  return [language, ...shown, region ?? likely.region ?? ""].filter((part) => part !== "").join("-");
}
