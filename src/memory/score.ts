import { plainText } from "../model/fragment.ts";
import type { Fragment } from "../model/fragment.ts";
import type { MemoryEntry, MemoryQuery } from "../model/match.ts";
import { codeSkeleton, contextKey, exactKey, normaliseSpace, numbersOf, wordsOf } from "./words.ts";

/** The least score of a fuzzy match worth showing, as CAT tools have it. */
export const DEFAULT_THRESHOLD = 70;

/** What is not exact is never called 100. */
const MOST_FUZZY = 99;

const PENALTY = { spelling: 1, numbers: 2, codes: 3 };

/** A source, taken apart once for many comparisons. */
export interface ScoredText {
  /** Lower-case, numbers all alike. */
  readonly words: readonly string[];
  /** As written, numbers all alike: differs by case and punctuation. */
  readonly spelling: string;
  readonly numbers: string;
  readonly codes: string;
}

/** Takes a source apart for `fuzzyScore`. */
export function scoredText(source: Fragment): ScoredText {
  const text = plainText(source);
  return {
    words: wordsOf(text).map((word) => (/\p{L}/u.test(word) ? word : "0")),
    spelling: normaliseSpace(text).replaceAll(/\d+(?:[.,:]\d+)*/g, "0"),
    numbers: numbersOf(text).join(" "),
    codes: codeSkeleton(source),
  };
}

/**
 * How alike two sources are that are not exactly the same: per cent of words that need no editing, less 1 where only case, punctuation or
 * spacing differ, less 2 where numbers do, less 3 where codes do; 99 at the most (TRANSLATORS.md, Memory). 0 below the threshold.
 * `hasWholeCodes`: the translation has the codes of its own source; without them it is no better than one of a source with other codes.
 */
export function fuzzyScore(
  left: ScoredText,
  right: ScoredText,
  threshold: number,
  hasWholeCodes: boolean = true,
): number {
  const longer = Math.max(left.words.length, right.words.length);
  const shorter = Math.min(left.words.length, right.words.length);
  if (longer === 0 || (shorter * 100) / longer < threshold) return 0;
  const distance = editDistance(left.words, right.words);
  const penalties =
    (distance === 0 && left.spelling !== right.spelling ? PENALTY.spelling : 0) +
    (left.numbers === right.numbers ? 0 : PENALTY.numbers) +
    (left.codes === right.codes && hasWholeCodes ? 0 : PENALTY.codes);
  const score = Math.min(MOST_FUZZY, Math.floor((100 * (longer - distance)) / longer) - penalties);
  return score < threshold ? 0 : score;
}

/** 102 for the very segment, 101 between the same neighbours, 100 else; undefined where the sources are not exactly the same. `queryKey`: the query's `exactKey`. */
export function exactScore(query: MemoryQuery, entry: MemoryEntry, queryKey: string): 100 | 101 | 102 | undefined {
  if (queryKey !== exactKey(entry.source)) return undefined;
  const isSameSegment =
    query.segment !== undefined &&
    query.document !== undefined &&
    query.segment === entry.segment &&
    query.document === entry.document;
  if (isSameSegment) return 102;
  return isSameContext(query.previous, entry.previous) && isSameContext(query.next, entry.next) ? 101 : 100;
}

function isSameContext(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && contextKey(left) === contextKey(right);
}

/** Levenshtein's distance over words: the least number of words to insert, delete or replace. */
function editDistance(left: readonly string[], right: readonly string[]): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, word] of left.entries()) {
    const next = [i + 1];
    for (const [j, other] of right.entries())
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (word === other ? 0 : 1)));
    row = next;
  }
  return row[right.length]!;
}
