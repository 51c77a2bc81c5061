/** Anything that could end a sentence. */
const TERMINATORS = /[.!?]+/g;
/** Terminators of other scripts, and characters that the rules treat as part of the one before. */
const UNUSUAL = /[^\P{Sentence_Terminal}.!?]|[\u2024\uFE52\uFF0E\p{M}\p{Cf}]/u;
/** Latin and Cyrillic letters and usual punctuation, none of it unusual; much faster to tell. */
const USUAL = /^[\u0000-\u00AC\u00AE-\u02FF\u0400-\u0481\u048A-\u052F\u2010-\u2023\u2026]*$/;
const CLOSING = "\"'”’»)]";
const OPENING = "\"'“„«([";

/**
 * Where the rules of UAX #29 begin sentences, for texts in which that is plain: every full stop, question or exclamation mark is
 * followed by space and a capital (SB11: boundary), by a small letter or digit without space (SB6, SB8: none), by a comma, hyphen or colon (SB8a:
 * none), or by nothing. Undefined for all others, which need the whole algorithm; that is some three times slower. Before a small
 * letter a boundary may be missing that the rules have after "!" and "?": the merge rules would take it away.
 */
export function plainStarts(text: string): number[] | undefined {
  if (!USUAL.test(text) && UNUSUAL.test(text)) return undefined;
  const starts: number[] = [];
  TERMINATORS.lastIndex = 0;
  for (let match = TERMINATORS.exec(text); match !== null; match = TERMINATORS.exec(text)) {
    const end = match.index + match[0].length;
    let at = end;
    while (at < text.length && CLOSING.includes(text[at]!)) at += 1;
    const closed = at;
    while (at < text.length && isSpace(text[at]!)) at += 1;
    if (at === text.length) break;
    const next = text[at]!;
    if (at > closed) {
      let word = at;
      while (word < text.length && OPENING.includes(text[word]!)) word += 1;
      const first = text[word] ?? "";
      if (/\p{Lu}/u.test(first)) starts.push(at);
      else if (!/\p{Ll}/u.test(next)) return undefined;
    } else if (closed > end || !goesOn(match[0], text[match.index - 1] ?? "", next)) return undefined;
  }
  return starts;
}

/** Whether the sentence goes on directly after the terminators. */
function goesOn(terminators: string, previous: string, next: string): boolean {
  if (next === "," || next === "-" || next === ":") return true;
  if (!terminators.endsWith(".")) return false;
  if (/[\p{Ll}0-9]/u.test(next)) return true;
  return terminators === "." && /[\p{Lu}\p{Ll}]/u.test(previous) && /\p{Lu}/u.test(next);
}

function isSpace(character: string): boolean {
  return character === " " || character === "\u00A0" || character === "\t";
}
