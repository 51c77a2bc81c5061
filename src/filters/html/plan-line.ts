import type { Fragment, FragmentPart } from "../../model/fragment.ts";
import { normaliseFragment } from "../../model/fragment.ts";
import type { LineItem, Range, TextItem } from "./line-items.ts";
import { trimEdges } from "../trim-edges.ts";
import { NO_CODES, PlacedCodes, type PlacedCode } from "./placed-codes.ts";
import { simplifyLine } from "./simplify-line.ts";

/** A line as editors see it, and the bytes its codes stand for. */
export interface LinePlan extends Range {
  readonly source: Fragment;
  readonly codes: PlacedCodes;
}

/** White space that is not one space already. */
const SPACES = /[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+/g;
/** What may have to be changed in a text; most need nothing. */
const NEEDS_CARE = /[\t\n\r\f\u00AD]| {2}/;
/** Invisible where a word is not broken, and meaningless in another word. */
const SOFT_HYPHENS = /\u00AD/g;

/**
 * Reads a line's items as fragments: one as a rule, several for a menu, which is links and nothing else. What stands at the edges and is
 * no part of the sentence (blanks, images, pairs around everything) is left out. Lines without letters give none.
 * @param page the text that the items' offsets refer to
 * @param keepsSpace the page shows white space as it is written (`pre`)
 */
export function planLine(items: readonly LineItem[], page: string, keepsSpace: boolean): LinePlan[] {
  // Most lines are one text, or the blanks between two blocks.
  if (items.length === 1 && items[0]!.kind === "text") {
    const plan = isBlank(items[0]!) ? undefined : planPart(items, page, keepsSpace);
    return plan === undefined ? [] : [plan];
  }
  const simple = simplifyLine(items);
  const parts = menuItems(simple) ?? [simple];
  const plans: LinePlan[] = [];
  for (const part of parts) {
    const plan = planPart(trim(part), page, keepsSpace);
    if (plan !== undefined) plans.push(plan);
  }
  return plans;
}

/** Most texts of our languages hold one of these, which is found much faster. */
const hasLetter = (text: string): boolean => /[A-Za-z]/.test(text) || /\p{L}/u.test(text);

function hasLetters(items: readonly LineItem[]): boolean {
  for (const item of items) if (item.kind === "text" && hasLetter(item.text)) return true;
  return false;
}

const isBlank = (item: LineItem): boolean => item.kind === "text" && !/[^ \t\n\r\f]/.test(item.text);

/** Whether the item may be left at the edge of a line. */
const isEdge = (item: LineItem): boolean =>
  isBlank(item) || item.kind === "hidden" || (item.kind === "code" && !item.isWord);

/** The items without what stands at the edges, and out of pairs around everything. */
function trim(items: readonly LineItem[]): readonly LineItem[] {
  const [first, last] = trimEdges(items, isEdge);
  return first === 0 && last === items.length ? items : items.slice(first, last);
}

/** The items of each link, where a line is two links or more with no letter between them: a menu, a trail of crumbs. */
function menuItems(items: readonly LineItem[]): LineItem[][] | undefined {
  let count = 0;
  for (const item of items) if (item.kind === "open" && item.type === "link") count += 1;
  if (count < 2) return undefined;
  const links: LineItem[][] = [];
  let pair: number | undefined;
  for (const item of items) {
    if (pair !== undefined) {
      links.at(-1)!.push(item);
      if (item.kind === "close" && item.pair === pair) pair = undefined;
    } else if (item.kind === "open") {
      if (item.type !== "link") return undefined;
      pair = item.pair;
      links.push([item]);
    } else if ((item.kind === "text" && hasLetter(item.text)) || (item.kind === "code" && item.isWord))
      return undefined;
  }
  return links;
}

function planPart(items: readonly LineItem[], page: string, keepsSpace: boolean): LinePlan | undefined {
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined || !hasLetters(items)) return undefined;
  if (first === last && first.kind === "text") return planText(first, page, keepsSpace);
  const parts: FragmentPart[] = [];
  const codes: PlacedCode[] = [];
  const ids = new Map<number, string>();
  let count = 0;
  let isAfterSpace = true;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index]!;
    if (item.kind === "text") {
      let text = visibleText(item.text, keepsSpace);
      if (!keepsSpace && isAfterSpace && text.startsWith(" ")) text = text.slice(1);
      if (index === items.length - 1) text = text.slice(0, trimmedEnd(text, 0, text.length));
      if (index === 0) text = text.slice(trimmedStart(text, 0, text.length));
      if (text !== "") {
        parts.push({ kind: "text", text });
        isAfterSpace = text.endsWith(" ");
      }
      continue;
    }
    if (item.kind === "hidden") continue;
    const kind = item.kind === "code" ? "standalone" : item.kind;
    if (kind !== "close") count += 1;
    const id = item.kind === "close" ? ids.get(item.pair)! : String(count);
    if (item.kind === "open") ids.set(item.pair, id);
    const { type, display } = item;
    parts.push(kind === "close" ? { kind, id, type, data: "" } : { kind, id, type, data: "", display });
    codes.push({ kind, id, start: item.start, end: item.end });
    if (item.kind === "code") isAfterSpace = false;
  }
  const start = first.kind === "text" ? trimmedStart(page, first.start, first.end) : first.start;
  const end = last.kind === "text" ? trimmedEnd(page, last.start, last.end) : last.end;
  return { start, end, source: normaliseFragment(parts), codes: new PlacedCodes(codes) };
}

/** As above for most lines, which are one text. */
function planText(item: TextItem, page: string, keepsSpace: boolean): LinePlan {
  const visible = visibleText(item.text, keepsSpace);
  const visibleStart = trimmedStart(visible, 0, visible.length);
  const text = visible.slice(visibleStart, trimmedEnd(visible, visibleStart, visible.length));
  const start = trimmedStart(page, item.start, item.end);
  const end = trimmedEnd(page, item.start, item.end);
  return { start, end, source: [{ kind: "text", text }], codes: NO_CODES };
}

/** The characters a reader sees, white space joined but where it is kept. */
function visibleText(written: string, keepsSpace: boolean): string {
  if (!NEEDS_CARE.test(written)) return written;
  const visible = written.includes("\u00AD") ? written.replaceAll(SOFT_HYPHENS, "") : written;
  return keepsSpace ? visible : visible.replaceAll(SPACES, " ");
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13 && code !== 11);

/** The first offset from `start` on, before `end`, that is no white space of HTML. */
function trimmedStart(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The offset behind the last character before `end`, from `start` on, that is no white space of HTML. */
function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
