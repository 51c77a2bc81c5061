import type { ProtectedTerm } from "../model/term.ts";

/** A stretch of text that must come back as it is, by UTF-16 offsets; `end` is exclusive. */
export interface LiteralSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Addresses of the web and of mail. Closing punctuation belongs to the sentence around them. The lengths are those of RFC 5321 (section
 * 4.5.3.1) and keep the search linear in long runs without white space.
 */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"'«»“”]*[^\s<>"'«»“”.,;:!?)\]}…]|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;

/** Places that a program fills in: `{{name}}`, `${name}`, `{0}`, `%s`, `%1$d`. */
const PLACEHOLDER = /\{\{[^{}]{1,64}\}\}|\$?\{[\w.]{1,64}\}|%(?:\d+\$)?[sd](?![\p{L}\p{N}])/gu;

/**
 * The stretches of a text that no engine may change, in order and without overlaps: protected names in any of their spellings (whole
 * words, case as written: "SILENT" is a name, "silent" is not), web and mail addresses, placeholders.
 */
export function literalSpans(text: string, protectedTerms: readonly ProtectedTerm[]): readonly LiteralSpan[] {
  const found: LiteralSpan[] = [];
  for (const pattern of [ADDRESS, PLACEHOLDER]) {
    for (const match of text.matchAll(pattern)) found.push({ start: match.index, end: match.index + match[0].length });
  }
  for (const spelling of spellingsOf(protectedTerms)) {
    for (const start of wholeWords(text, spelling)) found.push({ start, end: start + spelling.length });
  }
  return withoutOverlaps(found);
}

/** The protected spellings that stand in the text, each once, sorted. */
export function spellingsIn(text: string, protectedTerms: readonly ProtectedTerm[]): readonly string[] {
  const spans: LiteralSpan[] = [];
  for (const spelling of spellingsOf(protectedTerms)) {
    for (const start of wholeWords(text, spelling)) spans.push({ start, end: start + spelling.length });
  }
  const kept = withoutOverlaps(spans);
  return [...new Set(kept.map(({ start, end }) => text.slice(start, end)))].sort();
}

/** The web and mail addresses of a text, each once. */
export function addressesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(ADDRESS)].map(([address]) => address))];
}

/** Where the words begin, wherever they stand as whole words: no letter or digit goes on at either end. */
export function wholeWords(text: string, words: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const cutsBefore = isWordCharacter(words[0]) && isWordCharacter(text[at - 1]);
    const cutsAfter = isWordCharacter(words.at(-1)) && isWordCharacter(text[at + words.length]);
    if (!cutsBefore && !cutsAfter) found.push(at);
  }
  return found;
}

const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** The first of those that overlap; of those that begin together the longest: "Parenting Together Plus", not "Parenting Together". */
function withoutOverlaps(found: readonly LiteralSpan[]): readonly LiteralSpan[] {
  const spans: LiteralSpan[] = [];
  for (const span of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= (spans.at(-1)?.end ?? 0)) spans.push(span);
  }
  return spans;
}

const spellings = new WeakMap<readonly ProtectedTerm[], readonly string[]>();

/** All spellings of all names; worked out once for a list, since every segment of a job asks. */
function spellingsOf(protectedTerms: readonly ProtectedTerm[]): readonly string[] {
  let known = spellings.get(protectedTerms);
  if (known === undefined) {
    known = [...new Set(protectedTerms.flatMap((term) => term.spellings))].filter((spelling) => spelling.trim() !== "");
    spellings.set(protectedTerms, known);
  }
  return known;
}
