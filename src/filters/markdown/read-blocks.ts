import { headingText, isSetextUnderline } from "./block-marks.ts";
import { blockStartAt, mayBeginBlock, type BlockStart } from "./block-start.ts";
import type { Block, Container, Flavour, Slice } from "./blocks.ts";
import { frontMatterAt } from "./front-matter-fence.ts";
import { normaliseLabel } from "./definitions.ts";
import type { Titled } from "./extra-starts.ts";
import type { HtmlBlockKind } from "./html-blocks.ts";
import { LineCursor } from "./line-cursor.ts";
import { LineEnds } from "./line-ends.ts";
import {
  closeVerbatim,
  takeVerbatimLine,
  type OpenLeaf,
  type OpenParagraph,
  type OpenTable,
  type OpenVerbatim,
} from "./open-blocks.ts";
import { OpenContainers } from "./open-containers.ts";
import { settleParagraph } from "./settle-paragraph.ts";
import { delimiterColumns, splitRow } from "./table-rows.ts";

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
  readonly #blocks: Block[] = [];
  readonly #containers: OpenContainers;
  #leaf: OpenLeaf | undefined;
  #line: number = 0;

  constructor(text: string, flavour: Flavour) {
    this.#text = text;
    this.#flavour = flavour;
    this.#cursor = new LineCursor(text);
    this.#containers = new OpenContainers(text, this.#cursor);
  }

  read(): Block[] {
    const text = this.#text;
    let at = 0;
    const matter = this.#flavour.hasExtras ? frontMatterAt(text) : undefined;
    if (matter !== undefined) {
      this.#blocks.push(matter.block);
      this.#line = matter.lines;
      at = matter.next;
    }
    const ends = new LineEnds(text);
    while (at < text.length) {
      const end = ends.from(at);
      this.#line += 1;
      this.#cursor.begin(at, end);
      this.#readLine();
      at = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
    }
    this.#closeDownTo(0);
    return this.#blocks;
  }

  #readLine(): void {
    const cursor = this.#cursor;
    const leaf = this.#leaf;
    const matched = this.#containers.match();
    const isWhole = matched === this.#containers.depth;
    if (leaf?.kind === "paragraph" && !cursor.isBlank && !mayBeginBlock(this.#text.charCodeAt(cursor.next))) {
      // Most lines: text that goes on.
      this.#addLine(leaf, isWhole);
      return;
    }
    if (isWhole && leaf?.kind === "verbatim" && this.#continueVerbatim(leaf)) return;
    if (isWhole && leaf !== undefined && leaf.kind !== "paragraph" && (leaf.kind === "verbatim" || cursor.isBlank)) {
      this.#closeLeaf();
    }
    const lazy = leaf?.kind === "paragraph" ? leaf : undefined;
    const opened = this.#beginBlocks(lazy, matched, isWhole);
    if (opened === "leaf") return;
    const hasBegun = opened === "containers";
    if (cursor.isBlank) this.#blankLine(matched, hasBegun);
    else if (lazy !== undefined && !hasBegun) {
      if (!isWhole || !this.#continueAsTable(lazy)) this.#addLine(lazy, isWhole);
    } else if (isWhole && !hasBegun && this.#leaf?.kind === "table") this.#addRow(this.#leaf);
    else {
      this.#closeTo(matched, hasBegun);
      this.#beginParagraph();
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
        this.#beginVerbatim("code", { by: "indentation" });
        return "leaf";
      }
      if (!mayBeginBlock(this.#text.charCodeAt(cursor.next))) break;
      if (isInterrupting && this.#endParagraphAsHeading(lazy)) return "leaf";
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

  #addLine({ lines }: OpenParagraph, isWhole: boolean): void {
    lines.push({ start: this.#cursor.next, end: this.#cursor.end, isLazy: !isWhole });
  }

  /** Whether the line belongs to the verbatim lines that are open; ends them where it is their last. */
  #continueVerbatim(leaf: OpenVerbatim): boolean {
    const taken = takeVerbatimLine(leaf, this.#text, this.#cursor, this.#containers.depth > 0);
    if (taken === "taken as the last") this.#closeLeaf();
    return taken !== "not taken";
  }

  #blankLine(matched: number, hasBegun: boolean): void {
    if (matched < this.#containers.depth && !hasBegun) {
      // A blank line ends a paragraph, and a quote that it is not marked as part of.
      this.#closeDownTo(matched);
    } else if (this.#leaf?.kind === "paragraph" || this.#leaf?.kind === "table") this.#closeLeaf();
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
        this.#title(start);
        cursor.skipPast(cursor.end - cursor.next);
        return this.#beginContainer({ kind: "admonition", width: 4 });
      case "directive":
        this.#title(start);
        this.#containers.noteContent();
        return "leaf";
      case "thematic break":
        this.#containers.noteContent();
        return "leaf";
      case "heading":
        return this.#heading();
      case "fence":
        return this.#beginVerbatim("code", { by: "fence", character: start.character, length: start.length });
      case "math":
        return this.#beginMath(start);
      case "html":
        return this.#beginHtml(start.form);
      case "module":
        return this.#beginVerbatim("module", { by: "blank line" });
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

  #heading(): "leaf" {
    const { next, end } = this.#cursor;
    const text = this.#text;
    const slice = headingText(text, next, end);
    if (slice.end > slice.start) {
      this.#pushText("heading", slice, text.slice(next, slice.start), text.slice(slice.end, end));
    }
    this.#containers.noteContent();
    return "leaf";
  }

  #pushText(role: "heading" | "title", slice: Slice, lead: string, tail: string): void {
    const lines = [{ ...slice, isLazy: false }];
    this.#blocks.push({ kind: "text", role, lines, line: this.#line, containers: this.#containers.list(), lead, tail });
  }

  #beginHtml(kind: HtmlBlockKind): "leaf" {
    this.#beginVerbatim("html", { by: "html", kind });
    const { next, end } = this.#cursor;
    if (kind.end?.test(this.#text.slice(next, end)) === true) this.#closeLeaf();
    return "leaf";
  }

  #beginMath(fence: { readonly length: number; readonly isWhole: boolean }): "leaf" {
    this.#beginVerbatim("math", { by: "fence", character: "$", length: fence.length });
    if (fence.isWhole) this.#closeLeaf();
    return "leaf";
  }

  #beginVerbatim(what: OpenVerbatim["what"], ending: OpenVerbatim["ending"]): "leaf" {
    const { next, end } = this.#cursor;
    this.#containers.noteContent();
    const lines = what === "html" && this.#containers.depth > 0 ? [{ start: next, end }] : [];
    this.#leaf = { kind: "verbatim", what, line: this.#line, start: next, end, lines, ending };
    return "leaf";
  }

  #beginFootnote({ length, label }: { readonly length: number; readonly label: string }): "container" {
    this.#blocks.push({ kind: "definition", label: normaliseLabel(`^${label}`), line: this.#line });
    this.#cursor.skipPast(length);
    this.#cursor.skipColumns(this.#cursor.indent);
    return this.#beginContainer({ kind: "footnote", width: 4 });
  }

  #title({ title }: Titled): void {
    if (title === undefined) return;
    const { next, end } = this.#cursor;
    this.#pushText("title", title, this.#text.slice(next, title.start), this.#text.slice(title.end, end));
  }

  #beginParagraph(): void {
    const { next, end } = this.#cursor;
    const isFirst = this.#containers.isInnermostEmpty;
    this.#containers.noteContent();
    this.#leaf = {
      kind: "paragraph",
      line: this.#line,
      lines: [{ start: next, end, isLazy: false }],
      isFirst,
    };
  }

  /** Where the line underlines the paragraph. */
  #endParagraphAsHeading(paragraph: OpenParagraph): boolean {
    const { next, end } = this.#cursor;
    if (!isSetextUnderline(this.#text, next)) return false;
    const underline = this.#text.slice(next, end);
    if (!this.#settle(paragraph, `\n${underline.trimEnd()}`)) {
      // Nothing but definitions stands above it: it is text.
      return false;
    }
    this.#leaf = undefined;
    return true;
  }

  /** Where the line says that the paragraph's last line is the header of a table. */
  #continueAsTable(paragraph: OpenParagraph): boolean {
    const { next, end } = this.#cursor;
    const columns = delimiterColumns(this.#text, next, end);
    const last = paragraph.lines.at(-1)!;
    if (columns === 0 || last.isLazy) return false;
    const header = splitRow(this.#text, last.start, last.end);
    if (header.length !== columns) return false;
    paragraph.lines.pop();
    if (paragraph.lines.length > 0) this.#settle(paragraph);
    this.#leaf = { kind: "table", line: this.#line - 1, header, rows: [] };
    return true;
  }

  #addRow(table: OpenTable): void {
    const cells = splitRow(this.#text, this.#cursor.next, this.#cursor.end);
    table.rows.push({ line: this.#line, cells: cells.slice(0, table.header.length) });
  }

  /** Closes what does not go on, once: a line that has opened containers has done so. */
  #closeTo(matched: number, hasBegun: boolean): void {
    if (hasBegun) return;
    this.#closeLeaf();
    this.#containers.closeDownTo(matched);
  }

  #closeDownTo(depth: number): void {
    this.#closeLeaf();
    this.#containers.closeDownTo(depth);
  }

  #closeLeaf(): void {
    const leaf = this.#leaf;
    this.#leaf = undefined;
    switch (leaf?.kind) {
      case "paragraph":
        this.#settle(leaf);
        return;
      case "table":
        this.#blocks.push({ kind: "table", line: leaf.line, header: leaf.header, rows: leaf.rows });
        return;
      case "verbatim":
        this.#blocks.push(closeVerbatim(leaf, this.#text, this.#containers.list()));
        return;
      case undefined:
        return;
    }
  }

  /** Whether anything but definitions is left of the paragraph. */
  #settle({ lines, line, isFirst }: OpenParagraph, underline?: string): boolean {
    const blocks = settleParagraph(this.#text, {
      lines,
      line,
      isFirst,
      containers: this.#containers.list(),
      flavour: this.#flavour,
      ...(underline === undefined ? {} : { underline }),
    });
    const hasText = blocks.some(({ kind }) => kind !== "definition");
    if (underline === undefined || hasText) for (const block of blocks) this.#blocks.push(block);
    return hasText;
  }
}
