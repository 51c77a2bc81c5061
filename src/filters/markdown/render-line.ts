import type { Fragment, FragmentPart } from "../../model/fragment.ts";
import { escapeMarkdown, type EscapeLevel } from "./escape.ts";
import type { InlineItem } from "./inline/inline.ts";
import type { LinePlan } from "./plan-line.ts";
import { joinLine, wrapLines, type MarkdownPiece } from "./wrap-lines.ts";
import type { LineSite } from "./write-line.ts";

/** One way to write a target. */
export interface Attempt {
  readonly level: EscapeLevel;
  /** Pairs that are written as HTML elements, by id. */
  readonly elements: ReadonlySet<string>;
  /** Spaces around addresses and shortcodes, which text would otherwise run into. */
  readonly isSpaced?: boolean;
  /** Brackets are text as a rule, and read better so. */
  readonly keepsBrackets?: boolean;
}

/** New content and the pieces it was laid out from. */
export interface RenderedLine {
  readonly content: string;
  readonly pieces: readonly MarkdownPiece[];
  /** What a reader must find: texts as they read, and codes. */
  wanted(): WantedItem[];
}

/** A text that is wanted, or a code's item with its markup. */
export type WantedItem = string | { readonly item: InlineItem; readonly markup: string };

/** A piece and what a reader must find there. */
interface RenderedPiece extends MarkdownPiece {
  readonly wanted: WantedItem;
}

const SPACE: RenderedPiece = { text: " ", isMarkup: false, wanted: " " };

/** Writes a target in one way: what stands at the edges of the source line stays there. */
export function renderLine(plan: LinePlan, fragment: Fragment, site: LineSite, attempt: Attempt): RenderedLine {
  const { isSpaced = false, keepsBrackets = false } = attempt;
  const { items, first, last } = plan;
  const pieces: RenderedPiece[] = [];
  const push = (item: InlineItem, piece: RenderedPiece): void => {
    const isParted = isSpaced && isLoose(item);
    if (isParted) pieces.push(SPACE);
    pieces.push(piece);
    if (isParted) pieces.push(SPACE);
  };
  for (let index = 0; index < first; index += 1) push(items[index]!, boundaryPiece(items[index]!, site));
  if (plan.isSpacedBefore) pieces.push(SPACE);
  for (const [index, part] of fragment.entries()) {
    if (part.kind === "text") {
      const isLineStart = pieces.length === 0 || pieces.at(-1)!.text.endsWith("\n");
      const text = escapeMarkdown(part.text, attempt.level, site.spot, { isLineStart, keepsBrackets });
      pieces.push({ text, isMarkup: false, wanted: part.text });
      continue;
    }
    const { item } = plan.codes.get(part)!;
    const element = attempt.elements.has(part.id) ? elementOf(plan, part) : undefined;
    const markup = element === undefined ? site.markup(item) : part.kind === "open" ? `<${element}>` : `</${element}>`;
    // A space after a line break is not shown; before one that a backslash makes it stays, and parts the words if the break goes.
    if (markup === "\\\n" && startsWithSpace(fragment[index + 1])) pieces.push(SPACE);
    push(item, { text: markup, isMarkup: true, item, wanted: { item, markup } });
  }
  if (plan.isSpacedAfter) pieces.push(SPACE);
  for (let index = last; index < items.length; index += 1) push(items[index]!, boundaryPiece(items[index]!, site));
  const joined = joinSpaces(pieces);
  return {
    content: layOut(joined, site).trim(),
    pieces: joined,
    wanted: () => pieces.map(({ wanted }) => wanted),
  };
}

/** White space at the edges: a line break of the source stays one. */
function boundaryPiece(item: InlineItem, site: LineSite): RenderedPiece {
  const markup = site.markup(item);
  const wanted = { item, markup };
  if (item.kind !== "text") return { text: markup, isMarkup: true, item, wanted };
  if (markup.includes("\n")) return { text: "\n", isMarkup: true, wanted };
  return { text: markup.replaceAll(/[ \t]+/g, " "), isMarkup: false, wanted };
}

/** The pieces as lines of the site's width. */
export function layOut(pieces: readonly MarkdownPiece[], { width }: LineSite): string {
  return width === undefined ? joinLine(pieces) : wrapLines(pieces, width);
}

function startsWithSpace(part: FragmentPart | undefined): boolean {
  return part?.kind === "text" && part.text.startsWith(" ");
}

/** Whether the item may be read as text by others: an address without brackets, a shortcode. */
export function isLoose(item: InlineItem): boolean {
  return item.kind === "code" && item.isLoose === true;
}

/** No two spaces in a row. */
function joinSpaces(pieces: readonly MarkdownPiece[]): MarkdownPiece[] {
  const joined: MarkdownPiece[] = [];
  for (const piece of pieces) {
    if (piece.text === "") continue;
    const isAfterSpace = joined.length === 0 || /\s$/.test(joined.at(-1)!.text);
    if (piece.isMarkup || !isAfterSpace || !piece.text.startsWith(" ")) joined.push(piece);
    else {
      const text = piece.text.replace(/^ +/, "");
      if (text !== "") joined.push({ text, isMarkup: false });
    }
  }
  return joined;
}

/** The element that says the same as the code, where it is emphasis. */
export function elementOf(plan: LinePlan, part: FragmentPart): string | undefined {
  if (part.kind !== "open" && part.kind !== "close") return undefined;
  const item = plan.codes.get(part)?.item;
  return item?.kind === "open" || item?.kind === "close" ? item.pair.element : undefined;
}
