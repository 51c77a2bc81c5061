/** Where the lines of a text end: with a line feed, a carriage return or both. Asked in rising order, so that no character is looked at twice. */
export class LineEnds {
  readonly #text: string;
  #feed: number = -1;
  #return: number = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The first line end at or after `at`; the end of the text where there is none. */
  from(at: number): number {
    if (this.#feed < at) this.#feed = this.#next("\n", at);
    if (this.#return < at) this.#return = this.#next("\r", at);
    return Math.min(this.#feed, this.#return);
  }

  #next(mark: string, at: number): number {
    const found = this.#text.indexOf(mark, at);
    return found === -1 ? this.#text.length : found;
  }
}
