import type { Container } from "./blocks.ts";
import type { LineCursor } from "./line-cursor.ts";

interface OpenContainer {
  readonly container: Container;
  /** Whether a block or another container stands in it already. */
  hasContent: boolean;
}

/** Deeper nesting is read as text: nobody means it, and every line asks every container. */
const MAX_DEPTH = 100;

/** The quotes, items, notes and admonitions that the next line may go on in, the outermost first. */
export class OpenContainers {
  readonly #text: string;
  readonly #cursor: LineCursor;
  readonly #open: OpenContainer[] = [];
  /** As given last: most blocks stand in the containers of the one before. */
  #listed: readonly Container[] | undefined = [];

  constructor(text: string, cursor: LineCursor) {
    this.#text = text;
    this.#cursor = cursor;
  }

  get depth(): number {
    return this.#open.length;
  }

  get canHoldMore(): boolean {
    return this.#open.length < MAX_DEPTH;
  }

  /** Nothing stands in the innermost one yet. */
  get isInnermostEmpty(): boolean {
    return this.#open.at(-1)?.hasContent === false;
  }

  list(): readonly Container[] {
    return (this.#listed ??= this.#open.map(({ container }) => container));
  }

  open(container: Container): void {
    this.noteContent();
    this.#open.push({ container, hasContent: false });
    this.#listed = undefined;
  }

  /** Something begins in the innermost one. */
  noteContent(): void {
    const innermost = this.#open.at(-1);
    if (innermost) innermost.hasContent = true;
  }

  closeDownTo(depth: number): void {
    if (depth === this.#open.length) return;
    this.#open.length = depth;
    this.#listed = undefined;
  }

  /** How many the cursor's line goes on in; the cursor stands after their marks. */
  match(): number {
    const cursor = this.#cursor;
    let matched = 0;
    for (const { container, hasContent } of this.#open) {
      if (container.kind === "quote") {
        if (cursor.indent >= 4 || this.#text[cursor.next] !== ">" || cursor.isBlank) break;
        cursor.skipPast(1);
        cursor.skipColumns(1);
      } else if (cursor.isBlank) {
        if (!hasContent) break;
      } else if (cursor.indent >= container.width) cursor.skipColumns(container.width);
      else break;
      matched += 1;
    }
    return matched;
  }
}
