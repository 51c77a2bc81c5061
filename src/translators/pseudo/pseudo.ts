import { hasLetters, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import type { ProtectedTerm } from "../../model/term.ts";
import { literalSpans } from "../literals.ts";
import type { Draft, Translator } from "../translator.ts";

/** Latin letters and an accented one that most fonts carry (Latin-1 Supplement, Latin Extended-A and Additional). */
const ACCENTED = new Map(
  Object.entries({
    A: "Å",
    B: "Ḃ",
    C: "Ç",
    D: "Đ",
    E: "É",
    F: "Ƒ",
    G: "Ĝ",
    H: "Ĥ",
    I: "Î",
    J: "Ĵ",
    K: "Ķ",
    L: "Ļ",
    M: "Ḿ",
    N: "Ñ",
    O: "Ö",
    P: "Þ",
    Q: "Ǫ",
    R: "Ŕ",
    S: "Š",
    T: "Ţ",
    U: "Û",
    V: "Ṽ",
    W: "Ŵ",
    X: "Ẋ",
    Y: "Ý",
    Z: "Ž",
    a: "å",
    b: "ƀ",
    c: "ç",
    d: "đ",
    e: "é",
    f: "ƒ",
    g: "ĝ",
    h: "ĥ",
    i: "î",
    j: "ĵ",
    k: "ķ",
    l: "ļ",
    m: "ḿ",
    n: "ñ",
    o: "ö",
    p: "þ",
    q: "ǫ",
    r: "ŕ",
    s: "š",
    t: "ţ",
    u: "û",
    v: "ṽ",
    w: "ŵ",
    x: "ẋ",
    y: "ý",
    z: "ž",
  }),
);
const VOWELS = new Set("aeiouyAEIOUY");

/** How much longer the text becomes: Russian and the EU languages run up to about this much over English in short texts. */
const GROWTH = 0.4;
const PADDING = "~";

/**
 * A stand-in translation for layout tests: Latin letters accented, 40 % longer (vowels repeated, the rest as `~`), in square
 * brackets, so that text that was never extracted, cut or glued is seen at once. Codes stay in their order; protected names,
 * addresses and placeholders stay as they are; numbers have no letters to change. The same source always gives the same target. A
 * fragment without letters to change comes back as it is.
 */
export function pseudoFragment(fragment: Fragment, protectedTerms: readonly ProtectedTerm[] = []): Fragment {
  const texts = fragment.map((part) => (part.kind === "text" ? piecesOf(part.text, protectedTerms) : []));
  const letters = texts.flat().reduce((sum, piece) => sum + (piece.isLiteral ? 0 : letterCount(piece.text)), 0);
  if (letters === 0 || !hasLetters(fragment)) return fragment;
  const length = texts.flat().reduce((sum, piece) => sum + piece.text.length, 0);
  const growth = { owed: 0, grown: 0, perLetter: (GROWTH * length) / letters };
  const parts = fragment.map((part, index): FragmentPart => {
    if (part.kind !== "text") return part;
    const text = texts[index]!.map((piece) => (piece.isLiteral ? piece.text : accent(piece.text, growth))).join("");
    return { kind: "text", text };
  });
  const missing = Math.max(0, Math.round(GROWTH * length) - growth.grown);
  return bracketed(parts, PADDING.repeat(missing));
}

interface Piece {
  readonly text: string;
  readonly isLiteral: boolean;
}

function piecesOf(text: string, protectedTerms: readonly ProtectedTerm[]): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const { start, end } of literalSpans(text, protectedTerms)) {
    pieces.push(
      { text: text.slice(offset, start), isLiteral: false },
      { text: text.slice(start, end), isLiteral: true },
    );
    offset = end;
  }
  return [...pieces, { text: text.slice(offset), isLiteral: false }];
}

function letterCount(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** `growth` carries over from text to text what is still owed to reach the length. */
function accent(text: string, growth: { owed: number; grown: number; readonly perLetter: number }): string {
  let result = "";
  for (const letter of text) {
    const accented = ACCENTED.get(letter) ?? letter;
    result += accented;
    if (!/\p{L}/u.test(letter)) continue;
    growth.owed += growth.perLetter;
    if (!VOWELS.has(letter)) continue;
    // Twice at the most: longer runs of one vowel no longer break across lines as words do.
    const extra = Math.min(2, Math.floor(growth.owed));
    result += accented.repeat(extra);
    growth.owed -= extra;
    growth.grown += extra;
  }
  return result;
}

/** Brackets go inside the white space and the codes at the edges, around the first and the last character that is seen. */
function bracketed(parts: readonly FragmentPart[], padding: string): Fragment {
  const isInk = (part: FragmentPart): boolean => part.kind === "text" && part.text.trim() !== "";
  const first = parts.findIndex(isInk);
  const last = parts.findLastIndex(isInk);
  return parts.map((part, index) => {
    if (part.kind !== "text") return part;
    let { text } = part;
    if (index === last) {
      const ink = text.trimEnd();
      text = `${ink}${padding}]${text.slice(ink.length)}`;
    }
    if (index === first) {
      const ink = text.trimStart();
      text = `${text.slice(0, text.length - ink.length)}[${ink}`;
    }
    return { kind: "text", text };
  });
}

/** The pseudo engine: nothing leaves the machine, no limits, no account. */
export function createPseudo(): Translator {
  return {
    id: "pseudo",
    fingerprint: "pseudo/1",
    limits: { segments: 1000, bytes: Number.MAX_SAFE_INTEGER, concurrency: 1 },
    translate: async ({ segments, protectedTerms }) =>
      segments.map(({ id, source }): Draft => ({
        id,
        outcome: "translated",
        fragment: pseudoFragment(source, protectedTerms),
      })),
  };
}
