import type { CompiledRules } from "./rules/rules-for.ts";

/** What a merge rule looks at: at most 60 characters on either side, so that the cost stays linear. */
interface BoundaryContext {
  /** From the start of the sentence, or its last 60 characters, up to the boundary; without trailing white space. */
  readonly before: string;
  /** Whether `before` is the sentence from its start. */
  readonly isWhole: boolean;
  /** What stands before the full stop that `before` ends with, back to white space or an opening mark; "" where it ends otherwise. */
  readonly token: string;
  /** `abbreviationOf` the token. */
  readonly abbreviation: string;
  /** From the boundary on. */
  readonly after: string;
  readonly rules: CompiledRules;
}

/** A reason for which a boundary of UAX #29 is none. */
export interface MergeRule {
  readonly id: string;
  readonly reason: string;
  readonly applies: (context: BoundaryContext) => boolean;
}

const TOKEN_EDGE = /[\s("«„“‘[—–]/;
const NUMBER_FOLLOWS = /^[(["«]?[№#]?\s?(?:\d|[IVXLC]+(?![\p{L}]))/u;
const FIRST_WORD = /^["'«“„‘([]*(?<word>[\p{L}\p{M}\p{Nd}’'-]+)/u;

/** In the order of cheapness; the first that applies decides. */
export const MERGE_RULES: readonly MergeRule[] = [
  {
    id: "continuation",
    reason: "A sentence does not begin in lower case: “She works at Yahoo! in the accounting department.”",
    applies: ({ after }) => /^["'«“„‘([]*\p{Ll}/u.test(after),
  },
  {
    id: "dash-continuation",
    reason: "After a dash and a lower-case letter the sentence goes on: «… — сказал он.»",
    applies: ({ after }) => /^[—–-]\s*["'«“„(]*\p{Ll}/u.test(after),
  },
  {
    id: "list-marker",
    reason: "The number or letter of a list item belongs to its item: “1.) The first item”.",
    applies: ({ before, isWhole }) =>
      isWhole && /^\s*[•⁃◦▪‣●○·*–—-]?\s*\(?(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivxlc]{1,5})[.)]{1,2}$/iu.test(before),
  },
  {
    id: "leading-stop",
    reason: "A full stop after a space begins a word and ends nothing: “output in .JSON for programs”, “.NET”.",
    applies: ({ before, after }) => /(?:^|[^.\s]\s)\.$/u.test(before) && /^\p{L}/u.test(after),
  },
  {
    id: "label",
    reason: "A label of one word and a number, belongs to its text: “Table 1. Who knows what”, «Рис. 2. Школа».",
    applies: ({ before, isWhole }) => isWhole && /^\s*\p{Lu}[\p{L}\p{M}]+\.?\s\d+(?:\.\d+)*\.$/u.test(before),
  },
  {
    id: "omission",
    reason: "Dots in brackets stand for words left out and end nothing: “[...]”.",
    applies: ({ before }) => /[[(](?:\.\s?\.\s?\.|…)[\])]["'”»]*$/u.test(before),
  },
  {
    id: "spaced-ellipsis",
    reason: "Three spaced dots mark an omission within a sentence, four its end (Chicago Manual of Style 13.50–13.55).",
    applies: ({ before }) => /[^.\s]\s\.\s\.\s\.$/u.test(before),
  },
  {
    id: "announcing-abbreviation",
    reason: "A title, an address word or “e.g.” announces what follows: “Mt. Fuji”, «проф. Семёнов».",
    applies: ({ abbreviation, rules }) => rules.announcing.has(abbreviation),
  },
  {
    id: "abbreviation-before-number",
    reason: "“p. 55”, “No. 7”, «гл. IV»: the number belongs to the abbreviation.",
    applies: ({ abbreviation, after, rules }) => rules.beforeNumber.has(abbreviation) && NUMBER_FOLLOWS.test(after),
  },
  {
    id: "initial",
    reason:
      "A single letter, or letters with full stops, are initials or an initialism: “E. Smith”, “the U.S. Government”, «А. И. Семёнов».",
    applies: ({ before, token, after, rules }) => {
      if (token === "") return false;
      const isInitials = /^(?:\p{L}\p{M}*[.-])*\p{L}\p{M}*$/u.test(token) || rules.ambiguous.has(token.toLowerCase());
      if (!isInitials || startsSentence(after, rules)) return false;
      return !(rules.oneLetterWords.has(token) && /(?:^|\s)\p{Ll}+\s+\p{L}\.$/u.test(before));
    },
  },
  {
    id: "ordinal",
    reason: "In languages that write ordinals with a full stop a date goes on after it: “am 5. Mai”.",
    applies: ({ before, after, rules }) =>
      rules.hasOrdinalPeriod && /(?:^|\s)(?:\d{1,2}|[IVXLC]+)\.$/u.test(before) && !startsSentence(after, rules),
  },
];

/** The token before the last full stop; "" where the sentence ends otherwise. */
export function lastToken(before: string): string {
  if (!before.endsWith(".")) return "";
  let start = before.length - 1;
  while (start > 0 && (isLatinLetter(before.charCodeAt(start - 1)) || !TOKEN_EDGE.test(before[start - 1]!))) start -= 1;
  return before.slice(start, -1);
}

function isLatinLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** A token as the lists spell it; the number of a note that stands before it is none of it: "2Dr." */
export function abbreviationOf(token: string): string {
  const lower = token.toLowerCase();
  return /^\d/.test(lower) ? lower.replace(/^\d+(?=\p{L})/u, "") : lower;
}

function startsSentence(after: string, rules: CompiledRules): boolean {
  const match = FIRST_WORD.exec(after);
  const word = match?.groups?.["word"];
  if (match === null || word === undefined) return false;
  const isInitial = word.length === 1 && after[match[0].length] === ".";
  return !isInitial && rules.starters.has(word.toLowerCase());
}
