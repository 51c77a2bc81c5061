import {
  hasLetters,
  normaliseFragment,
  plainText,
  textFragment,
  type Fragment,
  type FragmentPart,
  type InlineCode,
} from "../../model/fragment.ts";
import type { Slice } from "./blocks.ts";
import type { InlineItem, Pair } from "./inline/inline.ts";
import { trimEdges } from "../trim-edges.ts";

/** A code of the fragment and the markup it stands for. */
export interface PlannedCode {
  readonly item: Exclude<InlineItem, { kind: "text" }>;
  readonly part: InlineCode;
}

/** A line of Markdown as a fragment, and back. */
export interface LinePlan extends Slice {
  readonly source: Fragment;
  /** By kind and id. */
  readonly codes: ReadonlyMap<string, PlannedCode>;
  /** How many items before and after the fragment are boundary, and stay as they are. */
  readonly items: readonly InlineItem[];
  readonly first: number;
  readonly last: number;
  /** White space between the boundary and the fragment. */
  readonly isSpacedBefore: boolean;
  readonly isSpacedAfter: boolean;
}

/** The key of a code in a plan. */
export function codeKey({ kind, id }: Pick<InlineCode, "kind" | "id">): string {
  return `${kind} ${id}`;
}

/** A display is one short line. */
const MAX_DISPLAY = 60;

/**
 * Reads the items of a line as a fragment: codes numbered in reading order, white space collapsed, what stands at the edges (images, marks of
 * notes, a pair around everything) left out.
 */
export function planLine(items: readonly InlineItem[]): LinePlan {
  const [only] = items;
  if (items.length === 1 && only?.kind === "text") {
    const source = textFragment(collapse(only.text).trim());
    const whole = { items, first: 0, last: 1, isSpacedBefore: false, isSpacedAfter: false };
    return { source, codes: NO_CODES, ...whole, start: only.start, end: only.end };
  }
  const [first, last] = trimEdges(items, isEdge);
  const parts: FragmentPart[] = [];
  const codes = new Map<string, PlannedCode>();
  const ids = new Map<Pair, string>();
  let count = 0;
  for (const item of items.slice(first, last)) {
    if (item.kind === "text") {
      parts.push({ kind: "text", text: item.text });
      continue;
    }
    const known = item.kind === "close" ? ids.get(item.pair) : undefined;
    if (known === undefined) count += 1;
    const id = known ?? `${count}`;
    if (item.kind === "open") ids.set(item.pair, id);
    const { type, display } = item.kind === "code" ? item : item.pair;
    const shown = display === undefined ? {} : { display: shorten(display) };
    const part: InlineCode = { kind: item.kind === "code" ? "standalone" : item.kind, id, type, data: "", ...shown };
    codes.set(codeKey(part), { item, part });
    parts.push(part);
  }
  const source = collapseSpaces(parts);
  const start = items[first]?.start ?? 0;
  const end = items[last - 1]?.end ?? start;
  const text = plainText(parts);
  const isSpacedBefore = first > 0 && /^\s/.test(text);
  const isSpacedAfter = last < items.length && /\s$/.test(text);
  return { source, codes, items, first, last, isSpacedBefore, isSpacedAfter, start, end };
}

/** One line without what looks like a tag. */
function shorten(display: string): string {
  if (display.length <= MAX_DISPLAY && !/[\s<>]/.test(display)) return display;
  const line = display.replaceAll(/\s+/g, " ").replaceAll("<", "‹").replaceAll(">", "›");
  return line.length <= MAX_DISPLAY ? line : `${line.slice(0, MAX_DISPLAY - 1)}…`;
}

const NO_CODES: ReadonlyMap<string, PlannedCode> = new Map();

/** White space that is more than one space. */
const MUCH_SPACE = /[\t\r\n]| {2}/;

function collapse(text: string): string {
  return MUCH_SPACE.test(text) ? text.replaceAll(/[ \t\r\n]+/g, " ") : text;
}

/** Runs of white space as one space, none at the edges: Markdown shows them so. */
export function collapseSpaces(parts: Fragment): Fragment {
  let isAfterSpace = true;
  const collapsed = normaliseFragment(parts).map((part): FragmentPart => {
    if (part.kind !== "text") {
      if (part.kind === "standalone") isAfterSpace = false;
      return part;
    }
    let text = collapse(part.text);
    if (isAfterSpace && text.startsWith(" ")) text = text.slice(1);
    if (text !== "") isAfterSpace = text.endsWith(" ");
    return { kind: "text", text };
  });
  for (let index = collapsed.length - 1; index >= 0; index -= 1) {
    const part = collapsed[index]!;
    if (part.kind === "standalone") break;
    if (part.kind !== "text") continue;
    collapsed[index] = { kind: "text", text: part.text.trimEnd() };
    if (part.text.trim() !== "") break;
  }
  return normaliseFragment(collapsed);
}

/** Codes that are read aloud as words of the sentence. */
const isWord = (item: InlineItem): boolean => item.kind === "code" && item.type.startsWith("ui/");

const isBlank = (item: InlineItem): boolean => item.kind === "text" && /^\s*$/u.test(item.text);

function isEdge(item: InlineItem): boolean {
  return isBlank(item) || (item.kind === "code" && !isWord(item));
}

/** Whether there is anything to translate. */
export function isTranslatable(plan: LinePlan): boolean {
  return hasLetters(plan.source);
}
