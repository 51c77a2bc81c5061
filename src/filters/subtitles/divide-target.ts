import { repairCodes } from "../../model/codes.ts";
import { plainText, type Fragment, type FragmentPart, type InlineCode, type OpenCode } from "../../model/fragment.ts";
import { trimText, type SentenceUnit } from "./sentence-unit.ts";

/** A target, divided among the pieces of its unit. */
export interface DividedTarget {
  /** One for each piece. Pairs that a boundary cut are closed and opened again. */
  readonly pieces: readonly Fragment[];
  /** Where the cues end had to be guessed: the target did not say it, or left a cue empty. */
  readonly isGuessed: boolean;
}

/** Stands for a code in the line that is cut. XML has no such character, so no text holds it. */
const CODE = "\u0001";

interface CutLine {
  readonly text: string;
  readonly codes: ReadonlyMap<number, InlineCode>;
}

/**
 * Divides a target at its boundary codes. Those that are lost are put at the end of the word that answers to the cues' durations,
 * preferably after a comma or full stop; so are all of them where they stand in the wrong order or leave a cue without words.
 */
export function divideTarget(unit: SentenceUnit, target: Fragment): DividedTarget {
  const { boundaries, pieces } = unit;
  const isBoundary = (part: FragmentPart): boolean => part.kind === "standalone" && boundaries.includes(part.id);
  const withoutBoundaries = (fragment: Fragment): Fragment => fragment.filter((part) => !isBoundary(part));
  const marks = boundaryMarks(target, boundaries);
  const whole = repairCodes(withoutBoundaries(unit.source), withoutBoundaries(target));
  const line = cutLine(whole);
  if (pieces.length === 1) return { pieces: [trimText(whole)], isGuessed: false };
  const said = marks.map((offset) => (offset === undefined ? undefined : atOffset(line, offset)));
  const isOrdered = said.every(
    (at, index) => at === undefined || said.slice(0, index).every((other) => other === undefined || other <= at),
  );
  const cuts = isOrdered ? fillCuts(unit, line, said) : undefined;
  if (cuts !== undefined && hasWords(line, cuts)) {
    return { pieces: cutAt(line, cuts), isGuessed: said.includes(undefined) };
  }
  const guessed = fillCuts(
    unit,
    line,
    boundaries.map(() => undefined),
  );
  return { pieces: cutAt(line, guessed), isGuessed: true };
}

/** How many characters of text stand before each boundary code; undefined where it is lost. */
function boundaryMarks(target: Fragment, boundaries: readonly string[]): (number | undefined)[] {
  const found = new Map<string, number>();
  let offset = 0;
  for (const part of target) {
    if (part.kind === "text") offset += part.text.length;
    else if (part.kind === "standalone" && !found.has(part.id)) found.set(part.id, offset);
  }
  return boundaries.map((id) => found.get(id));
}

function cutLine(fragment: Fragment): CutLine {
  const codes = new Map<number, InlineCode>();
  let text = "";
  for (const part of fragment) {
    if (part.kind === "text") text += part.text;
    else {
      codes.set(text.length, part);
      text += CODE;
    }
  }
  return { text, codes };
}

/** The position after so many characters of text; opening codes there belong to what follows, closing ones to what went before. */
function atOffset({ text, codes }: CutLine, offset: number): number {
  let left = offset;
  let at = 0;
  while (at < text.length && left > 0) {
    if (!codes.has(at)) left -= 1;
    at += 1;
  }
  while (codes.get(at)?.kind === "close") at += 1;
  return at;
}

/** A cut after a comma or a full stop is worth so many characters of distance. */
const COMMA_BONUS = 6;
const STOP_BONUS = 10;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Positions for all boundaries: those that are said, and between them the best for those that are not. */
function fillCuts(unit: SentenceUnit, line: CutLine, said: readonly (number | undefined)[]): number[] {
  const weights = pieceWeights(unit);
  const cuts: number[] = [];
  for (let index = 0; index < said.length; index += 1) {
    const known = said[index];
    if (known !== undefined) {
      cuts.push(known);
      continue;
    }
    const from = cuts.at(-1) ?? 0;
    const nextSaid = said.findIndex((at, later) => later > index && at !== undefined);
    const to = nextSaid === -1 ? line.text.length : said[nextSaid]!;
    const rest = weights.slice(index, nextSaid === -1 ? undefined : nextSaid + 1);
    const share = rest[0]! / rest.reduce((sum, weight) => sum + weight, 0);
    cuts.push(bestCut(line, from, to, from + (to - from) * share, rest.length - 1));
  }
  return cuts;
}

/** By how long cues last; by the lengths of their texts where that is not known. */
function pieceWeights({ pieces }: SentenceUnit): number[] {
  const durations = pieces.map(({ cue }) => cue.to - cue.from);
  if (durations.every((duration) => duration > 0)) return durations;
  return pieces.map(({ text }) => Math.max(1, text.length));
}

/** The beginning of the word at which the next cue best begins; `wordsAfter`: how many words must be left for those after it. */
function bestCut({ text }: CutLine, from: number, to: number, wanted: number, wordsAfter: number): number {
  const starts: number[] = [];
  for (let at = from + 1; at < to; at += 1) {
    const before = text[at - 1]!;
    // A cue that begins with a dash would have another speaker.
    const isWordStart = /\s/.test(before) && !/[\s\-–—‐]/u.test(text[at]!);
    if ((isWordStart && text.slice(from, at).trim() !== "") || (WIDE.test(before) && WIDE.test(text[at]!)))
      starts.push(at);
  }
  const usable = starts.slice(0, Math.max(1, starts.length - (wordsAfter - 1)));
  let best = to;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const at of usable) {
    const before = text.slice(Math.max(from, at - 4), at).trimEnd();
    const bonus = /[.!?…]["'»”’)]*$/u.test(before) ? STOP_BONUS : /[,;:—–]$/u.test(before) ? COMMA_BONUS : 0;
    const cost = Math.abs(at - wanted) - bonus;
    if (cost < bestCost) [best, bestCost] = [at, cost];
  }
  return best;
}

function hasWords({ text }: CutLine, cuts: readonly number[]): boolean {
  const bounds = [0, ...cuts, text.length];
  const isEmpty = bounds.slice(0, -1).some((start, at) => !/[\p{L}\p{N}]/u.test(text.slice(start, bounds[at + 1])));
  // With fewer words than cues some must stay empty.
  return !isEmpty || text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length < bounds.length - 1;
}

function cutAt({ text, codes }: CutLine, cuts: readonly number[]): Fragment[] {
  const bounds = [0, ...cuts, text.length];
  const open: OpenCode[] = [];
  return bounds.slice(0, -1).map((start, index) => {
    const parts: FragmentPart[] = [...open];
    const reopened = parts.length;
    for (let at = start; at < bounds[index + 1]!; at += 1) {
      const code = codes.get(at);
      if (code === undefined) {
        const end = nextCode(text, at, bounds[index + 1]!, codes);
        parts.push({ kind: "text", text: text.slice(at, end) });
        at = end - 1;
        continue;
      }
      parts.push(code);
      if (code.kind === "open") open.push(code);
      else if (code.kind === "close") {
        const opened = open.findLastIndex(({ id }) => id === code.id);
        if (opened >= 0) open.splice(opened, 1);
      }
    }
    // White space at a cut is no text: a pair that is cut there begins and ends with words.
    const first = parts[reopened];
    if (reopened > 0 && first?.kind === "text") parts[reopened] = { kind: "text", text: first.text.trimStart() };
    const last = parts.at(-1);
    if (open.length > 0 && last?.kind === "text") parts[parts.length - 1] = { kind: "text", text: last.text.trimEnd() };
    for (const code of open.toReversed()) parts.push({ ...code, kind: "close" });
    return withoutEmptyPairs(trimText(parts));
  });
}

function nextCode(text: string, from: number, limit: number, codes: ReadonlyMap<number, InlineCode>): number {
  for (let at = from; at < limit; at += 1) if (text[at] === CODE && codes.has(at)) return at;
  return limit;
}

/** Pairs that closing and opening again has left around nothing. */
function withoutEmptyPairs(fragment: Fragment): Fragment {
  if (plainText(fragment).trim() === "") return fragment;
  const kept: FragmentPart[] = [];
  for (const part of fragment) {
    const last = kept.at(-1);
    const isBlank = last?.kind === "text" && last.text.trim() === "";
    const opening = isBlank ? kept.at(-2) : last;
    if (part.kind === "close" && opening?.kind === "open" && opening.id === part.id) {
      kept.length -= isBlank ? 2 : 1;
    } else kept.push(part);
  }
  return trimText(kept);
}
