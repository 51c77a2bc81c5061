import type { Pair } from "./inline.ts";

interface PairedMark {
  readonly pair: Pair;
  readonly width: number;
}

/** A run of `*`, `_` or `~`. Pairs are taken from its inner side; what is left is text. */
export interface DelimiterRun {
  readonly kind: "delimiters";
  readonly start: number;
  readonly character: string;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Characters not yet used. */
  left: number;
  /** Pairs that it closes, from its beginning on, and opens, from its end back. */
  closes: PairedMark[] | undefined;
  opens: PairedMark[] | undefined;
}

const STRONG = { type: "fmt/xlf:b", display: "bold", element: "strong" } as const;
const EMPHASIS = { type: "fmt/xlf:i", display: "italic", element: "em" } as const;
const STRUCK = { type: "fmt/pitrans:strike", display: "struck through", element: "del" } as const;

const SPACE = /\s/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;

type CharacterClass = "space" | "punctuation" | "other";

function classOf(character: string | undefined): CharacterClass {
  if (character === undefined || character === " " || character === "\n") return "space";
  if (/[A-Za-z0-9]/.test(character)) return "other";
  if (SPACE.test(character)) return "space";
  return PUNCTUATION.test(character) ? "punctuation" : "other";
}

/** Reads the run that stands at [start, end): whether it can open and close (CommonMark 6.2, GFM for `~`). */
export function delimiterRun(content: string, start: number, end: number): DelimiterRun {
  const character = content[start]!;
  const before = classOf(start === 0 ? undefined : content[start - 1]);
  const after = classOf(content[end]);
  const isLeft = after !== "space" && (after === "other" || before !== "other");
  const isRight = before !== "space" && (before === "other" || after !== "other");
  const length = end - start;
  const isUsable = character !== "~" || length <= 2;
  const isWordBound = character === "_";
  return {
    kind: "delimiters",
    start,
    character,
    length,
    canOpen: isUsable && isLeft && (!isWordBound || !isRight || before === "punctuation"),
    canClose: isUsable && isRight && (!isWordBound || !isLeft || after === "punctuation"),
    left: length,
    closes: undefined,
    opens: undefined,
  };
}

/** Pairs the runs from `bottom` on, and takes them off the stack (CommonMark, appendix: "process emphasis"). */
export function pairDelimiters(stack: DelimiterRun[], bottom: number): void {
  if (stack.length - bottom < 2) {
    stack.length = Math.min(bottom, stack.length);
    return;
  }
  const runs = stack.splice(bottom);
  // The list of those still in question; -1 and `runs.length` are its ends.
  const previous = runs.map((_, index) => index - 1);
  const next = runs.map((_, index) => index + 1);
  const remove = (index: number): void => {
    if (previous[index]! >= 0) next[previous[index]!] = next[index]!;
    if (next[index]! < runs.length) previous[next[index]!] = previous[index]!;
  };
  /** Below these there is no opener for closers of the kind: nobody looks twice. */
  const bottoms = new Map<string, number>();
  for (let index = 0; index < runs.length;) {
    const closer = runs[index]!;
    if (!closer.canClose) {
      index = next[index]!;
      continue;
    }
    const key = `${closer.character}${closer.canOpen}${closer.character === "~" ? closer.length : closer.length % 3}`;
    const least = bottoms.get(key) ?? -1;
    let at = previous[index]!;
    while (at > least && !matches(runs[at]!, closer)) at = previous[at]!;
    if (at <= least) {
      bottoms.set(key, previous[index]!);
      if (!closer.canOpen) remove(index);
      index = next[index]!;
      continue;
    }
    makePair(runs[at]!, closer);
    // What stands between was not closed.
    next[at] = index;
    previous[index] = at;
    if (runs[at]!.left === 0) remove(at);
    if (closer.left === 0) {
      remove(index);
      index = next[index]!;
    }
  }
}

function makePair(opener: DelimiterRun, closer: DelimiterRun): void {
  const isStruck = closer.character === "~";
  const width = isStruck ? closer.left : closer.left >= 2 && opener.left >= 2 ? 2 : 1;
  // An object of its own: pairs are told apart by it.
  const { type, display, element } = isStruck ? STRUCK : width === 2 ? STRONG : EMPHASIS;
  const pair: Pair = { type, display, element };
  (opener.opens ??= []).push({ pair, width });
  (closer.closes ??= []).push({ pair, width });
  opener.left -= width;
  closer.left -= width;
}

function matches(opener: DelimiterRun, closer: DelimiterRun): boolean {
  if (!opener.canOpen || opener.left === 0 || opener.character !== closer.character) return false;
  if (closer.character === "~") return opener.left === closer.left;
  const isEither = opener.canClose || closer.canOpen;
  return !isEither || (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}
