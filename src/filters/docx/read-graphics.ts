import type { OfficePackage, Relationship } from "../ooxml/package.ts";
import type { Slot } from "./slot.ts";
import type { Discoveries } from "./story.ts";

/** The texts of a chart or diagram that a drawing shows. */
export function readGraphics(
  office: OfficePackage,
  found: Discoveries,
  graphic: { readonly part: string; readonly link: Relationship },
): Slot[] {
  void office;
  found.coverage.skipped("charts and diagrams", graphic.link.type);
  return [];
}
