import { textFragment, type Fragment } from "../../model/fragment.ts";

/** The type of the code for a line break, as the HTML filter has it: a heading of two lines is one entry of the contents. */
const LINE_BREAK = "fmt/xlf:lb";

/** The texts of a book's pages with their translations, so that an entry of the table of contents says what the heading says. */
export class KnownTexts {
  readonly #targets = new Map<string, Fragment | undefined>();

  /** Notes a text; of several that are the same the first counts. */
  note(source: Fragment, target: Fragment | undefined): void {
    const key = keyOf(source);
    if (!this.#targets.has(key)) this.#targets.set(key, target);
  }

  /** Whether the entry repeats a text of the book. One with codes of its own does not. */
  has(entry: Fragment): boolean {
    return entry.every(({ kind }) => kind === "text") && this.#targets.has(keyOf(entry));
  }

  /** The translation of the text that the entry repeats, as one line; undefined where it has none. */
  targetOf(entry: Fragment): Fragment | undefined {
    const target = this.#targets.get(keyOf(entry));
    return target && textFragment(oneLine(target));
  }
}

const keyOf = (fragment: Fragment): string => oneLine(fragment);

function oneLine(fragment: Fragment): string {
  return fragment
    .map((part) => (part.kind === "text" ? part.text : part.type === LINE_BREAK ? " " : ""))
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}
