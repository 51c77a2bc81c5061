import type { InlineCode } from "../model/fragment.ts";
import type { CodedText, Range } from "./coded-text.ts";

const SPACE = /\s/u;
/** Ends a sentence, closing quotes and brackets included. */
const SENTENCE_END = /[\p{Sentence_Terminal}…:]["'»”’)\]]*$/u;

/**
 * The range without white space and codes at its edges. Kept are pairs of which one half stands inside the text, and standalone
 * codes that stand for words of the sentence ("See page <1/>"), which a translation may have to move.
 */
export function trimRange(coded: CodedText, partner: ReadonlyMap<number, number>, range: Range): Range {
  const { text, codes } = coded;
  let { start, end } = range;
  for (;;) {
    while (start < end && isSpace(coded, start)) start += 1;
    while (start < end && isSpace(coded, end - 1)) end -= 1;
    if (start >= end) return { start, end: start };
    const first = codes.get(start);
    const last = codes.get(end - 1);
    const isInside = (at: number | undefined): boolean => at !== undefined && at >= start && at < end;
    if (first?.kind === "open" && partner.get(start) === end - 1) {
      start += 1;
      end -= 1;
    } else if (first && first.kind !== "standalone" && !isInside(partner.get(start))) start += 1;
    else if (last && last.kind !== "standalone" && !isInside(partner.get(end - 1))) end -= 1;
    else if (first?.kind === "standalone" && !standsForWords(first)) start += 1;
    else if (last?.kind === "standalone" && (!standsForWords(last) || endsSentence(text, start, end - 1))) end -= 1;
    else return { start, end };
  }
}

function isSpace({ text, codes }: CodedText, at: number): boolean {
  return SPACE.test(text[at]!) && !codes.has(at);
}

/**
 * Variables and fields (XLIFF 2 type "ui"), formulas and symbols are read aloud as words of the sentence; breaks, images, anchors and
 * note marks are not.
 */
function standsForWords({ type }: InlineCode): boolean {
  return type.startsWith("ui") || /(?:field|var|math|symbol|ruby)$/u.test(type);
}

function endsSentence(text: string, start: number, end: number): boolean {
  return SENTENCE_END.test(text.slice(Math.max(start, end - 10), end));
}
