import type { PageToken } from "./token-list.ts";

const BEGINS = /^\s*(?:no-?translate|notranslate[:-](?:start|begin)|translate:\s*off)\s*$/i;
const ENDS = /^\s*(?:\/\s*no-?translate|end[ :-]no-?translate|notranslate[:-]end|translate(?::\s*on)?)\s*$/i;

/** Follows the comments that protect what stands between them: `<!-- notranslate --> … <!-- /notranslate -->`. */
export class ProtectedStretches {
  /** Indexes of the comments that end a stretch. */
  readonly #ends: number[] = [];
  #next = 0;
  #until = -1;

  constructor(tokens: readonly PageToken[]) {
    tokens.forEach(({ kind, text }, index) => {
      if (kind === "comment" && ENDS.test(text)) this.#ends.push(index);
    });
  }

  /** A comment is met. @param enclosingEnd the token that ends the element it stands in: a stretch without an end reaches so far */
  meet(comment: PageToken, index: number, enclosingEnd: number): void {
    if (index < this.#until || !BEGINS.test(comment.text)) return;
    while ((this.#ends[this.#next] ?? Infinity) < index) this.#next += 1;
    this.#until = this.#ends[this.#next] ?? enclosingEnd;
  }

  /** Whether the token stands in a protected stretch. Tokens are asked for in order. */
  holds(index: number): boolean {
    return index < this.#until;
  }
}
