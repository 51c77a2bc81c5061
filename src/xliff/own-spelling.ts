/** What stands in text only as a reference, or not at all, in what `xml/escape.ts` writes. */
const NEVER_IN_TEXT = /[>&\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/;

/** The references that `xml/escape.ts` writes. */
const REFERENCE = /&(?:amp|lt|gt|quot|#9|#10|#13);/g;
const CHARACTERS: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#9;": "\t",
  "&#10;": "\n",
  "&#13;": "\r",
};

/** A pattern for the value of an attribute, for double quotes, as `escapeAttribute` spells it. */
export const VALUE = `[^"<>\\u0000-\\u001F\\uFFFE\\uFFFF]*`;

/** A pattern for text, references included. */
export const TEXT = `[^<>\\u0000-\\u0008\\u000B-\\u001F\\uFFFE\\uFFFF]*`;

/** Thrown where a file is not spelled as we spell it. */
export class OtherSpelling extends Error {}

/** What text or a value stands for, neither of which holds a `<`. Throws OtherSpelling where ours would be spelled otherwise. */
export function resolveOwn(written: string): string {
  if (!NEVER_IN_TEXT.test(written)) return written;
  if (NEVER_IN_TEXT.test(written.replaceAll(REFERENCE, ""))) throw new OtherSpelling();
  return written.replaceAll(REFERENCE, (reference) => CHARACTERS[reference]!);
}

/** Reads a text from one expected piece to the next. Each throws OtherSpelling where another stands. */
export class PieceReader {
  readonly #text: string;
  #at = 0;
  #line: number;
  #lineEnd: number;

  /** @param firstLine of the text in its file */
  constructor(text: string, firstLine = 1) {
    this.#line = firstLine;
    this.#text = text;
    this.#lineEnd = text.indexOf("\n");
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** The line of the place reached, from 1. */
  get line(): number {
    while (this.#lineEnd !== -1 && this.#lineEnd < this.#at) {
      this.#line += 1;
      this.#lineEnd = this.#text.indexOf("\n", this.#lineEnd + 1);
    }
    return this.#line;
  }

  /** Whether this comes next; it is not passed. */
  comes(piece: string): boolean {
    return this.#text.startsWith(piece, this.#at);
  }

  /** Passes a piece, where it comes next. */
  passIf(piece: string): boolean {
    const comes = this.comes(piece);
    if (comes) this.#at += piece.length;
    return comes;
  }

  /** Passes a piece. */
  pass(piece: string): void {
    if (!this.passIf(piece)) throw new OtherSpelling();
  }

  /** Passes what a sticky pattern matches, and gives its groups. */
  match(pattern: RegExp): readonly (string | undefined)[] {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) throw new OtherSpelling();
    this.#at = pattern.lastIndex;
    return match;
  }

  /** Gives the text before the next tag, and passes it. */
  untilTag(): string {
    const start = this.#at;
    const end = this.#text.indexOf("<", start);
    if (end === -1) throw new OtherSpelling();
    this.#at = end;
    return this.#text.slice(start, end);
  }

  /** Gives what stands before the next such piece, and passes both. */
  until(piece: string): string {
    const start = this.#at;
    const end = this.#text.indexOf(piece, start);
    if (end === -1) throw new OtherSpelling();
    this.#at = end + piece.length;
    return this.#text.slice(start, end);
  }
}
