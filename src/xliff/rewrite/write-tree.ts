import { isElement, type XmlContent, type XmlNode } from "../exchange/xml-tree.ts";
import { escapeAttribute, escapeText } from "../../xml/escape.ts";

/** Elements whose own text is layout; what they hold stands on lines of its own. */
const STRUCTURE = new Set(["xliff", "file", "group", "unit", "segment", "ignorable", "notes", "originalData"]);

/** The file as text, one element of structure a line; content of texts, skeletons and extensions as it is. */
export function writeTree(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}\n`;
}

function write(content: XmlContent): string {
  if (typeof content === "string") return escapeText(content);
  if (!isElement(content)) return `<?${content.instruction}?>`;
  const { name, spelling, isOwn, attributes, content: children } = content;
  const start = `<${spelling}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
    .join("")}`;
  if (isOwn && STRUCTURE.has(name)) {
    const lines = children.filter(isElement).map(write);
    return lines.length === 0 ? `${start}/>` : `${start}>\n${lines.join("\n")}\n</${spelling}>`;
  }
  const inner = children.map(write).join("");
  return inner === "" ? `${start}/>` : `${start}>${inner}</${spelling}>`;
}
