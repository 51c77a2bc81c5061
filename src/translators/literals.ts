import type { ProtectedTerm } from "../model/term.ts";

/** A stretch of text that must come back as it is, by UTF-16 offsets; `end` is exclusive. */
export interface LiteralSpan {
  readonly start: number;
  readonly end: number;
}

/** Addresses of the web and of mail. Closing punctuation belongs to the sentence around them. */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"'«»“”]*[^\s<>"'«»“”.,;:!?)\]}…]|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** Places that a program fills in: `{{name}}`, `${name}`, `{0}`, `%s`, `%1$d`. */
const PLACEHOLDER = /\{\{[^{}]{1,64}\}\}|\$?\{[\w.]{1,64}\}|%(?:\d+\$)?[sd](?![\p{L}\p{N}])/gu;

/**
 * The stretches of a text that no engine may change, in order and without overlaps: protected names in any of their spellings (whole
 * words, case as written: "SILENT" is a name, "silent" is not), web and mail addresses, placeholders.
 */
export function literalSpans(text: string, protectedTerms: readonly ProtectedTerm[]): readonly LiteralSpan[] {
  const found: LiteralSpan[] = [];
  const spellings = protectedTerms.flatMap((term) => term.spellings).filter((spelling) => text.includes(spelling));
  const patterns = [ADDRESS, PLACEHOLDER, ...(spellings.length > 0 ? [spellingPattern(spellings)] : [])];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      if (match[0] !== "") found.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const spans: LiteralSpan[] = [];
  for (const span of found) if (span.start >= (spans.at(-1)?.end ?? 0)) spans.push(span);
  return spans;
}

/** The protected spellings that stand in the text, each once, sorted. */
export function spellingsIn(text: string, protectedTerms: readonly ProtectedTerm[]): readonly string[] {
  const spellings = protectedTerms.flatMap((term) => term.spellings).filter((spelling) => text.includes(spelling));
  if (spellings.length === 0) return [];
  return [...new Set([...text.matchAll(spellingPattern(spellings))].map(([spelling]) => spelling))].sort();
}

/** The web and mail addresses of a text, each once. */
export function addressesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(ADDRESS)].map(([address]) => address))];
}

/** Longest first, so that "Parenting Together Plus" is not taken for "Parenting Together". */
function spellingPattern(spellings: readonly string[]): RegExp {
  const alternatives = [...spellings]
    .filter((spelling) => spelling.trim() !== "")
    .sort((a, b) => b.length - a.length)
    .map((spelling) => spelling.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "gu");
}
