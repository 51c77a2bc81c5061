import type { Box } from "./geometry.ts";

/** Frames that touch or overlap by no more than this, in points, still stand one after the other. */
const TOLERANCE = 3;
/** Cuts within cuts; real pages need three or four. */
const MAX_DEPTH = 24;

/**
 * Things on a page in the order in which they are read: the page is cut along its empty rows, each row along its empty columns, and so
 * on (XY-cut, Nagy and Seth 1984); what cannot be cut apart is read from the top down, and from left to right. Things without a box come last.
 * @param isRightToLeft columns are read from the right
 */
export function inReadingOrder<T>(
  items: readonly T[],
  boxOf: (item: T) => Box | undefined,
  isRightToLeft: boolean = false,
): T[] {
  const placed = items.flatMap((item) => {
    const box = boxOf(item);
    return box === undefined ? [] : [{ item, box: isRightToLeft ? mirrored(box) : box }];
  });
  const ordered = cut(placed, "rows", 0).map(({ item }) => item);
  return [...ordered, ...items.filter((item) => boxOf(item) === undefined)];
}

const mirrored = ({ left, right, ...rest }: Box): Box => ({ ...rest, left: -right, right: -left });

interface Placed<T> {
  readonly item: T;
  readonly box: Box;
}

function cut<T>(items: readonly Placed<T>[], way: "rows" | "columns", depth: number): readonly Placed<T>[] {
  if (items.length < 2) return items;
  if (depth < MAX_DEPTH) {
    const other = way === "rows" ? "columns" : "rows";
    const stripes = stripesOf(items, way);
    if (stripes.length > 1) return stripes.flatMap((stripe) => cut(stripe, other, depth + 1));
    const across = stripesOf(items, other);
    if (across.length > 1) return across.flatMap((stripe) => cut(stripe, way, depth + 1));
  }
  return [...items].sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
}

/** The items between empty rows (or columns), stripe after stripe. */
function stripesOf<T>(items: readonly Placed<T>[], way: "rows" | "columns"): Placed<T>[][] {
  const start = ({ box }: Placed<T>): number => (way === "rows" ? box.top : box.left);
  const end = ({ box }: Placed<T>): number => (way === "rows" ? box.bottom : box.right);
  const sorted = [...items].sort((a, b) => start(a) - start(b));
  const stripes: Placed<T>[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const item of sorted) {
    if (stripes.length === 0 || start(item) >= until - TOLERANCE) stripes.push([item]);
    else stripes.at(-1)!.push(item);
    until = Math.max(until, end(item));
  }
  return stripes;
}
