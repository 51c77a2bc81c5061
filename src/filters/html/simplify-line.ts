import { LINE_BREAK, type CodeItem, type LineItem, type TagItem } from "./line-items.ts";

const isBlank = (item: LineItem): boolean => item.kind === "text" && /^[ \t\n\r\f]*$/.test(item.text);

/**
 * The line with as few codes as say the same: an element without text is one code, elements around the same text are one pair, line
 * breaks in a row are one, pronunciations beside one another too, and what nobody sees belongs to its neighbour. The items still cover the line without gaps.
 */
export function simplifyLine(items: readonly LineItem[]): readonly LineItem[] {
  if (isSimple(items)) return items;
  return joinNeighbours(joinNested(foldEmptyPairs(splitHalves(items))));
}

/** Whether the line is texts, and elements with a text and nothing else in them, as most are: there is nothing to join. */
function isSimple(items: readonly LineItem[]): boolean {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index]!;
    if (item.kind === "text") continue;
    if (item.kind !== "open") return false;
    const inside = items[index + 1];
    const close = items[index + 2];
    if (inside?.kind !== "text" || isBlank(inside) || close?.kind !== "close" || close.pair !== item.pair) return false;
    index += 2;
  }
  return true;
}

/** An element that reaches out of the line, round something that was never closed, is no pair: its tag here is a code. */
function splitHalves(items: readonly LineItem[]): readonly LineItem[] {
  const halves = new Set<number>();
  for (const item of items) {
    if (item.kind !== "open" && item.kind !== "close") continue;
    if (!halves.delete(item.pair)) halves.add(item.pair);
  }
  if (halves.size === 0) return items;
  return items.map((item) => {
    if ((item.kind !== "open" && item.kind !== "close") || !halves.has(item.pair)) return item;
    const { start, end, type, display } = item;
    return { kind: "code", start, end, type, display, isWord: false };
  });
}

/** Pairs without text inside become one code: an icon, a linked image, a protected name. */
function foldEmptyPairs(items: readonly LineItem[]): LineItem[] {
  const folded: LineItem[] = [];
  const open: { readonly at: number; hasText: boolean }[] = [];
  for (const item of items) {
    if (item.kind === "open") open.push({ at: folded.length, hasText: false });
    else if (item.kind === "text" && !isBlank(item))
      for (let depth = open.length - 1; depth >= 0 && !open[depth]!.hasText; depth -= 1) open[depth]!.hasText = true;
    if (item.kind !== "close") {
      folded.push(item);
      continue;
    }
    const { at, hasText } = open.pop()!;
    if (hasText) folded.push(item);
    else folded.push(codeOf(folded.splice(at), item));
  }
  return folded;
}

function codeOf(inside: readonly LineItem[], close: TagItem): CodeItem {
  const start = inside[0]!.start;
  const codes = inside.filter((item): item is CodeItem => item.kind === "code");
  const [only] = codes;
  const isWord = codes.some((code) => code.isWord);
  if (only === undefined)
    return { kind: "code", start, end: close.end, type: close.type, display: close.display, isWord };
  const display = codes.map((code) => code.display).join(" ");
  return { kind: "code", start, end: close.end, type: only.type, display, isWord };
}

/** `<b><i>text</i></b>` is one pair, "bold, italic". Blanks between the tags would be lost, so there must be none. */
function joinNested(items: readonly LineItem[]): LineItem[] {
  const closeOf = new Map<number, number>();
  items.forEach((item, index) => {
    if (item.kind === "close") closeOf.set(item.pair, index);
  });
  const joined: LineItem[] = [];
  /** Pairs that went into one around them. */
  const inner = new Map<number, number>();
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index]!;
    if (item.kind === "open") {
      let last: TagItem = item;
      const displays = [item.display];
      for (;;) {
        const next = items[index + 1];
        if (next?.kind !== "open" || closeOf.get(next.pair)! + 1 !== closeOf.get(last.pair)) break;
        inner.set(next.pair, item.pair);
        if (!displays.includes(next.display)) displays.push(next.display);
        last = next;
        index += 1;
      }
      joined.push({ ...item, end: last.end, display: displays.join(", ") });
    } else if (item.kind === "close") {
      const outer = inner.get(item.pair) ?? item.pair;
      const previous = joined.at(-1);
      if (previous?.kind === "close" && previous.pair === outer)
        joined[joined.length - 1] = { ...previous, end: item.end };
      else joined.push({ ...item, pair: outer });
    } else joined.push(item);
  }
  return joined;
}

/** Hidden items join the code or tag beside them; alone they become a code. Line breaks in a row join, blanks between them too. */
function joinNeighbours(items: readonly LineItem[]): LineItem[] {
  const joined: LineItem[] = [];
  const extend = (end: number): void => {
    joined[joined.length - 1] = { ...joined.at(-1)!, end };
  };
  let waiting: number | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index]!;
    const previous = joined.at(-1);
    if (item.kind === "hidden") {
      if (previous !== undefined && previous.kind !== "text" && waiting === undefined) extend(item.end);
      else waiting ??= item.start;
      const next = items[index + 1];
      if (waiting !== undefined && (next === undefined || next.kind === "text")) {
        joined.push({
          kind: "code",
          start: waiting,
          end: item.end,
          type: "other/pitrans:comment",
          display: "comment",
          isWord: false,
        });
        waiting = undefined;
      }
      continue;
    }
    const start = waiting ?? item.start;
    waiting = undefined;
    const before = joined.at(-2);
    if (
      isLineBreak(item) &&
      previous !== undefined &&
      isBlank(previous) &&
      before !== undefined &&
      isLineBreak(before)
    ) {
      joined.pop();
      extend(item.end);
    } else if (previous !== undefined && isAlike(previous, item)) extend(item.end);
    else joined.push(start === item.start ? item : { ...item, start });
  }
  return joined;
}

/** Codes that nobody would move apart. */
const isAlike = (left: LineItem, right: LineItem): boolean =>
  left.kind === "code" && right.kind === "code" && left.type === right.type && INSEPARABLE.has(left.type);

const INSEPARABLE = new Set([LINE_BREAK, "other/pitrans:pronunciation"]);

const isLineBreak = (item: LineItem): boolean => item.kind === "code" && item.type === LINE_BREAK;
