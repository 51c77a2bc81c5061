import type { Locale } from "../model/locale.ts";
import type { GlossaryEntry, TermMatch } from "../model/term.ts";
import { isJoined, tokensOf, type Token } from "./tokens.ts";

/** As many words may stand inside a term of several words: "special educational needs" is "special needs" (TRANSLATORS.md, Terms). */
const MOST_INSERTED = 2;

/** Words that come and go inside a term: "person with a disability", "persons with disabilities". */
const ARTICLES = new Set(["a", "an", "the"]);

interface Term {
  readonly entry: GlossaryEntry;
  readonly tokens: readonly Token[];
  /** Which words must be written exactly so: all of a case-sensitive term, the acronyms of others. */
  readonly isExact: readonly boolean[];
}

interface Candidate {
  readonly term: Term;
  readonly first: number;
  readonly last: number;
  readonly inserted: number;
  /** Whether every word is written as in the glossary, case aside. */
  readonly isSameForm: boolean;
}

/**
 * Finds the terms of a glossary in texts. Words are compared without regard to case (unless the entry says so, or the word is an acronym) and,
 * in English, to plural and possessive; words of a term follow each other, with at most two others between. Of overlapping terms the one
 * with most words counts, then the one without words between, then the first. All entries of the same term are told, in the order of the
 * glossary; matches are in the order of the text. The index is by first word: a text costs what its words cost, not what the glossary holds.
 */
export function createTermMatcher(entries: readonly GlossaryEntry[], locale: Locale): (text: string) => TermMatch[] {
  const language = new Intl.Locale(locale).language;
  const byFirstWord = new Map<string, Term[]>();
  for (const entry of entries) {
    const tokens = termTokens(entry.source, language);
    if (tokens.length === 0) continue;
    const isExact = tokens.map((token) => entry.caseSensitive || isAcronym(token.text));
    const key = tokens[0]!.stem;
    byFirstWord.set(key, [...(byFirstWord.get(key) ?? []), { entry, tokens, isExact }]);
  }
  return (text) => {
    const tokens = tokensOf(text, language);
    const candidates: Candidate[] = [];
    for (const [index, token] of tokens.entries())
      for (const term of byFirstWord.get(token.stem) ?? []) {
        const candidate = matchAt(text, tokens, index, term, language);
        if (candidate) candidates.push(candidate);
      }
    return candidates.length === 0 ? [] : chosen(candidates, tokens);
  };
}

/** The words of a term, without articles as long as something is left. */
function termTokens(source: string, language: string): Token[] {
  const tokens = tokensOf(source, language);
  const bare = language === "en" ? tokens.filter(({ lower }) => !ARTICLES.has(lower)) : tokens;
  return bare.length > 0 ? bare : tokens;
}

/** Two capitals or more, digits allowed: ADHD, IEP, EU. */
function isAcronym(text: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(text);
}

function isSameWord(token: Token, word: Token, isExact: boolean): boolean {
  if (token.stem !== word.stem) return false;
  return !isExact || token.text === word.text || token.text.replace(/(?:['’]s|s)$/, "") === word.text;
}

function matchAt(
  text: string,
  tokens: readonly Token[],
  first: number,
  term: Term,
  language: string,
): Candidate | undefined {
  if (!isSameWord(tokens[first]!, term.tokens[0]!, term.isExact[0]!)) return undefined;
  let at = first;
  let inserted = 0;
  let isSameForm = tokens[first]!.lower === term.tokens[0]!.lower;
  for (let word = 1; word < term.tokens.length; word += 1) {
    for (;;) {
      const token = tokens[at + 1];
      if (!token || !isJoined(text, tokens[at]!, token)) return undefined;
      at += 1;
      if (isSameWord(token, term.tokens[word]!, term.isExact[word]!)) {
        isSameForm &&= token.lower === term.tokens[word]!.lower;
        break;
      }
      if (!(language === "en" && ARTICLES.has(token.lower))) inserted += 1;
      if (inserted > MOST_INSERTED) return undefined;
    }
  }
  return { term, first, last: at, inserted, isSameForm };
}

/** Whether both are entries of one term at one place. */
function isTwin(left: Candidate, right: Candidate): boolean {
  return (
    left.first === right.first &&
    left.last === right.last &&
    left.inserted === right.inserted &&
    left.isSameForm === right.isSameForm
  );
}

function chosen(candidates: readonly Candidate[], tokens: readonly Token[]): TermMatch[] {
  const sorted = [...candidates].sort(
    (a, b) =>
      b.term.tokens.length - a.term.tokens.length ||
      a.inserted - b.inserted ||
      Number(b.isSameForm) - Number(a.isSameForm) ||
      a.first - b.first,
  );
  const taken: Candidate[] = [];
  for (const candidate of sorted) {
    const rival = taken.find((other) => candidate.first <= other.last && other.first <= candidate.last);
    if (!rival || isTwin(rival, candidate)) taken.push(candidate);
  }
  return taken
    .sort((a, b) => a.first - b.first)
    .map(({ term, first, last }) => ({ entry: term.entry, start: tokens[first]!.start, end: tokens[last]!.end }));
}
