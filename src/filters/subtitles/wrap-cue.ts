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
  /** A small word that says something of the next. */
  readonly leadsOn: boolean;
}

/**
 * What makes a good break, in characters of balance. The guides of broadcasters and streaming services put sense before shape: a line ends
 * after a comma or full stop where it can, and not with a short word (an article, a preposition, a conjunction), which belongs to the next line.
 * Of breaks alike the one with the longer second line is taken.
 */
const CLAUSE_BONUS = 12;
const SHORT_WORD_COST = 4;

/** Articles, prepositions and conjunctions are mostly no longer than this, in languages with alphabets. Letters. */
const SHORT_WORD = /^\p{P}*\p{L}{1,3}$/u;

const CLAUSE_END = /[,.;:!?…—–、。！？]["'»”’)]*$/u;

/** A character reference stands for one character. */
const REFERENCE = /&(?:[a-z]+|#\w+);/gi;

/** Tags that touch a word. */
const MARKUP = /<[^<>]*>|\{\\[^{}]*\}/g;

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
  return words.map((word) => {
    const shown = word.spelled.replaceAll(MARKUP, "").replaceAll(REFERENCE, "x");
    return { ...word, endsClause: CLAUSE_END.test(shown), leadsOn: SHORT_WORD.test(shown) };
  });
}

/** Characters as a reader counts them: a reference is one. */
export function visibleLength(spelled: string): number {
  return Array.from(spelled.replaceAll(REFERENCE, "x")).length;
}

/** Lines of at most `maxLineLength` characters where that is possible in `maxLines`, of like lengths, best broken after a comma and not after a short word. */
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
    // No sense is worth a line that does not fit.
    const overflow = longest > limit ? 100 + (longest - limit) * 10 : 0;
    const { endsClause, leadsOn } = words[at - 1]!;
    const cost = longest + overflow - (endsClause ? CLAUSE_BONUS : 0) + (leadsOn ? SHORT_WORD_COST : 0);
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
