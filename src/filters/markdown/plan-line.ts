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
  readonly codes: PlannedCodes;
  /** How many items before and after the fragment are boundary, and stay as they are. */
  readonly items: readonly InlineItem[];
  readonly first: number;
  readonly last: number;
  /** White space between the boundary and the fragment. */
  readonly isSpacedBefore: boolean;
  readonly isSpacedAfter: boolean;
}

/** The codes of a plan, in reading order; only who writes asks for one. */
export class PlannedCodes {
  readonly #codes: readonly PlannedCode[];
  #byKey: ReadonlyMap<string, PlannedCode> | undefined;

  constructor(codes: readonly PlannedCode[]) {
    this.#codes = codes;
  }

  get size(): number {
    return this.#codes.length;
  }

  get(code: Pick<InlineCode, "kind" | "id">): PlannedCode | undefined {
    this.#byKey ??= new Map(this.#codes.map((planned) => [codeKey(planned.part), planned]));
    return this.#byKey.get(codeKey(code));
  }
}

/** What tells a code of a fragment from others. */
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
  const { parts, codes } = numberCodes(items, first, last);
  const start = items[first]?.start ?? 0;
  const end = items[last - 1]?.end ?? start;
  const isSpacedBefore = first > 0 && /^\s/.test(plainText(parts));
  const isSpacedAfter = last < items.length && /\s$/.test(plainText(parts));
  return { source: collapseSpaces(parts), codes, items, first, last, isSpacedBefore, isSpacedAfter, start, end };
}

/** Items as parts of a fragment: both halves of a pair have one number. */
function numberCodes(
  items: readonly InlineItem[],
  first: number,
  last: number,
): { readonly parts: FragmentPart[]; readonly codes: PlannedCodes } {
  const parts: FragmentPart[] = [];
  const codes: PlannedCode[] = [];
  const ids = new Map<Pair, string>();
  let count = 0;
  for (let index = first; index < last; index += 1) {
    const item = items[index]!;
    if (item.kind === "text") {
      parts.push({ kind: "text", text: item.text });
      continue;
    }
    const known = item.kind === "close" ? ids.get(item.pair) : undefined;
    if (known === undefined) count += 1;
    const id = known ?? `${count}`;
    if (item.kind === "open") ids.set(item.pair, id);
    const { type, display } = item.kind === "code" ? item : item.pair;
    const kind = item.kind === "code" ? "standalone" : item.kind;
    const part: InlineCode =
      display === undefined ? { kind, id, type, data: "" } : { kind, id, type, data: "", display: shorten(display) };
    codes.push({ item, part });
    parts.push(part);
  }
  return { parts, codes: new PlannedCodes(codes) };
}

/** One line without what looks like a tag. */
function shorten(display: string): string {
  if (display.length <= MAX_DISPLAY && !/[\s<>]/.test(display)) return display;
  const line = display.replaceAll(/\s+/g, " ").replaceAll("<", "‹").replaceAll(">", "›");
  return line.length <= MAX_DISPLAY ? line : `${line.slice(0, MAX_DISPLAY - 1)}…`;
}

const NO_CODES = new PlannedCodes([]);

/** White space that is more than one space. */
const MUCH_SPACE = /[\t\r\n]| {2}/;

function collapse(text: string): string {
  return MUCH_SPACE.test(text) ? text.replaceAll(/[ \t\r\n]+/g, " ") : text;
}

/** Runs of white space as one space, none at the edges: Markdown shows them so. */
export function collapseSpaces(parts: Fragment): Fragment {
  const collapsed = [...normaliseFragment(parts)];
  let isAfterSpace = true;
  for (let index = 0; index < collapsed.length; index += 1) {
    const part = collapsed[index]!;
    if (part.kind === "text") {
      let text = collapse(part.text);
      if (isAfterSpace && text.startsWith(" ")) text = text.slice(1);
      if (text !== part.text) collapsed[index] = { kind: "text", text };
      if (text !== "") isAfterSpace = text.endsWith(" ");
    } else if (part.kind === "standalone") isAfterSpace = false;
  }
  for (let index = collapsed.length - 1; index >= 0; index -= 1) {
    const part = collapsed[index]!;
    if (part.kind === "standalone") break;
    if (part.kind !== "text") continue;
    const text = part.text.trimEnd();
    if (text !== part.text) collapsed[index] = { kind: "text", text };
    if (text !== "") break;
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
