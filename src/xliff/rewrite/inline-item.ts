import { elements, isElement, type XmlContent, type XmlNode } from "../exchange/xml-tree.ts";
import type { Attributes } from "../xml-events.ts";

/**
 * Content of a source or target laid flat: pairs are a start and an end wherever they stand, so that texts can be joined and divided. `id`
 * pairs them; attributes are those of `sc`, `ec` or `sm`, whatever element the file used.
 */
export type InlineItem =
  | { readonly kind: "text"; readonly text: string }
  /** A code or element that stands alone, isolated ends of pairs among them. */
  | { readonly kind: "alone"; readonly node: XmlNode }
  | {
      readonly kind: "start" | "end";
      readonly of: "code" | "marker";
      readonly id: string;
      readonly attributes: Attributes;
    };

/** Lays content flat. */
export function toItems(content: readonly XmlContent[]): InlineItem[] {
  return content.flatMap((child): InlineItem[] => {
    if (typeof child === "string") return [{ kind: "text", text: child }];
    if (!isElement(child)) return [];
    const { name, attributes, isOwn } = child;
    const id = attributes["id"] ?? "";
    if (!isOwn) return [{ kind: "alone", node: child }];
    if (name === "pc") {
      const [start, end] = endsOfPair(attributes);
      const pair = { of: "code", id } as const;
      return [
        { kind: "start", ...pair, attributes: start },
        ...toItems(child.content),
        { kind: "end", ...pair, attributes: end },
      ];
    }
    if (name === "mrk") {
      const pair = { of: "marker", id } as const;
      return [
        { kind: "start", ...pair, attributes },
        ...toItems(child.content),
        { kind: "end", ...pair, attributes: { startRef: id } },
      ];
    }
    const startRef = attributes["startRef"];
    if (name === "sc" && attributes["isolated"] !== "yes") return [{ kind: "start", of: "code", id, attributes }];
    if (name === "ec" && startRef !== undefined) return [{ kind: "end", of: "code", id: startRef, attributes }];
    if (name === "sm") return [{ kind: "start", of: "marker", id, attributes }];
    if (name === "em" && startRef !== undefined) return [{ kind: "end", of: "marker", id: startRef, attributes }];
    return [{ kind: "alone", node: child }];
  });
}

/** Attributes that a pair has at its start and its end under names of their own. */
const TWINS = { disp: "disp", equiv: "equiv", dataRef: "dataRef", subFlows: "subFlows" };
/** Attributes that the end of a pair has too. */
const SHARED = ["canCopy", "canDelete", "canOverlap", "canReorder", "copyOf", "type", "subType", "dir"];

/** What `sc` and `ec` say of a pair that was one `pc`, whose parts may not overlap others unless it says so. */
function endsOfPair(attributes: Attributes): [Attributes, Attributes] {
  const rest = Object.fromEntries(
    Object.entries(attributes).filter(
      ([name]) => !Object.keys(TWINS).some((twin) => name === `${twin}Start` || name === `${twin}End`),
    ),
  );
  const side = (suffix: "Start" | "End"): Attributes =>
    Object.fromEntries(
      Object.keys(TWINS).flatMap((twin) => {
        const value = attributes[`${twin}${suffix}`];
        return value === undefined ? [] : [[twin, value]];
      }),
    );
  const canOverlap = { canOverlap: attributes["canOverlap"] ?? "no" };
  const shared = Object.fromEntries(Object.entries(rest).filter(([name]) => SHARED.includes(name)));
  return [
    { ...rest, ...canOverlap, ...side("Start") },
    { startRef: attributes["id"] ?? "", ...shared, ...canOverlap, ...side("End") },
  ];
}

/** What a `pc` says of a pair that stood as `sc` and `ec`, which may overlap others unless they say not. */
function pairAttributes(start: Attributes, end: Attributes): Attributes {
  const isTwin = (name: string): boolean => Object.keys(TWINS).includes(name);
  const plain = Object.entries(start).filter(([name]) => !isTwin(name) && name !== "isolated" && name !== "canOverlap");
  const sided = (attributes: Attributes, suffix: string): [string, string][] =>
    Object.entries(attributes)
      .filter(([name]) => isTwin(name))
      .map(([name, value]) => [`${name}${suffix}`, value]);
  const canOverlap = start["canOverlap"] ?? "yes";
  return Object.fromEntries([
    ...plain,
    ...(canOverlap === "no" ? [] : [["canOverlap", canOverlap]]),
    ...sided(start, "Start"),
    ...sided(end, "End"),
  ]);
}

/** The content of flat items: a pair that is whole here and nests with all others is one element, others are two. */
export function fromItems(items: readonly InlineItem[], prefix: string): XmlContent[] {
  const ends = nestedEnds(items);
  const element = (name: string, attributes: Attributes, content: readonly XmlContent[] = []): XmlNode => ({
    name,
    spelling: `${prefix}${name}`,
    isOwn: true,
    attributes,
    content,
  });
  const build = (from: number, to: number): XmlContent[] => {
    const content: XmlContent[] = [];
    for (let at = from; at < to; at += 1) {
      const item = items[at]!;
      if (item.kind === "text") content.push(item.text);
      else if (item.kind === "alone") content.push(item.node);
      else if (item.kind === "end") content.push(element(item.of === "code" ? "ec" : "em", item.attributes));
      else {
        const end = ends.get(at);
        if (end === undefined) content.push(element(item.of === "code" ? "sc" : "sm", item.attributes));
        else {
          const attributes =
            item.of === "code"
              ? pairAttributes(item.attributes, (items[end] as typeof item).attributes)
              : item.attributes;
          content.push(element(item.of === "code" ? "pc" : "mrk", attributes, build(at + 1, end)));
          at = end;
        }
      }
    }
    return content;
  };
  return build(0, items.length);
}

/** Of each start the index of its end, where both are here and nothing crosses them. */
function nestedEnds(items: readonly InlineItem[]): ReadonlyMap<number, number> {
  const open: { readonly key: string; readonly at: number; isCrossed: boolean }[] = [];
  const ends = new Map<number, number>();
  for (const [at, item] of items.entries()) {
    if (item.kind !== "start" && item.kind !== "end") continue;
    const key = `${item.of} ${item.id}`;
    if (item.kind === "start") {
      open.push({ key, at, isCrossed: false });
      continue;
    }
    const index = open.findLastIndex((other) => other.key === key);
    // An end whose start is elsewhere crosses all that is open.
    for (const other of open.slice(index + 1)) other.isCrossed = true;
    if (index === -1) continue;
    const start = open[index]!;
    if (index < open.length - 1) start.isCrossed = true;
    if (!start.isCrossed) ends.set(start.at, at);
    open.splice(index, 1);
  }
  // What is still open crosses whatever was closed inside out of order; pairs around it are marked above.
  for (const { at } of open) {
    for (const [start, end] of ends) if (start < at && at < end) ends.delete(start);
  }
  return ends;
}

/** The items of a segment's source or target; none where it has none. */
export function itemsOf(part: XmlNode, side: "source" | "target"): InlineItem[] | undefined {
  const [text] = elements(part, side);
  return text && toItems(text.content);
}
