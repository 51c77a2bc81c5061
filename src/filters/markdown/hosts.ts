import { plainText } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import type { Block, ContentLine, Slice, TableBlock, TextBlock } from "./blocks.ts";
import { contentOf, type Content } from "./content.ts";
import type { HtmlHost } from "./html/read-html.ts";
import { readInline, type InlineSettings } from "./inline/read-inline.ts";
import { nestedTexts, titleText, type NestedText, type TagReader } from "./nested-texts.ts";
import { planLine, type LinePlan } from "./plan-line.ts";

/** A line of text of the document, whole: a paragraph, heading, cell or title; or a definition, which only has a title. */
export interface TextHost {
  readonly kind: "line";
  readonly category: string;
  readonly place: string;
  readonly context: UnitContext | undefined;
  readonly content: Content;
  readonly block: HostBlock;
  /** Absent where the line is only there for what is nested in it. */
  readonly plan?: LinePlan;
  readonly nested: readonly NestedText[];
}

/** What a line stands in. */
export type HostBlock =
  | { readonly kind: "text"; readonly block: TextBlock }
  | { readonly kind: "cell"; readonly lines: readonly ContentLine[] }
  | { readonly kind: "definition"; readonly lines: readonly ContentLine[] };

/** What a line's reader must know of the document, its tags with it. */
export interface HostSettings extends InlineSettings {
  readonly readTag: TagReader;
}

/** What is done with the lines of text of a document and its blocks of HTML, which come in order. */
export interface HostVisitor {
  line(host: TextHost): void;
  html(host: HtmlHost): void;
}

/** Reads the lines of text of the document's blocks one by one, so that none is kept longer than the visitor keeps it. */
export function visitHosts(text: string, blocks: readonly Block[], settings: HostSettings, visitor: HostVisitor): void {
  let context: UnitContext | undefined;
  for (const block of blocks) {
    switch (block.kind) {
      case "text":
        if (block.role === "heading") {
          const host = textHost(text, block, undefined, settings);
          visitor.line(host);
          context = { heading: plainText(host.plan!.source) };
        } else visitor.line(textHost(text, block, context, settings));
        break;
      case "table":
        visitCells(text, block, context, settings, visitor);
        break;
      case "html":
        if (!block.isComment) visitor.html({ kind: "html", block, context });
        break;
      case "definition":
        if (block.title !== undefined) visitor.line(definitionHost(text, block.title, block.line, context));
        break;
      default:
        break;
    }
  }
}

/** The labels that links and notes can refer to. */
export function labelsOf(blocks: readonly Block[]): Set<string> {
  const labels = new Set<string>();
  for (const block of blocks) if (block.kind === "definition") labels.add(block.label);
  return labels;
}

function textHost(text: string, block: TextBlock, context: UnitContext | undefined, settings: HostSettings): TextHost {
  const content = contentOf(text, block.lines);
  const items = readInline(content.text, settings);
  const { category, words } = describe(block);
  return {
    kind: "line",
    category,
    place: words === "" ? `Line ${block.line}` : `Line ${block.line}, ${words}`,
    context,
    content,
    block: { kind: "text", block },
    plan: planLine(items),
    nested: nestedTexts(content.text, items, settings.readTag),
  };
}

/** How a text is called: in the coverage report, and in a place, where a paragraph is not named. */
interface Description {
  readonly category: string;
  readonly words: string;
}

const HEADING: Description = { category: "headings", words: "heading" };
const TITLE: Description = { category: "titles of admonitions and directives", words: "title" };
const ITEM: Description = { category: "list items", words: "list item" };
const FOOTNOTE: Description = { category: "footnotes", words: "footnote" };
const NESTED_PARAGRAPH: Description = { category: "paragraphs", words: "paragraph" };
const PARAGRAPH: Description = { category: "paragraphs", words: "" };

function describe({ role, containers }: TextBlock): Description {
  if (role === "heading") return HEADING;
  if (role === "title") return TITLE;
  if (containers.length === 0) return PARAGRAPH;
  switch (containers.findLast(({ kind }) => kind !== "quote")?.kind) {
    case "item":
      return ITEM;
    case "footnote":
      return FOOTNOTE;
    default:
      return NESTED_PARAGRAPH;
  }
}

function visitCells(
  text: string,
  table: TableBlock,
  context: UnitContext | undefined,
  settings: HostSettings,
  visitor: HostVisitor,
): void {
  const columns = table.header.map(({ start, end }) => text.slice(start, end));
  visitRow(text, table.header, `Line ${table.line}, table row 1`, () => context, settings, visitor);
  for (const [index, { line, cells }] of table.rows.entries()) {
    const first = cells[0] === undefined ? "" : text.slice(cells[0].start, cells[0].end);
    const contextOf = (column: number): UnitContext | undefined =>
      cellContext(context, column === 0 ? "" : first, columns[column] ?? "");
    visitRow(text, cells, `Line ${line}, table row ${index + 2}`, contextOf, settings, visitor);
  }
}

function cellContext(context: UnitContext | undefined, row: string, column: string): UnitContext | undefined {
  if (row === "" && column === "") return context;
  // Not spread: there are as many as cells.
  const own: { heading?: string; row?: string; column?: string } = {};
  if (context?.heading !== undefined) own.heading = context.heading;
  if (row !== "") own.row = row;
  if (column !== "") own.column = column;
  return own;
}

function visitRow(
  text: string,
  cells: readonly Slice[],
  place: string,
  contextOf: (column: number) => UnitContext | undefined,
  settings: HostSettings,
  visitor: HostVisitor,
): void {
  for (let column = 0; column < cells.length; column += 1) {
    const { start, end } = cells[column]!;
    if (start === end) continue;
    const lines = [{ start, end, isLazy: false }];
    const content = contentOf(text, lines);
    const items = readInline(content.text, settings);
    visitor.line({
      kind: "line",
      category: "table cells",
      place: `${place}, column ${column + 1}`,
      context: contextOf(column),
      content,
      block: { kind: "cell", lines },
      plan: planLine(items),
      nested: nestedTexts(content.text, items, settings.readTag),
    });
  }
}

function definitionHost(text: string, title: Slice, line: number, context: UnitContext | undefined): TextHost {
  // With its quotes, so that the title is read and written as those in lines are.
  const lines = [{ start: title.start - 1, end: title.end + 1, isLazy: false }];
  const content = contentOf(text, lines);
  const nested = titleText(content.text, { start: 1, end: content.text.length - 1 });
  return {
    kind: "line",
    category: "",
    place: `Line ${line}`,
    context,
    content,
    block: { kind: "definition", lines },
    nested: [nested],
  };
}
