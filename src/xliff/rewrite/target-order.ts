import { isElement, type XmlContent, type XmlNode } from "../exchange/xml-tree.ts";

/** The part with its target at this place of the translation; without one, at that of its source. */
export function withOrder(node: XmlNode, order: number | undefined): XmlNode {
  return {
    ...node,
    content: node.content.map((child): XmlContent => {
      if (!isElement(child) || child.name !== "target") return child;
      const { order: _, ...attributes } = child.attributes;
      return { ...child, attributes: order === undefined ? attributes : { order: String(order), ...attributes } };
    }),
  };
}
