import { checkCharacter, skipPlain, skipSpace } from "./characters.ts";
import { malformed } from "./fault.ts";
import { checkReference } from "./reference.ts";

const AMPERSAND = 38;
const LESS = 60;
const GREATER = 62;
const BRACKET = 93;

/** The offset of the next `<`, or of the end; throws where what is before it cannot be an element's text. */
export function skipText(text: string, from: number): number {
  const { length } = text;
  let at = from;
  for (;;) {
    at = skipPlain(text, at);
    if (at >= length) return length;
    const code = text.charCodeAt(at);
    if (code === LESS) return at;
    if (code === AMPERSAND) at = checkReference(text, at);
    else if (code === GREATER) {
      // Whatever is before `from` ends in ">", so a "]]" found here is text too.
      if (text.charCodeAt(at - 1) === BRACKET && text.charCodeAt(at - 2) === BRACKET) {
        throw malformed(at - 2, 'text holds "]]>", which must be written "]]&gt;".');
      }
      at += 1;
    } else at = checkCharacter(text, at);
  }
}

/** The same where only white space may stand: before and behind the root element. */
export function skipOutside(text: string, from: number): number {
  const at = skipSpace(text, from);
  if (at >= text.length || text.charCodeAt(at) === LESS) return at;
  checkCharacter(text, at);
  throw malformed(at, "text stands outside the element that holds all others.");
}
