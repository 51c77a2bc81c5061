const SPACE = 32;
const TAB = 9;

/** Tab stops are four columns apart (CommonMark 2.2). */
const TAB_STOP = 4;

/**
 * A place in one line that moves to the right by columns, so that the white space of a tab can be taken in parts: a list item may own two
 * columns of it and the code in the item the other two. Offsets are UTF-16 units into the whole text.
 */
export class LineCursor {
  readonly #text: string;
  /** End of the line, its line end left out. */
  end: number = 0;
  at: number = 0;
  /** The first character that is no white space, or the end of the line. */
  next: number = 0;
  /** Columns of white space before it. */
  indent: number = 0;
  #column: number = 0;

  constructor(text: string) {
    this.#text = text;
  }

  begin(start: number, end: number): void {
    this.at = start;
    this.end = end;
    this.#column = 0;
    this.#look();
  }

  get isBlank(): boolean {
    return this.next === this.end;
  }

  /** Takes so many columns of white space, or as many as there are. */
  skipColumns(count: number): void {
    let left = Math.min(count, this.indent);
    while (left > 0) {
      if (this.#text.charCodeAt(this.at) === TAB) {
        const width = TAB_STOP - (this.#column % TAB_STOP);
        if (width > left) {
          this.#column += left;
          break;
        }
        this.#column += width;
        left -= width;
      } else {
        this.#column += 1;
        left -= 1;
      }
      this.at += 1;
    }
    this.#look();
  }

  /** Takes the white space and so many characters after it, none of them a tab. */
  skipPast(count: number): void {
    this.skipColumns(this.indent);
    this.at += count;
    this.#column += count;
    this.#look();
  }

  #look(): void {
    let column = this.#column;
    let at = this.at;
    for (; at < this.end; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === SPACE) column += 1;
      else if (code === TAB) column += TAB_STOP - (column % TAB_STOP);
      else break;
    }
    this.next = at;
    this.indent = column - this.#column;
  }
}
