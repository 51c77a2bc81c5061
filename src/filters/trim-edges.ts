/** What a line is made of, as far as its edges are concerned. Pairs are told by identity. */
interface LinePart {
  readonly kind: string;
  readonly pair?: unknown;
}

/**
 * The stretch of a line that is left without what may stay at its edges, and without pairs around all of it.
 *
 * @param isEdge whether an item may be left at an edge
 */
export function trimEdges<Item extends LinePart>(
  items: readonly Item[],
  isEdge: (item: Item) => boolean,
): readonly [first: number, last: number] {
  let first = 0;
  let last = items.length;
  for (;;) {
    while (first < last && isEdge(items[first]!)) first += 1;
    while (last > first && isEdge(items[last - 1]!)) last -= 1;
    const opening = items[first];
    const closing = items[last - 1];
    if (opening?.kind !== "open" || closing?.kind !== "close" || opening.pair !== closing.pair) return [first, last];
    first += 1;
    last -= 1;
  }
}
