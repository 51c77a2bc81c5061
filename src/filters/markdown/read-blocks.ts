import {
  fenceAt,
  footnoteAt,
  headingAt,
  headingText,
  isModuleLine,
  isSetextUnderline,
  isTableRule,
  isThematicBreak,
  lineEnd,
  listMarkerAt,
  mathFenceAt,
} from "./block-starts.ts";
import type { Block, Container, Flavour, Slice } from "./blocks.ts";
import { frontMatterAt } from "./front-matter-fence.ts";
import { normaliseLabel } from "./definitions.ts";
import { admonitionAt, directiveAt, type Titled } from "./extra-starts.ts";
import { htmlBlockAt, type HtmlBlockKind } from "./html-blocks.ts";
import { LineCursor } from "./line-cursor.ts";
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
    while (at < text.length) {
      const end = lineEnd(text, at);
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
    const matched = this.#containers.match();
    const isWhole = matched === this.#containers.depth;
    if (isWhole && this.#leaf?.kind === "verbatim" && this.#continueVerbatim(this.#leaf)) return;
    const lazy = this.#leaf?.kind === "paragraph" ? this.#leaf : undefined;
    let hasBegun = false;
    if (isWhole && this.#leaf !== undefined && this.#leaf.kind !== "paragraph") {
      if (this.#leaf.kind === "verbatim" || cursor.isBlank) this.#closeLeaf();
    }
    for (;;) {
      if (cursor.isBlank) break;
      // Inside what the line has opened itself there is no paragraph to go on with.
      const canContinue = lazy !== undefined && !hasBegun;
      const isInterrupting = canContinue && isWhole;
      if (cursor.indent >= 4) {
        if (canContinue) break;
        this.#closeTo(matched, hasBegun);
        this.#beginVerbatim("code", { by: "indentation" });
        return;
      }
      if (isInterrupting && this.#endParagraphAsHeading(lazy)) return;
      const start = this.#blockStart(isInterrupting, canContinue);
      if (start === undefined) break;
      this.#closeTo(matched, hasBegun);
      if (start() === "leaf") return;
      hasBegun = true;
    }
    if (cursor.isBlank) {
      this.#blankLine(matched, hasBegun);
      return;
    }
    if (lazy !== undefined && !hasBegun) {
      if (isWhole && this.#continueAsTable(lazy)) return;
      lazy.lines.push({ start: cursor.next, end: cursor.end, isLazy: !isWhole });
      return;
    }
    if (isWhole && !hasBegun && this.#leaf?.kind === "table") {
      this.#addRow(this.#leaf);
      return;
    }
    this.#closeTo(matched, hasBegun);
    this.#beginParagraph();
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

  /** What begins at the cursor, as a function that takes it; undefined: nothing but text. */
  #blockStart(isInterrupting: boolean, canContinue: boolean): (() => "leaf" | "container") | undefined {
    const { next, end } = this.#cursor;
    const text = this.#text;
    switch (text[next]) {
      case ">":
        return this.#containers.canHoldMore ? () => this.#beginQuote() : undefined;
      case "#":
        return headingAt(text, next) > 0 ? () => this.#heading() : undefined;
      case "`":
      case "~": {
        const fence = fenceAt(text, next);
        return fence && (() => this.#beginVerbatim("code", { by: "fence", ...fence }));
      }
      case "<": {
        const kind = htmlBlockAt(text, next, canContinue);
        return kind && (() => this.#beginHtml(kind));
      }
      case "$": {
        const fence = this.#flavour.hasExtras ? mathFenceAt(text, next) : undefined;
        return fence && (() => this.#beginMath(fence));
      }
      case "[": {
        const footnote = this.#containers.canHoldMore ? footnoteAt(text, next) : undefined;
        return footnote && (() => this.#beginFootnote(footnote));
      }
      case "*":
      case "-":
      case "_":
        if (isThematicBreak(text, next) && !(this.#flavour.hasExtras && isTableRule(text.slice(next, end)))) {
          return () => this.#thematicBreak();
        }
        return this.#listStart(isInterrupting);
      case ":":
      case "!":
      case "?":
      case "=":
        return this.#extraStart();
      case "i":
      case "e":
        if (!this.#flavour.isMdx || this.#containers.depth > 0 || canContinue || !isModuleLine(text, next))
          return undefined;
        return () => this.#beginVerbatim("module", { by: "blank line" });
      default:
        return this.#listStart(isInterrupting);
    }
  }

  #thematicBreak(): "leaf" {
    this.#containers.noteContent();
    return "leaf";
  }

  #beginQuote(): "container" {
    this.#cursor.skipPast(1);
    this.#cursor.skipColumns(1);
    return this.#beginContainer({ kind: "quote" });
  }

  #beginContainer(container: Container): "container" {
    this.#containers.open(container);
    return "container";
  }

  #listStart(isInterrupting: boolean): (() => "container") | undefined {
    const cursor = this.#cursor;
    if (!this.#containers.canHoldMore) return undefined;
    const marker = listMarkerAt(this.#text, cursor.next);
    if (marker === undefined) return undefined;
    if (isInterrupting) {
      const rest = this.#text.slice(cursor.next + marker.length, cursor.end);
      if ((marker.number ?? 1) !== 1 || rest.trim() === "") return undefined;
    }
    return () => {
      const offset = cursor.indent + marker.length;
      cursor.skipPast(marker.length);
      const spaces = cursor.indent;
      // Five or more: the item begins with indented code, one space after its marker.
      const own = cursor.isBlank || spaces > 4 ? 1 : spaces;
      if (cursor.isBlank) cursor.skipColumns(spaces);
      else cursor.skipColumns(own);
      return this.#beginContainer({ kind: "item", width: offset + own });
    };
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

  #extraStart(): (() => "leaf" | "container") | undefined {
    if (!this.#flavour.hasExtras) return undefined;
    const { next, end } = this.#cursor;
    const admonition = this.#containers.canHoldMore ? admonitionAt(this.#text, next, end) : undefined;
    if (admonition !== undefined) {
      return () => {
        this.#title(admonition);
        this.#cursor.skipPast(end - next);
        return this.#beginContainer({ kind: "admonition", width: 4 });
      };
    }
    const directive = directiveAt(this.#text, next, end);
    return (
      directive &&
      (() => {
        this.#title(directive);
        this.#containers.noteContent();
        return "leaf";
      })
    );
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
    const last = paragraph.lines.at(-1)!;
    if (last.isLazy) return false;
    const columns = delimiterColumns(this.#text.slice(next, end));
    if (columns === 0) return false;
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
