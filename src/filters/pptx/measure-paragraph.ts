import type { Fragment } from "../../model/fragment.ts";
import { rawText } from "../ooxml/drawing-paragraph.ts";
import type { RunStyle } from "../ooxml/drawing-format.ts";
import { attributeOf, childOf, type XmlElement } from "../ooxml/xml-element.ts";
import type { MeasuredParagraph } from "./text-extent.ts";

/** EMU a list level stands in, where the paragraph does not say. */
const LEVEL_INDENT = 342_900;
/** Hundredths of a point: what PowerPoint takes where nothing says a size. */
const DEFAULT_SIZE = 1800;

/** A paragraph (`a:p`) as it stands, measured by its first run. */
export function measureParagraph(element: XmlElement, styleOf: (level: number) => RunStyle): MeasuredParagraph {
  const properties = childOf(element, "a:pPr");
  const level = Number(properties ? (attributeOf(properties, "lvl") ?? 0) : 0);
  const run = element.children.find(({ name }) => name === "a:r" || name === "a:fld");
  const runProperties = run && childOf(run, "a:rPr");
  const size = Number((runProperties && attributeOf(runProperties, "sz")) ?? styleOf(level).sz ?? DEFAULT_SIZE) / 100;
  const margin = properties && attributeOf(properties, "marL");
  const text = element.children
    .map((child) => (child.name === "a:br" ? "\n" : /^a:(?:r|fld)$/.test(child.name) ? rawText(child) : ""))
    .join("");
  return { text, size, indent: margin === undefined ? level * LEVEL_INDENT : Number(margin) };
}

/** A target as it will stand in its paragraph. */
export function targetLines(target: Fragment): string {
  return target
    .map((part) => {
      if (part.kind === "text") return part.text;
      return part.type === "fmt/xlf:lb" ? "\n" : part.kind === "standalone" ? (part.display ?? "") : "";
    })
    .join("");
}
