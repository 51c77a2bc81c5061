import { attributeOf, descendantsOf, type XmlElement } from "../ooxml/xml-element.ts";
import type { LayoutPackage } from "./layout-package.ts";
import type { HiddenReason, Visibility } from "./page-items.ts";

/** What a document hides, from its layers, object styles and conditions. */
export interface DocumentVisibility extends Visibility {
  /** Conditions whose text is not shown, by id. */
  readonly conditions: ReadonlySet<string>;
}

/** Reads what the document hides. @param styles the roots that hold its object styles */
export function readVisibility({ map }: LayoutPackage, styles: readonly XmlElement[]): DocumentVisibility {
  const layers = new Map<string, HiddenReason>();
  const conditions = new Set<string>();
  for (const child of map.element.children) {
    const id = attributeOf(child, "Self") ?? "";
    if (child.name === "Layer") {
      if (attributeOf(child, "Visible") === "false") layers.set(id, "it is on a hidden layer");
      else if (attributeOf(child, "Printable") === "false") layers.set(id, "it is on a layer that is not printed");
    }
    if (child.name === "Condition" && attributeOf(child, "Visible") === "false") conditions.add(id);
  }
  const nonPrinting = styles
    .flatMap((root) => descendantsOf(root, "ObjectStyle"))
    .filter((style) => attributeOf(style, "Nonprinting") === "true")
    .map((style) => attributeOf(style, "Self") ?? "");
  return { layers, conditions, nonPrintingStyles: new Set(nonPrinting) };
}
