/** A piece of a cue's new text: markup takes no room on the screen. */
export interface CueRun {
  /** As the file spells it. */
  readonly spelled: string;
  /** Characters a reader sees; 0 for markup. */
  readonly width: number;
}

/** Something that is not broken: a word with the markup that touches it. */
interface Word {
  readonly spelled: string;
  readonly width: number;
  /** A space stands before it. */
  readonly isSpaced: boolean;
  readonly endsClause: boolean;
}

/** Breaking after a comma or full stop is worth so many characters of balance. */
const CLAUSE_BONUS = 6;

/** At the beginning of a line a dash says that somebody begins to speak. */
const DASH = /^[-–—‐]/u;

/** Divides runs into words: at spaces, and between characters of scripts that have none. */
function wordsOf(runs: readonly (CueRun & { readonly isMarkup: boolean })[]): Word[] {
  const words: { spelled: string; width: number; isSpaced: boolean }[] = [];
  let isAtSpace = true;
  const add = (spelled: string, width: number, isNew: boolean): void => {
    const last = words.at(-1);
    if (isAtSpace && last !== undefined && DASH.test(spelled)) {
      last.spelled += ` ${spelled}`;
      last.width += width + 1;
    } else if (isNew || last === undefined) words.push({ spelled, width, isSpaced: isAtSpace && last !== undefined });
    else {
      last.spelled += spelled;
      last.width += width;
    }
    isAtSpace = false;
  };
  for (const { spelled, width, isMarkup } of runs) {
    if (isMarkup) add(spelled, width, isAtSpace);
    else {
      for (const [token] of spelled.matchAll(
        /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][\p{P}]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu,
      )) {
        if (/^[ \t\r\n]+$/.test(token)) isAtSpace = true;
        else
          add(
            token,
            visibleLength(token),
            isAtSpace || /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(token),
          );
      }
    }
  }
  return words.map((word) => ({ ...word, endsClause: /[,.;:!?…—–、。！？]["'»”’)]*$/u.test(word.spelled) }));
}

/** Characters as a reader counts them: a reference is one. */
export function visibleLength(spelled: string): number {
  return Array.from(spelled.replaceAll(/&(?:[a-z]+|#\w+);/gi, "x")).length;
}

/** Lines of at most `maxLineLength` characters where that is possible in `maxLines`, of like lengths, best broken after a comma. */
export function wrapCue(
  runs: readonly (CueRun & { readonly isMarkup: boolean })[],
  limits: { readonly maxLineLength: number; readonly maxLines: number },
): string[] {
  const words = wordsOf(runs);
  const total = widthOf(words);
  if (words.length === 0) return [];
  if (total <= limits.maxLineLength) return [spell(words)];
  const needed = greedyLines(words, limits.maxLineLength).length;
  const count = Math.min(Math.max(2, needed), limits.maxLines, words.length);
  const lines = count <= 1 ? [words] : count === 2 ? bestPair(words, limits.maxLineLength) : evenLines(words, count);
  return lines.map(spell);
}

function widthOf(words: readonly Word[]): number {
  return words.reduce((sum, { width, isSpaced }, index) => sum + width + (isSpaced && index > 0 ? 1 : 0), 0);
}

function spell(words: readonly Word[]): string {
  return words.map(({ spelled, isSpaced }, index) => (isSpaced && index > 0 ? ` ${spelled}` : spelled)).join("");
}

function bestPair(words: readonly Word[], limit: number): Word[][] {
  let best = 1;
  let bestCost = Number.POSITIVE_INFINITY;
  const total = widthOf(words);
  let first = 0;
  for (let at = 1; at < words.length; at += 1) {
    const { width, isSpaced } = words[at - 1]!;
    first += width + (isSpaced && at > 1 ? 1 : 0);
    const second = total - first - (words[at]!.isSpaced ? 1 : 0);
    const longest = Math.max(first, second);
    const overflow = longest > limit ? (longest - limit) * 10 : 0;
    const cost = longest + overflow - (words[at - 1]!.endsClause ? CLAUSE_BONUS : 0);
    if (cost < bestCost) [best, bestCost] = [at, cost];
  }
  return [words.slice(0, best), words.slice(best)];
}

/** So many lines, the longest as short as can be: the width is found by halving. */
function evenLines(words: readonly Word[], count: number): Word[][] {
  let low = words.reduce((widest, { width }) => Math.max(widest, width), 0);
  let high = widthOf(words);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (greedyLines(words, middle).length <= count) high = middle;
    else low = middle + 1;
  }
  return greedyLines(words, low);
}

function greedyLines(words: readonly Word[], width: number): Word[][] {
  const lines: Word[][] = [];
  let used = 0;
  for (const word of words) {
    const line = lines.at(-1);
    const needed = word.width + (word.isSpaced ? 1 : 0);
    if (line !== undefined && used + needed <= width) {
      line.push(word);
      used += needed;
    } else {
      lines.push([word]);
      used = word.width;
    }
  }
  return lines;
}
