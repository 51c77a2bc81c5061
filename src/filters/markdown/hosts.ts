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
  readonly context: UnitContext;
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

/** All lines of text of the document's blocks, and its blocks of HTML, in order. */
export function findHosts(text: string, blocks: readonly Block[], settings: HostSettings): (TextHost | HtmlHost)[] {
  const hosts: (TextHost | HtmlHost)[] = [];
  let heading: string | undefined;
  for (const block of blocks) {
    const context: UnitContext = heading === undefined ? {} : { heading };
    if (block.kind === "text") {
      const host = textHost(text, block, context, settings);
      hosts.push(host);
      if (block.role === "heading") heading = plainText(host.plan!.source);
    } else if (block.kind === "table") {
      for (const host of cellHosts(text, block, context, settings)) hosts.push(host);
    } else if (block.kind === "html" && !block.isComment) hosts.push({ kind: "html", block, context });
    else if (block.kind === "definition" && block.title !== undefined)
      hosts.push(definitionHost(text, block.title, block.line, context));
  }
  return hosts;
}

/** The labels that links and notes can refer to. */
export function labelsOf(blocks: readonly Block[]): Set<string> {
  return new Set(blocks.flatMap((block) => (block.kind === "definition" ? [block.label] : [])));
}

function textHost(text: string, block: TextBlock, context: UnitContext, settings: HostSettings): TextHost {
  const content = contentOf(text, block.lines);
  const items = readInline(content.text, settings);
  const [category, words] = describe(block);
  return {
    kind: "line",
    category,
    place: words === "" ? `Line ${block.line}` : `Line ${block.line}, ${words}`,
    context: block.role === "heading" ? {} : context,
    content,
    block: { kind: "text", block },
    plan: planLine(items),
    nested: nestedTexts(content.text, items, settings.readTag),
  };
}

function describe({ role, containers }: TextBlock): readonly [category: string, words: string] {
  if (role === "heading") return ["headings", "heading"];
  if (role === "title") return ["titles of admonitions and directives", "title"];
  switch (containers.findLast(({ kind }) => kind !== "quote")?.kind) {
    case "item":
      return ["list items", "list item"];
    case "footnote":
      return ["footnotes", "footnote"];
    default:
      return containers.length === 0 ? ["paragraphs", ""] : ["paragraphs", "paragraph"];
  }
}

function cellHosts(text: string, table: TableBlock, heading: UnitContext, settings: HostSettings): TextHost[] {
  const columns = table.header.map(({ start, end }) => text.slice(start, end));
  const rows = [{ line: table.line, cells: table.header }, ...table.rows];
  return rows.flatMap(({ line, cells }, row) => {
    const first = cells[0] && text.slice(cells[0].start, cells[0].end);
    return cells.flatMap((cell, column): TextHost[] => {
      if (cell.end === cell.start) return [];
      const lines = [{ ...cell, isLazy: false }];
      const content = contentOf(text, lines);
      const items = readInline(content.text, settings);
      const context = {
        ...heading,
        ...(row > 0 && column > 0 && first !== undefined && first !== "" ? { row: first } : {}),
        ...(row > 0 && (columns[column] ?? "") !== "" ? { column: columns[column]! } : {}),
      };
      return [
        {
          kind: "line",
          category: "table cells",
          place: `Line ${line}, table row ${row + 1}, column ${column + 1}`,
          context,
          content,
          block: { kind: "cell", lines },
          plan: planLine(items),
          nested: nestedTexts(content.text, items, settings.readTag),
        },
      ];
    });
  });
}

function definitionHost(text: string, title: Slice, line: number, context: UnitContext): TextHost {
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
