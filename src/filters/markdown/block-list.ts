import { headingText, isSetextUnderline } from "./block-marks.ts";
import type { Block, Flavour, Slice } from "./blocks.ts";
import type { Titled } from "./extra-starts.ts";
import type { HtmlBlockKind } from "./html-blocks.ts";
import type { LineCursor } from "./line-cursor.ts";
import {
  closeVerbatim,
  takeVerbatimLine,
  type OpenLeaf,
  type OpenParagraph,
  type OpenTable,
  type OpenVerbatim,
} from "./open-blocks.ts";
import type { OpenContainers } from "./open-containers.ts";
import { settleParagraph } from "./settle-paragraph.ts";
import { delimiterColumns, splitRow } from "./table-rows.ts";

/** The blocks that have been read, and the one that the next line may go on in. "The line" is what the cursor has left of it. */
export class BlockList {
  /** In order. */
  readonly blocks: Block[] = [];
  /** The number of the line, from 1. */
  line: number = 0;
  readonly #text: string;
  readonly #flavour: Flavour;
  readonly #cursor: LineCursor;
  readonly #containers: OpenContainers;
  #leaf: OpenLeaf | undefined;

  constructor(text: string, flavour: Flavour, cursor: LineCursor, containers: OpenContainers) {
    this.#text = text;
    this.#flavour = flavour;
    this.#cursor = cursor;
    this.#containers = containers;
  }

  /** The block that is open. */
  get leaf(): OpenLeaf | undefined {
    return this.#leaf;
  }

  /** The line goes on with the paragraph. */
  addLine({ lines }: OpenParagraph, isWhole: boolean): void {
    lines.push({ start: this.#cursor.next, end: this.#cursor.end, isLazy: !isWhole });
  }

  /** A paragraph begins with the line. */
  beginParagraph(): void {
    const { next, end } = this.#cursor;
    const isFirst = this.#containers.isInnermostEmpty;
    this.#containers.noteContent();
    this.#leaf = {
      kind: "paragraph",
      line: this.line,
      lines: [{ start: next, end, isLazy: false }],
      isFirst,
    };
  }

  /** Where the line underlines the paragraph. */
  endParagraphAsHeading(paragraph: OpenParagraph): boolean {
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
  continueAsTable(paragraph: OpenParagraph): boolean {
    const { next, end } = this.#cursor;
    const columns = delimiterColumns(this.#text, next, end);
    const last = paragraph.lines.at(-1)!;
    if (columns === 0 || last.isLazy) return false;
    const header = splitRow(this.#text, last.start, last.end);
    if (header.length !== columns) return false;
    paragraph.lines.pop();
    if (paragraph.lines.length > 0) this.#settle(paragraph);
    this.#leaf = { kind: "table", line: this.line - 1, header, rows: [] };
    return true;
  }

  /** The line is a row of the table. */
  addRow(table: OpenTable): void {
    const cells = splitRow(this.#text, this.#cursor.next, this.#cursor.end);
    table.rows.push({ line: this.line, cells: cells.slice(0, table.header.length) });
  }

  /** The line is a heading; one without text is none of the blocks. */
  heading(): "leaf" {
    const { next, end } = this.#cursor;
    const text = this.#text;
    const slice = headingText(text, next, end);
    if (slice.end > slice.start) {
      this.#pushText("heading", slice, text.slice(next, slice.start), text.slice(slice.end, end));
    }
    this.#containers.noteContent();
    return "leaf";
  }

  /** The line is that of an admonition or directive, which may have a title. */
  title({ title }: Titled): void {
    if (title === undefined) return;
    const { next, end } = this.#cursor;
    this.#pushText("title", title, this.#text.slice(next, title.start), this.#text.slice(title.end, end));
  }

  #pushText(role: "heading" | "title", slice: Slice, lead: string, tail: string): void {
    const lines = [{ ...slice, isLazy: false }];
    this.blocks.push({ kind: "text", role, lines, line: this.line, containers: this.#containers.list(), lead, tail });
  }

  /** Lines begin that are taken as they are. */
  beginVerbatim(what: OpenVerbatim["what"], ending: OpenVerbatim["ending"]): "leaf" {
    const { next, end } = this.#cursor;
    this.#containers.noteContent();
    const lines = what === "html" && this.#containers.depth > 0 ? [{ start: next, end }] : [];
    this.#leaf = { kind: "verbatim", what, line: this.line, start: next, end, lines, ending };
    return "leaf";
  }

  /** A block of HTML begins with the line, and may end with it. */
  beginHtml(kind: HtmlBlockKind): "leaf" {
    this.beginVerbatim("html", { by: "html", kind });
    const { next, end } = this.#cursor;
    if (kind.end?.test(this.#text.slice(next, end)) === true) this.closeLeaf();
    return "leaf";
  }

  /** A formula begins with the line, and may end with it. */
  beginMath(fence: { readonly length: number; readonly isWhole: boolean }): "leaf" {
    this.beginVerbatim("math", { by: "fence", character: "$", length: fence.length });
    if (fence.isWhole) this.closeLeaf();
    return "leaf";
  }

  /** Whether the line belongs to the verbatim lines that are open; ends them where it is their last. */
  continueVerbatim(leaf: OpenVerbatim): boolean {
    const taken = takeVerbatimLine(leaf, this.#text, this.#cursor, this.#containers.depth > 0);
    if (taken === "taken as the last") this.closeLeaf();
    return taken !== "not taken";
  }

  /** Ends the block that is open. */
  closeLeaf(): void {
    const leaf = this.#leaf;
    this.#leaf = undefined;
    switch (leaf?.kind) {
      case "paragraph":
        this.#settle(leaf);
        return;
      case "table":
        this.blocks.push({ kind: "table", line: leaf.line, header: leaf.header, rows: leaf.rows });
        return;
      case "verbatim":
        this.blocks.push(closeVerbatim(leaf, this.#text, this.#containers.list()));
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
    if (underline === undefined || hasText) for (const block of blocks) this.blocks.push(block);
    return hasText;
  }
}
