import { elements, type XmlNode } from "../exchange/xml-tree.ts";
import { withOrder } from "./target-order.ts";
import { fromItems, itemsOf, type InlineItem } from "./inline-item.ts";

/** Where sentences begin in a text, the first at 0 left out; each lies after the white space before it. */
export type SentenceStarts = (text: string, locale: string) => readonly number[];

/**
 * A segment for each sentence, where the file allows it. Sentences are looked for in the text between codes, so that none is cut where a
 * code stands at its end. A translation that has as many sentences is divided with its source; a segment whose translation has not stays
 * whole. New segments have ids behind the highest number there is, and are no more than translated: nobody has seen them like that.
 */
export function divideSegments(
  parts: readonly XmlNode[],
  startsOf: SentenceStarts,
  locale: string,
  prefix: string,
): XmlNode[] {
  let highest = Math.max(0, ...parts.map(({ attributes }) => Number(/\d+$/.exec(attributes["id"] ?? "")?.[0] ?? 0)));
  const divided = parts.map((part): XmlNode[] => {
    if (part.name !== "segment" || part.attributes["canResegment"] === "no") return [part];
    const divide = (items: readonly InlineItem[] | undefined): InlineItem[][] | undefined =>
      items && divideItems(items, (text) => startsOf(text, locale));
    const sources = divide(itemsOf(part, "source")) ?? [];
    const targets = divide(itemsOf(part, "target"));
    if (sources.length < 2 || (targets && targets.length !== sources.length)) return [part];
    const side = (name: "source" | "target", items: readonly InlineItem[]): XmlNode => ({
      ...elements(part, name)[0]!,
      content: fromItems(items, prefix),
    });
    return sources.map((source, index) => {
      if (index > 0) highest += 1;
      const target = targets?.[index];
      return {
        ...part,
        attributes: {
          ...stateAfter(part),
          id: index === 0 ? (part.attributes["id"] ?? `s${(highest += 1)}`) : `s${highest}`,
        },
        content: [side("source", source), ...(target ? [side("target", target)] : [])],
      };
    });
  });
  return inOrder(parts, divided);
}

/** Where targets stand in an order of their own, the new ones are numbered anew. */
function inOrder(parts: readonly XmlNode[], divided: readonly (readonly XmlNode[])[]): XmlNode[] {
  const explicit = parts.map((part) => elements(part, "target")[0]?.attributes["order"]);
  if (explicit.every((order) => order === undefined)) return divided.flat();
  const orders = explicit.map((order, index) => Number(order ?? index + 1));
  const sequence = orders
    .map((order, index) => ({ order, nodes: divided[index]! }))
    .toSorted((a, b) => a.order - b.order)
    .flatMap(({ nodes }) => nodes);
  const places = new Map(sequence.map((node, index) => [node, index + 1]));
  return divided.flat().map((node, index) => {
    const place = places.get(node)!;
    return withOrder(node, place === index + 1 ? undefined : place);
  });
}

/** A state beyond translated was given to the whole. */
function stateAfter({ attributes }: XmlNode): Readonly<Record<string, string>> {
  const { state, subState, ...rest } = attributes;
  const isHigher = state === "reviewed" || state === "final";
  return {
    ...rest,
    ...(state === undefined ? {} : { state: isHigher ? "translated" : state }),
    ...(subState === undefined || isHigher ? {} : { subState }),
  };
}

/** The items of each sentence. A pair that a boundary cuts has its two ends in two of them. */
function divideItems(items: readonly InlineItem[], startsOf: (text: string) => readonly number[]): InlineItem[][] {
  const sentences: InlineItem[][] = [[]];
  for (const [index, item] of items.entries()) {
    if (item.kind !== "text") {
      // White space alone before a code ends nothing; a code that opens after a sentence's end belongs to the next one.
      sentences.at(-1)!.push(item);
      continue;
    }
    const next = items[index + 1];
    const probe = next === undefined ? item.text : `${item.text}X`;
    const starts = startsOf(probe).filter((start) => start <= item.text.length);
    let from = 0;
    for (const start of starts) {
      const piece = item.text.slice(from, start);
      if (piece !== "") sentences.at(-1)!.push({ kind: "text", text: piece });
      sentences.push([]);
      from = start;
    }
    const rest = item.text.slice(from);
    if (rest !== "") sentences.at(-1)!.push({ kind: "text", text: rest });
  }
  return sentences.filter((sentence) => sentence.length > 0);
}
