import type { BilingualStream } from "../model/document.ts";
import { plainText } from "../model/fragment.ts";
import { stateOf, type TargetState } from "../model/unit.ts";

/** Words as a person counts them: runs of characters between white space that hold a letter or a digit. */
function countWords(text: string): number {
  let words = 0;
  let isInWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const kind = KINDS[text.charCodeAt(at)] ?? OTHER;
    // The whole algorithm is three times slower, and most texts hold nothing but letters of Europe and usual punctuation.
    if (kind === OTHER) return text.match(/[^\s\p{L}\p{N}]*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
    if (kind === SPACE) isInWord = false;
    else if (kind === LETTER && !isInWord) {
      isInWord = true;
      words += 1;
    }
  }
  return words;
}

const OTHER = 0;
const SPACE = 1;
const LETTER = 2;
const MARK = 3;

/** What a character counts as, by code: Latin, Greek and Cyrillic letters, and the dashes and quotation marks of U+2010 to U+2027. */
const KINDS: Uint8Array = Uint8Array.from({ length: 0x2028 }, (_, code) => {
  if (code >= 0x530 && code < 0x2010) return OTHER;
  const character = String.fromCharCode(code);
  if (/\s/u.test(character)) return SPACE;
  return /[\p{L}\p{N}]/u.test(character) ? LETTER : MARK;
});

/** Words and segments of a document by state; stale ones are counted apart, whatever their state. */
export interface StateCounts {
  readonly segments: number;
  readonly words: number;
  readonly byState: Readonly<Record<TargetState | "stale", { segments: number; words: number }>>;
}

type RowName = keyof StateCounts["byState"];

/** Texts are counted together up to so many characters, since V8 reads long texts faster than the same in parts of others. */
const ENOUGH = 1 << 12;

/** Counts a document's segments by state. */
export function countByState(document: BilingualStream): StateCounts {
  const zero = (): { segments: number; words: number } => ({ segments: 0, words: 0 });
  const byState = { initial: zero(), draft: zero(), edited: zero(), reviewed: zero(), final: zero(), stale: zero() };
  const pending: Record<RowName, string> = { initial: "", draft: "", edited: "", reviewed: "", final: "", stale: "" };
  for (const unit of document.units) {
    for (const segment of unit.segments) {
      const name = segment.stale ? "stale" : stateOf(segment);
      byState[name].segments += 1;
      pending[name] += `${plainText(segment.source)}\n`;
      if (pending[name].length < ENOUGH) continue;
      byState[name].words += countWords(pending[name]);
      pending[name] = "";
    }
  }
  let segments = 0;
  let words = 0;
  for (const name of Object.keys(byState) as RowName[]) {
    byState[name].words += countWords(pending[name]);
    segments += byState[name].segments;
    words += byState[name].words;
  }
  return { segments, words, byState };
}
