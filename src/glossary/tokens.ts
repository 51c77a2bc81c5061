import { englishStem } from "./english-stem.ts";

/** A word of a text, by UTF-16 offsets. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
  readonly lower: string;
  /** What inflected forms have in common. */
  readonly stem: string;
}

/** Letters, marks and digits, with apostrophes inside: hyphens divide, so that "self-care" and "self care" are one term. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** What may stand between words of one term: spaces, hyphens, and the apostrophe of "parents' group". */
const JOINT = /^(?:['’]?[\s\u00A0]+|[-\u2010\u2011\u00AD])$/;

/** The words of a text. `language`: of the source, "en"; in other languages words are compared as they are. */
export function tokensOf(text: string, language: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const lower = match[0].toLowerCase().replaceAll("’", "'");
    const stem = language === "en" ? englishStem(lower) : lower;
    tokens.push({ start: match.index, end: match.index + match[0].length, text: match[0], lower, stem });
  }
  return tokens;
}

/** Whether two neighbouring words can belong to one term: no comma, stop or bracket stands between them. */
export function isJoined(text: string, left: Token, right: Token): boolean {
  const length = right.start - left.end;
  if (length === 1 && text.charCodeAt(left.end) === 32) return true;
  return length <= 4 && JOINT.test(text.slice(left.end, right.start));
}
