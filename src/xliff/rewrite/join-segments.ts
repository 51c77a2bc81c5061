import { elements, type XmlNode } from "../exchange/xml-tree.ts";
import { withOrder } from "./target-order.ts";
import { fromItems, itemsOf, type InlineItem } from "./inline-item.ts";

/** From the least advanced on. */
const STATES = ["initial", "translated", "reviewed", "final"];

interface Part {
  readonly node: XmlNode;
  readonly target: XmlNode | undefined;
  readonly order: number;
}

/**
 * One segment of each run of segments that may be joined, with what lies between them, in the order of the translation. The least state of
 * the run is that of the segment; white space counts in it where it counted in any.
 */
export function joinSegments(nodes: readonly XmlNode[], prefix: string): XmlNode[] {
  const parts = nodes
    .map((node, index): Part => {
      const [target] = elements(node, "target");
      return { node, target, order: Number(target?.attributes["order"] ?? index + 1) };
    })
    .toSorted((a, b) => a.order - b.order);
  const runs: Part[][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last && canJoin(part) && canJoin(last[0]!)) last.push(part);
    else runs.push([part]);
  }
  let position = 0;
  return runs.flatMap((run) => {
    const segments = run.filter(({ node }) => node.name === "segment");
    if (segments.length < 2) {
      return run.map((part) => {
        position += 1;
        return withOrder(part.node, part.target?.attributes["order"] === undefined ? undefined : position);
      });
    }
    // What lies between is joined; what lies before the first segment or behind the last one is too, since nothing divides it from them.
    position += 1;
    return [withOrder(joined(run, prefix), run[0]!.target?.attributes["order"] === undefined ? undefined : position)];
  });
}

const canJoin = ({ node }: Part): boolean => node.attributes["canResegment"] !== "no";

function joined(run: readonly Part[], prefix: string): XmlNode {
  const first = run.find(({ node }) => node.name === "segment")!.node;
  const segments = run.map(({ node }) => node).filter(({ name }) => name === "segment");
  const rank = (node: XmlNode): number => STATES.indexOf(node.attributes["state"] ?? "initial");
  const least = segments.reduce((a, b) => (rank(b) < rank(a) ? b : a));
  const { state: _, subState: __, ...attributes } = first.attributes;
  const { state, subState } = least.attributes;
  const hasTarget = run.some(({ target }) => target !== undefined);
  return {
    ...first,
    attributes: {
      ...attributes,
      ...(state === undefined ? {} : { state }),
      ...(subState === undefined ? {} : { subState }),
    },
    content: [text(run, "source", prefix), ...(hasTarget ? [text(run, "target", prefix)] : [])],
  };
}

/** The sources or targets of a run as one. */
function text(run: readonly Part[], side: "source" | "target", prefix: string): XmlNode {
  const items = run.flatMap(({ node }): InlineItem[] => itemsOf(node, side) ?? []);
  const elementsOfSide = run.flatMap(({ node }) => elements(node, side));
  const { "xml:space": _, order: __, ...attributes } = elementsOfSide[0]!.attributes;
  // Source and target of a segment must agree, so white space counts in both.
  const preserves = run.some(({ node }) => elements(node).some((each) => each.attributes["xml:space"] === "preserve"));
  return {
    ...elementsOfSide[0]!,
    attributes: { ...attributes, ...(preserves ? { "xml:space": "preserve" } : {}) },
    content: fromItems(merged(items), prefix),
  };
}

/** Neighbouring texts as one. */
function merged(items: readonly InlineItem[]): InlineItem[] {
  const result: InlineItem[] = [];
  for (const item of items) {
    const last = result.at(-1);
    if (item.kind === "text" && last?.kind === "text")
      result[result.length - 1] = { kind: "text", text: last.text + item.text };
    else result.push(item);
  }
  return result;
}
