import { blockStartAt, mayBeginBlock, type BlockStart } from "./block-start.ts";
import { BlockList } from "./block-list.ts";
import type { Block, Container, Flavour } from "./blocks.ts";
import { normaliseLabel } from "./definitions.ts";
import { frontMatterAt } from "./front-matter-fence.ts";
import { LineCursor } from "./line-cursor.ts";
import { LineEnds } from "./line-ends.ts";
import type { OpenParagraph } from "./open-blocks.ts";
import { OpenContainers } from "./open-containers.ts";

/**
 * The blocks of a Markdown text, in order, by the strategy that CommonMark's appendix describes: each line first says in which containers it goes
 * on, then what begins on it. One pass; time grows with the text alone. `line`s are counted from 1.
 */
export function readBlocks(text: string, flavour: Flavour): Block[] {
  return new BlockReader(text, flavour).read();
}

class BlockReader {
  readonly #text: string;
  readonly #flavour: Flavour;
  readonly #cursor: LineCursor;
  readonly #containers: OpenContainers;
  readonly #list: BlockList;

  constructor(text: string, flavour: Flavour) {
    this.#text = text;
    this.#flavour = flavour;
    this.#cursor = new LineCursor(text);
    this.#containers = new OpenContainers(text, this.#cursor);
    this.#list = new BlockList(text, flavour, this.#cursor, this.#containers);
  }

  read(): Block[] {
    const text = this.#text;
    let at = 0;
    const matter = this.#flavour.hasExtras ? frontMatterAt(text) : undefined;
    if (matter !== undefined) {
      this.#list.blocks.push(matter.block);
      this.#list.line = matter.lines;
      at = matter.next;
    }
    const ends = new LineEnds(text);
    while (at < text.length) {
      const end = ends.from(at);
      this.#list.line += 1;
      this.#cursor.begin(at, end);
      this.#readLine();
      at = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
    }
    this.#closeDownTo(0);
    return this.#list.blocks;
  }

  #readLine(): void {
    const cursor = this.#cursor;
    const leaf = this.#list.leaf;
    const matched = this.#containers.match();
    const isWhole = matched === this.#containers.depth;
    if (leaf?.kind === "paragraph" && !cursor.isBlank && !mayBeginBlock(this.#text.charCodeAt(cursor.next))) {
      // Most lines: text that goes on.
      this.#list.addLine(leaf, isWhole);
      return;
    }
    if (isWhole && leaf?.kind === "verbatim" && this.#list.continueVerbatim(leaf)) return;
    if (isWhole && leaf !== undefined && leaf.kind !== "paragraph" && (leaf.kind === "verbatim" || cursor.isBlank)) {
      this.#list.closeLeaf();
    }
    const lazy = leaf?.kind === "paragraph" ? leaf : undefined;
    const opened = this.#beginBlocks(lazy, matched, isWhole);
    if (opened === "leaf") return;
    const hasBegun = opened === "containers";
    if (cursor.isBlank) this.#blankLine(matched, hasBegun);
    else if (lazy !== undefined && !hasBegun) {
      if (!isWhole || !this.#list.continueAsTable(lazy)) this.#list.addLine(lazy, isWhole);
    } else if (isWhole && !hasBegun && this.#list.leaf?.kind === "table") this.#list.addRow(this.#list.leaf);
    else {
      this.#closeTo(matched, hasBegun);
      this.#list.beginParagraph();
    }
  }

  /** Opens what begins on the line, one after the other, and says whether it was a leaf at the end: then the line is read. */
  #beginBlocks(lazy: OpenParagraph | undefined, matched: number, isWhole: boolean): "leaf" | "containers" | "nothing" {
    const cursor = this.#cursor;
    let hasBegun = false;
    while (!cursor.isBlank) {
      // Inside what the line has opened itself there is no paragraph to go on with.
      const canContinue = lazy !== undefined && !hasBegun;
      const isInterrupting = canContinue && isWhole;
      if (cursor.indent >= 4) {
        if (canContinue) break;
        this.#closeTo(matched, hasBegun);
        this.#list.beginVerbatim("code", { by: "indentation" });
        return "leaf";
      }
      if (!mayBeginBlock(this.#text.charCodeAt(cursor.next))) break;
      if (isInterrupting && this.#list.endParagraphAsHeading(lazy)) return "leaf";
      const start = blockStartAt(this.#text, cursor, {
        flavour: this.#flavour,
        canContinue,
        isInterrupting,
        isNested: this.#containers.depth > 0,
        canHoldMore: this.#containers.canHoldMore,
      });
      if (start === undefined) break;
      this.#closeTo(matched, hasBegun);
      if (this.#begin(start) === "leaf") return "leaf";
      hasBegun = true;
    }
    return hasBegun ? "containers" : "nothing";
  }

  #blankLine(matched: number, hasBegun: boolean): void {
    if (matched < this.#containers.depth && !hasBegun) {
      // A blank line ends a paragraph, and a quote that it is not marked as part of.
      this.#closeDownTo(matched);
    } else if (this.#list.leaf?.kind === "paragraph" || this.#list.leaf?.kind === "table") this.#list.closeLeaf();
  }

  /** Takes what begins at the cursor. */
  #begin(start: BlockStart): "leaf" | "container" {
    const cursor = this.#cursor;
    switch (start.kind) {
      case "quote":
        cursor.skipPast(1);
        cursor.skipColumns(1);
        return this.#beginContainer({ kind: "quote" });
      case "item":
        return this.#beginItem(start.length);
      case "footnote":
        return this.#beginFootnote(start);
      case "admonition":
        this.#list.title(start);
        cursor.skipPast(cursor.end - cursor.next);
        return this.#beginContainer({ kind: "admonition", width: 4 });
      case "directive":
        this.#list.title(start);
        this.#containers.noteContent();
        return "leaf";
      case "thematic break":
        this.#containers.noteContent();
        return "leaf";
      case "heading":
        return this.#list.heading();
      case "fence":
        return this.#list.beginVerbatim("code", { by: "fence", character: start.character, length: start.length });
      case "math":
        return this.#list.beginMath(start);
      case "html":
        return this.#list.beginHtml(start.form);
      case "module":
        return this.#list.beginVerbatim("module", { by: "blank line" });
    }
  }

  #beginContainer(container: Container): "container" {
    this.#containers.open(container);
    return "container";
  }

  #beginItem(marker: number): "container" {
    const cursor = this.#cursor;
    const offset = cursor.indent + marker;
    cursor.skipPast(marker);
    const spaces = cursor.indent;
    // Five or more: the item begins with indented code, one space after its marker.
    const own = cursor.isBlank || spaces > 4 ? 1 : spaces;
    cursor.skipColumns(cursor.isBlank ? spaces : own);
    return this.#beginContainer({ kind: "item", width: offset + own });
  }

  #beginFootnote({ length, label }: { readonly length: number; readonly label: string }): "container" {
    this.#list.blocks.push({ kind: "definition", label: normaliseLabel(`^${label}`), line: this.#list.line });
    this.#cursor.skipPast(length);
    this.#cursor.skipColumns(this.#cursor.indent);
    return this.#beginContainer({ kind: "footnote", width: 4 });
  }

  /** Closes what does not go on, once: a line that has opened containers has done so. */
  #closeTo(matched: number, hasBegun: boolean): void {
    if (hasBegun) return;
    this.#list.closeLeaf();
    this.#containers.closeDownTo(matched);
  }

  #closeDownTo(depth: number): void {
    this.#list.closeLeaf();
    this.#containers.closeDownTo(depth);
  }
}
