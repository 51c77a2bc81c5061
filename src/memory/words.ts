import { plainText, renderFragment, type Fragment } from "../model/fragment.ts";

/** Scripts written without spaces: each character counts as a word. Otherwise a word is a run of letters, marks, digits and inner apostrophes. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text, lower-case. */
export function wordsOf(text: string): string[] {
  return text.normalize("NFC").toLowerCase().replaceAll("’", "'").match(WORD) ?? [];
}

/** The numbers of a text, as written. */
export function numbersOf(text: string): string[] {
  return text.match(/\d+(?:[.,:]\d+)*/g) ?? [];
}

/** White space that is not as `normaliseSpace` leaves it. */
const OTHER_SPACE = /[^\S ]| {2}|^ | $/;

/** NFC, with each run of white space as one space and none at the edges. */
export function normaliseSpace(text: string): string {
  if (!OTHER_SPACE.test(text)) return text.normalize("NFC");
  return text.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}

/** The codes in order, numbered anew from 1 by first appearance: "1 2/ /1". The same sentence has other numbers in another paragraph. */
export function codeSkeleton(fragment: Fragment): string {
  const numbers = codeNumbers(fragment);
  return renderFragment(fragment, {
    text: () => "",
    open: ({ id }) => `${numbers.get(id)} `,
    close: ({ id }) => `/${numbers.get(id)} `,
    standalone: ({ id }) => `${numbers.get(id)}/ `,
  }).join("");
}

/** By code id: its number by first appearance, from 1. */
export function codeNumbers(fragment: Fragment): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const part of fragment)
    if (part.kind !== "text" && !numbers.has(part.id)) numbers.set(part.id, numbers.size + 1);
  return numbers;
}

/** What two sources must share to be an exact match: text after white-space normalisation, and codes numbered anew at the same places. */
export function exactKey(source: Fragment): string {
  const numbers = codeNumbers(source);
  const text = renderFragment(source, {
    text: ({ text }) => text,
    open: ({ id }) => `\u0001${numbers.get(id)}\u0002`,
    close: ({ id }) => `\u0001/${numbers.get(id)}\u0002`,
    standalone: ({ id }) => `\u0001${numbers.get(id)}/\u0002`,
  }).join("");
  return normaliseSpace(text);
}

/** A neighbour's numbered text, its codes numbered anew, so that contexts of different paragraphs compare. */
export function contextKey(numbered: string): string {
  const numbers = new Map<string, number>();
  const text = numbered.replaceAll(/<(\/?)(\w+)(\/?)>/g, (_, before: string, id: string, after: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return `<${before}${numbers.get(id)}${after}>`;
  });
  return normaliseSpace(text);
}

/** The words a source is indexed by, as the index itself divides them: at apostrophes too. */
export function indexedWords(source: Fragment): string[] {
  return wordsOf(plainText(source)).flatMap((word) => word.split("'"));
}
