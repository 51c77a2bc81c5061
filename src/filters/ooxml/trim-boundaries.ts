import { hasLetter } from "../../model/fragment.ts";
import type { InlineItem } from "./inline.ts";

/** The type that readers give to tabs: a number or a bullet before one is a label, not text. */
export const TAB_TYPE = "other/pitrans:tab";

const isBlank = (item: InlineItem): boolean => item.kind === "text" && item.text.trim() === "";

/** Passed over when looking for the first or last thing that counts. */
const isNothing = (item: InlineItem): boolean => item.kind === "hidden" || isBlank(item);

const isWorded = (item: InlineItem): boolean => item.kind === "text" && hasLetter(item.text);

/**
 * The items between the boundaries: leading and trailing codes, labels before a first tab and what follows a last one without letters
 * ("1.", "•", a page number), and pairs around everything (a heading that is a link) are left out. Gives the first index and the one after the last.
 */
export function trimBoundaries(items: readonly InlineItem[]): readonly [first: number, last: number] {
  let first = 0;
  let last = items.length;
  for (;;) {
    const start = skip(items, first, last, 1);
    const end = skip(items, last - 1, start - 1, -1) + 1;
    const inner = insidePair(items, start, end);
    if (start === first && end === last && inner === undefined) return [first, last];
    [first, last] = inner ?? [start, end];
  }
}

/** From `from` towards `until`, the first index that is neither a boundary code nor what only leads up to one. */
function skip(items: readonly InlineItem[], from: number, until: number, step: 1 | -1): number {
  let kept = from;
  for (let index = from; index !== until; index += step) {
    const item = items[index]!;
    if (item.kind === "code") {
      if (item.type !== TAB_TYPE && hasLabel(items, kept, index, step)) break;
      kept = index + step;
    } else if (!isNothing(item)) {
      if (item.kind !== "text" || isWorded(item)) break;
    }
  }
  return kept;
}

/** Whether text stands between the two indexes: only a tab makes it a label. */
function hasLabel(items: readonly InlineItem[], from: number, until: number, step: 1 | -1): boolean {
  for (let index = from; index !== until; index += step) {
    const item = items[index]!;
    if (item.kind === "text" && !isBlank(item)) return true;
  }
  return false;
}

/** Where one pair holds everything: what is inside it. */
function insidePair(
  items: readonly InlineItem[],
  first: number,
  last: number,
): readonly [first: number, last: number] | undefined {
  let start = first;
  let end = last;
  while (start < end && isNothing(items[start]!)) start += 1;
  while (end > start && isNothing(items[end - 1]!)) end -= 1;
  const opening = items[start];
  const closing = items[end - 1];
  if (opening?.kind !== "open" || closing?.kind !== "close" || opening.pair !== closing.pair) return undefined;
  return [start + 1, end - 1];
}
