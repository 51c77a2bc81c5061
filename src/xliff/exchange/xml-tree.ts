import { readXmlEvents, type Attributes } from "../xml-events.ts";

/** An element with all of its content, in order. */
export interface XmlNode {
  /** Without prefix. */
  readonly name: string;
  /** As written. */
  readonly spelling: string;
  /** Whether it is of XLIFF's core. */
  readonly isOwn: boolean;
  readonly attributes: Attributes;
  readonly content: readonly XmlContent[];
}

/** What an element may hold: elements, text, instructions to programs. */
export type XmlContent = XmlNode | Instruction | string;

export interface Instruction {
  readonly instruction: string;
}

/** Reads a whole file as a tree. Errors: XliffError, as `readXmlEvents`. */
export function readTree(bytes: Uint8Array, fileName: string): XmlNode {
  interface Open extends XmlNode {
    readonly content: XmlContent[];
  }
  const root: Open = { name: "", spelling: "", isOwn: false, attributes: {}, content: [] };
  const open: Open[] = [root];
  readXmlEvents(bytes, fileName, {
    start({ name, spelling, isOwn, attributes }) {
      const node: Open = { name, spelling, isOwn, attributes, content: [] };
      open.at(-1)!.content.push(node);
      open.push(node);
    },
    end: () => void open.pop(),
    text: (text) => void open.at(-1)!.content.push(text),
    instruction: (instruction) => void open.at(-1)!.content.push({ instruction }),
  });
  return root.content.find(isElement)!;
}

/** Whether it is an element. */
export function isElement(content: XmlContent): content is XmlNode {
  return typeof content !== "string" && "name" in content;
}

/** The element's children that are elements of XLIFF's core, of these names where any are given. */
export function elements(node: XmlNode, ...names: readonly string[]): XmlNode[] {
  return node.content.filter(
    (child): child is XmlNode => isElement(child) && child.isOwn && (names.length === 0 || names.includes(child.name)),
  );
}

/** The children of other namespaces. */
export function foreignElements(node: XmlNode): XmlNode[] {
  return node.content.filter((child): child is XmlNode => isElement(child) && !child.isOwn);
}

/** All text in the element. */
export function textOf(node: XmlNode): string {
  return node.content
    .map((child) => (typeof child === "string" ? child : isElement(child) ? textOf(child) : ""))
    .join("");
}

/** An attribute, by its name as written. */
export function attributeOf({ attributes }: XmlNode, name: string): string | undefined {
  return attributes[name];
}
