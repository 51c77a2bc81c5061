import { hasLetters } from "../../model/fragment.ts";
import type { OfficePackage } from "./package.ts";
import { contentText, type TextSite } from "./text-site.ts";
import { childOf, parseElements } from "./xml-element.ts";

/** The properties that readers meet (file lists, browser tabs, screen readers). Not the author, not the dates. */
const PROPERTIES: readonly (readonly [element: string, name: string])[] = [
  ["dc:title", "title"],
  ["dc:subject", "subject"],
  ["dc:description", "description"],
  ["cp:keywords", "keywords"],
];

/** The texts among a document's core properties (ECMA-376 part 2, clause 8). */
export function propertyTexts(office: OfficePackage): TextSite[] {
  const part = office.related("", "core-properties")[0];
  if (part === undefined) return [];
  const root = parseElements(office.text(part), part);
  return PROPERTIES.flatMap(([element, name]) => {
    const property = childOf(root, element);
    const text = property && contentText(property, part);
    if (text === undefined || !hasLetters(text.source)) return [];
    return [{ key: "properties", kind: name, place: `Document properties, ${name}`, text, copies: [] }];
  });
}
