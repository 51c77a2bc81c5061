import { readXmlEvents, type Attributes } from "../xml-events.ts";

/** An element with all of its content, in order. */
export interface XmlNode {
  /** Without prefix. */
  readonly name: string;
  /** Whether it is of XLIFF's core. */
  readonly isOwn: boolean;
  readonly attributes: Attributes;
  readonly content: (XmlNode | string)[];
}

/** Reads a whole file as a tree. Errors: XliffError, as `readXmlEvents`. */
export function readTree(bytes: Uint8Array, fileName: string): XmlNode {
  const root: XmlNode = { name: "", isOwn: false, attributes: {}, content: [] };
  const open: XmlNode[] = [root];
  readXmlEvents(bytes, fileName, {
    start({ name, isOwn, attributes }) {
      const node: XmlNode = { name, isOwn, attributes, content: [] };
      open.at(-1)!.content.push(node);
      open.push(node);
    },
    end: () => void open.pop(),
    text: (text) => void open.at(-1)!.content.push(text),
  });
  return elements(root)[0]!;
}

/** The element's children that are elements of XLIFF's core, of these names where any are given. */
export function elements(node: XmlNode, ...names: readonly string[]): XmlNode[] {
  return node.content.filter(
    (child): child is XmlNode =>
      typeof child !== "string" && child.isOwn && (names.length === 0 || names.includes(child.name)),
  );
}

/** The children of other namespaces. */
export function foreignElements(node: XmlNode): XmlNode[] {
  return node.content.filter((child): child is XmlNode => typeof child !== "string" && !child.isOwn);
}

/** All text in the element. */
export function textOf(node: XmlNode): string {
  return node.content.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** An attribute of a prefix or none, by its local name: tools choose prefixes as they like. */
export function attributeOf({ attributes }: XmlNode, name: string): string | undefined {
  return attributes[name];
}
