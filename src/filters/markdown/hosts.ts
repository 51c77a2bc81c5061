import { hasLetters, plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import type { Block, ContentLine, Flavour, Slice, TableBlock, TextBlock } from "./blocks.ts";
import { contentOf, type Content } from "./content.ts";
import { decodeReference, REFERENCE } from "./inline/entities.ts";
import type { AltText, InlineItem } from "./inline/inline.ts";
import { readInline, type InlineSettings } from "./inline/read-inline.ts";
import { planLine, type LinePlan } from "./plan-line.ts";

/** A text that stands in markup of a line: the alt text of an image, the title of a link. Offsets are the host's content. */
export interface NestedText extends Slice {
  readonly category: "alt texts" | "titles of links and images";
  readonly source: Fragment;
  readonly alt?: { readonly text: AltText; readonly plan: LinePlan };
}

/** A line of text of the document, whole: a paragraph, heading, cell or title; or a definition, which only has a title. */
export interface TextHost {
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

/** All lines of text of the document's blocks, in order. */
export function findHosts(text: string, blocks: readonly Block[], flavour: Flavour): TextHost[] {
  const settings: InlineSettings = { labels: labelsOf(blocks), flavour };
  const hosts: TextHost[] = [];
  let heading: string | undefined;
  for (const block of blocks) {
    const context: UnitContext = heading === undefined ? {} : { heading };
    if (block.kind === "text") {
      const host = textHost(text, block, context, settings);
      hosts.push(host);
      if (block.role === "heading") heading = plainText(host.plan!.source);
    } else if (block.kind === "table") {
      for (const host of cellHosts(text, block, context, settings)) hosts.push(host);
    } else if (block.kind === "definition" && block.title !== undefined)
      hosts.push(definitionHost(text, block.title, block.line, context));
  }
  return hosts;
}

/** The labels that links and notes can refer to. */
export function labelsOf(blocks: readonly Block[]): Set<string> {
  return new Set(blocks.flatMap((block) => (block.kind === "definition" ? [block.label] : [])));
}

function textHost(text: string, block: TextBlock, context: UnitContext, settings: InlineSettings): TextHost {
  const content = contentOf(text, block.lines);
  const items = readInline(content.text, settings);
  const [category, words] = describe(block);
  return {
    category,
    place: words === "" ? `Line ${block.line}` : `Line ${block.line}, ${words}`,
    context: block.role === "heading" ? {} : context,
    content,
    block: { kind: "text", block },
    plan: planLine(items),
    nested: nestedTexts(content.text, items),
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

function cellHosts(text: string, table: TableBlock, heading: UnitContext, settings: InlineSettings): TextHost[] {
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
          category: "table cells",
          place: `Line ${line}, table row ${row + 1}, column ${column + 1}`,
          context,
          content,
          block: { kind: "cell", lines },
          plan: planLine(items),
          nested: nestedTexts(content.text, items),
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
    category: "",
    place: `Line ${line}`,
    context,
    content,
    block: { kind: "definition", lines },
    nested: [nested],
  };
}

function nestedTexts(content: string, items: readonly InlineItem[]): NestedText[] {
  return items.flatMap((item): NestedText[] => {
    const found: NestedText[] = [];
    if (item.kind === "code" && item.alt !== undefined) {
      const { start, end } = item.alt;
      const plan = planLine(item.alt.items);
      found.push({ category: "alt texts", start, end, source: plan.source, alt: { text: item.alt, plan } });
      for (const inner of nestedTexts(content, item.alt.items)) found.push(inner);
    }
    if ((item.kind === "code" || item.kind === "close") && item.title !== undefined) {
      found.push(titleText(content, item.title));
    }
    return found.filter(({ source }) => hasLetters(source));
  });
}

function titleText(content: string, { start, end }: Slice): NestedText {
  const text = decodeTitle(content.slice(start, end)).replaceAll(/\s*\n\s*/g, " ");
  return { category: "titles of links and images", start, end, source: textFragment(text) };
}

const ESCAPED = /\\(?<character>[!-/:-@[-`{-~])/y;

/** A title's characters, its escapes and character references decoded. */
function decodeTitle(raw: string): string {
  let text = "";
  for (let at = 0; at < raw.length;) {
    ESCAPED.lastIndex = at;
    REFERENCE.lastIndex = at;
    const escaped = ESCAPED.exec(raw);
    const reference = escaped === null ? REFERENCE.exec(raw) : null;
    const decoded = escaped?.groups?.["character"] ?? (reference === null ? undefined : decodeReference(reference));
    const length = (escaped ?? reference)?.[0].length ?? 1;
    text += decoded ?? raw.slice(at, at + length);
    at += length;
  }
  return text;
}
