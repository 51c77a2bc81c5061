import { colorDistance } from "./color-distance.ts";
import { formatOf, isSoft, SOFT_SEPARATOR, type Format, type InlineItem } from "./inline.ts";

/** Formats of a line's items, by index; undefined for what is no text. */
export type Formats = readonly (Format | undefined)[];

/** Neighbouring texts that look alike but for emphasis; only codes stand between stretches that are not neighbours. */
interface Stretch {
  readonly indexes: number[];
  text: string;
  soft: string;
}

/** More changes of size or font than this in a paragraph come from scanning or pasting, not from a writer's hand. */
const MOST_SIZE_CHANGES = 6;
/** Highlighted source code has as many colours as this at least; writers who colour parts of one token have two or three. */
const LEAST_CODE_COLORS = 4;

/**
 * The formats as a reader sees them, so that noise of scanning, pasting and editing needs no codes: sizes and colours that are nearly those of
 * more of the text count as the same; punctuation and parts of words look like what they are joined to; sizes and fonts that change more than
 * MOST_SIZE_CHANGES times are nobody's intention. Colours are, however many there are: only those of highlighted source code, which change
 * inside tokens, are not. Emphasis (bold and the like) is left as it is.
 */
export function seenFormats(items: readonly InlineItem[], first: number, last: number, formats: Formats): Formats {
  if (areSoftAlike(items, first, last, formats)) return formats;
  const alike = joinAlike(lengthsBySoft(items, first, last, formats));
  const lines = stretchesOf(items, first, last, formats, alike);
  // The look of most of the text comes first.
  const main = alike.values().next().value!;
  for (const line of lines) settleWords(line, main);
  const colors = new Set(lines.flat().map(({ soft }) => pick(soft, COLORS)));
  for (const line of lines) settlePunctuation(line, main);
  const noise = noisyKinds(lines, colors.size);
  const seen = [...formats];
  const known = new Map<string, Format>();
  for (const { indexes, soft } of lines.flat()) {
    const marks = soft.split(SOFT_SEPARATOR).filter((mark) => mark !== "" && !noise.has(kindOf(mark)));
    for (const index of indexes) seen[index] = withSoft(formats[index]!, marks, known);
  }
  return seen;
}

const kindOf = (mark: string): string => mark.slice(0, mark.indexOf(":"));
const marksOf = (soft: string): string[] => (soft === "" ? [] : soft.split(SOFT_SEPARATOR));

function withSoft(format: Format, soft: readonly string[], known: Map<string, Format>): Format {
  const marks = [...format.marks.filter((mark) => !isSoft(mark)), ...soft];
  const key = marks.join(SOFT_SEPARATOR);
  let made = known.get(key);
  if (made === undefined) known.set(key, (made = formatOf(marks)));
  return made;
}

/** How many characters have these soft marks. */
function lengthsBySoft(
  items: readonly InlineItem[],
  first: number,
  last: number,
  formats: Formats,
): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (let index = first; index < last; index += 1) {
    const item = items[index]!;
    if (item.kind !== "text" || item.text === "") continue;
    const { soft } = formats[index]!;
    lengths.set(soft, (lengths.get(soft) ?? 0) + item.text.length);
  }
  return lengths;
}

/** Whether all texts have the same soft marks, as in most lines. */
function areSoftAlike(items: readonly InlineItem[], first: number, last: number, formats: Formats): boolean {
  let soft: string | undefined;
  for (let index = first; index < last; index += 1) {
    const item = items[index]!;
    if (item.kind !== "text" || item.text === "") continue;
    soft ??= formats[index]!.soft;
    if (formats[index]!.soft !== soft) return false;
  }
  return true;
}

/** Thin letters need a distance for a reader to tell their colours: 333333 is taken for black, but not C00000 for FF0000. */
const LETTERS_DISTANCE = 22;
/** Surfaces show smaller differences: the light greys that words are shaded with begin at 11 from white. */
const SURFACES_DISTANCE = 5;

interface Likeness {
  /** What a text without such a mark looks like. */
  readonly usual?: string;
  readonly isAlike: (left: string, right: string) => boolean;
}

/** Values are compared with as many of the most used ones; more different ones are in nobody's paragraph but an attacker's. */
const MOST_VALUES = 20;

/** By the kind of mark, when two values look the same. */
const LIKENESSES: readonly (readonly [kind: string, likeness: Likeness])[] = [
  ["~color", { usual: "000000", isAlike: (left, right) => colorDistance(left, right) < LETTERS_DISTANCE }],
  ["~shade", { usual: "FFFFFF", isAlike: (left, right) => colorDistance(left, right) < SURFACES_DISTANCE }],
  ["~size", { isAlike: isSizeAlike }],
];

/** A reader takes sizes for the same where one is less than a quarter larger: 11 and 12 points are no emphasis. */
function isSizeAlike(left: string, right: string): boolean {
  const ratio = Number(left) / Number(right);
  return ratio > 0.8 && ratio < 1.25;
}

/** The soft marks that stand for given ones: of values that look the same the one that most of the text has. */
function joinAlike(lengths: ReadonlyMap<string, number>): ReadonlyMap<string, string> {
  const chosen = new Map<string, string[]>(LIKENESSES.map(([kind]) => [kind, []]));
  const joined = new Map<string, string>();
  for (const [soft] of [...lengths].sort(([, left], [, right]) => right - left)) {
    const marks = marksOf(soft);
    const kept = marks.filter((mark) => !chosen.has(kindOf(mark)));
    for (const [kind, { usual, isAlike }] of LIKENESSES) {
      const value = marks.find((mark) => kindOf(mark) === kind)?.slice(kind.length + 1) ?? usual;
      if (value === undefined) continue;
      const values = chosen.get(kind)!;
      const like = values.find((other) => isAlike(value, other));
      if (like === undefined && values.length < MOST_VALUES) values.push(value);
      const seen = like ?? value;
      if (seen !== usual) kept.push(`${kind}:${seen}`);
    }
    joined.set(soft, kept.join(SOFT_SEPARATOR));
  }
  return joined;
}

/** The texts between codes, each as its stretches of one look. */
function stretchesOf(
  items: readonly InlineItem[],
  first: number,
  last: number,
  formats: Formats,
  alike: ReadonlyMap<string, string>,
): readonly Stretch[][] {
  const lines: Stretch[][] = [[]];
  for (let index = first; index < last; index += 1) {
    const item = items[index]!;
    if (item.kind === "hidden") continue;
    if (item.kind !== "text") {
      lines.push([]);
      continue;
    }
    const soft = alike.get(formats[index]!.soft) ?? "";
    const line = lines.at(-1)!;
    const before = line.at(-1);
    if (before?.soft !== soft) line.push({ indexes: [index], text: item.text, soft });
    else {
      before.indexes.push(index);
      before.text += item.text;
    }
  }
  return lines;
}

const MARKS = String.raw`\s.,;:!?…"'“”„‘’‚«»()[\]/\u2010-\u2015-`;
/** Nothing but marks of sentences. Others, such as a tick or an asterisk, are coloured on purpose. */
const PUNCTUATION = new RegExp(`^[${MARKS}]+$`, "u");
const STARTS_IN_WORD = /^[\p{L}\p{M}\p{N}]/u;
const ENDS_IN_WORD = /[\p{L}\p{M}\p{N}]$/u;
/** The last character, and what stands before it where that is a single unit of UTF-16. */
const endOf = (text: string): string => text.slice(-2);
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/** Punctuation with a look of its own takes that of what stands before it. Blanks with one are lines to write on. */
function settlePunctuation(line: readonly Stretch[], main: string): void {
  line.forEach((stretch, index) => {
    const neighbour = line[index - 1] ?? line[index + 1];
    if (neighbour === undefined || stretch.soft === main) return;
    if (PUNCTUATION.test(stretch.text) && stretch.text.trim() !== "") stretch.soft = neighbour.soft;
  });
}

/**
 * Parts of a word look like the stretch they are cut from. Where the word is nothing but parts it looks as most of its letters do, and like
 * the rest of the text where every letter looks different.
 */
function settleWords(line: readonly Stretch[], main: string): void {
  const isCut = (before: number): boolean =>
    ENDS_IN_WORD.test(endOf(line[before]?.text ?? "")) && STARTS_IN_WORD.test(line[before + 1]?.text ?? "");
  const isPart = (index: number): boolean => {
    const cuts = Number(isCut(index - 1)) + Number(isCut(index));
    return cuts > 0 && !hasMoreWords(line[index]!.text, cuts);
  };
  for (let from = 0; from < line.length; from += 1) {
    if (!isPart(from)) continue;
    let to = from;
    while (isCut(to) && isPart(to + 1)) to += 1;
    const parts = line.slice(from, to + 1);
    const soft = isCut(from - 1) ? line[from - 1]!.soft : isCut(to) ? line[to + 1]!.soft : (ofMost(parts) ?? main);
    for (const part of parts) part.soft = soft;
    from = to;
  }
}

/** Whether there are more words than that; no more are counted. */
function hasMoreWords(text: string, than: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(WORDS)) if ((count += 1) > than) return true;
  return false;
}

/** The look of more than half of the characters, if there is one. */
function ofMost(parts: readonly Stretch[]): string | undefined {
  let all = 0;
  const lengths = new Map<string, number>();
  for (const { text, soft } of parts) {
    all += text.length;
    lengths.set(soft, (lengths.get(soft) ?? 0) + text.length);
  }
  return [...lengths].find(([, length]) => length * 2 > all)?.[0];
}

const ENDS_LOOSE = new RegExp(`[${MARKS}]$`, "u");
const STARTS_LOOSE = new RegExp(`^[${MARKS}]`, "u");
const SIZES = ["~size", "~font", "~weight"];
const COLORS = ["~color", "~shade"];

/** The kinds of marks that nobody means in these texts, of so many colours. */
function noisyKinds(lines: readonly (readonly Stretch[])[], colors: number): ReadonlySet<string> {
  let sizeChanges = 0;
  let colorChanges = 0;
  let insideTokens = 0;
  for (const line of lines) {
    for (let index = 0; index < line.length; index += 1) {
      const { text, soft } = line[index]!;
      const before = line[index - 1];
      if (before === undefined || before.soft === soft) continue;
      if (pick(before.soft, SIZES) !== pick(soft, SIZES)) sizeChanges += 1;
      if (pick(before.soft, COLORS) === pick(soft, COLORS)) continue;
      colorChanges += 1;
      if (!ENDS_LOOSE.test(endOf(before.text)) && !STARTS_LOOSE.test(text)) insideTokens += 1;
    }
  }
  const isCode = colors >= LEAST_CODE_COLORS && insideTokens * 3 > colorChanges;
  return new Set([...(sizeChanges > MOST_SIZE_CHANGES ? SIZES : []), ...(isCode ? COLORS : [])]);
}

/** The marks of these kinds. */
const pick = (soft: string, kinds: readonly string[]): string =>
  marksOf(soft)
    .filter((mark) => kinds.includes(kindOf(mark)))
    .join(SOFT_SEPARATOR);
