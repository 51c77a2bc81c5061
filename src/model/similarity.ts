/** Words, numbers and single punctuation marks, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*|[^\s\p{L}\p{N}]/gu) ?? [];
}

/**
 * How alike two word lists are: 1 minus the word-level edit distance (Levenshtein) over the length of the longer list. 1 the same, 0
 * nothing in common. The field scores fuzzy matches so. O(n·m) time, O(m) memory.
 */
export function wordSimilarity(left: readonly string[], right: readonly string[]): number {
  const longest = Math.max(left.length, right.length);
  if (longest === 0) return 1;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [row, word] of left.entries()) {
    const current = [row + 1];
    for (const [column, other] of right.entries()) {
      const substituted = previous[column]! + (word === other ? 0 : 1);
      current.push(Math.min(substituted, previous[column + 1]! + 1, current[column]! + 1));
    }
    previous = current;
  }
  return 1 - previous[right.length]! / longest;
}

/** Less alike than this, letter by letter, a name is hardly the one that was meant. */
const LEAST_ALIKE = 0.5;

/** The candidate most like a name that was typed wrongly; undefined where none is much like it. */
export function mostAlike(name: string, candidates: readonly string[]): string | undefined {
  const letters = name.toLowerCase().split("");
  return candidates
    .map((candidate) => ({ candidate, score: wordSimilarity(candidate.toLowerCase().split(""), letters) }))
    .filter(({ score }) => score >= LEAST_ALIKE)
    .sort((a, b) => b.score - a.score)[0]?.candidate;
}
