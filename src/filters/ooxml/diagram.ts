import { hasLetters } from "../../model/fragment.ts";
import { attributeOf, descendantsOf, pathOf, type XmlElement } from "./xml-element.ts";
import type { GraphicPlace } from "./chart.ts";
import { paragraphText } from "./drawing-paragraph.ts";
import { linkCopies } from "./linked-copies.ts";
import type { SiteText, TextSite } from "./text-site.ts";

/** The drawing that shows a diagram until someone edits it: a part of its own, repeating the texts. */
export interface DiagramDrawing {
  readonly root: XmlElement;
  readonly part: string;
}

/** The relationship, of the part that shows the diagram, that leads to its drawing; undefined where the data names none. */
export function drawingRelationship(data: XmlElement): string | undefined {
  const extension = descendantsOf(data, "dsp:dataModelExt")[0];
  return extension && attributeOf(extension, "relId");
}

/**
 * The texts of a SmartArt diagram: its data part (`dgm:dataModel`) has the units, the drawing their copies, matched by text and order.
 * What only the drawing has is handed back: it is out of date, and gone once someone edits the diagram.
 */
export function diagramTexts(
  data: XmlElement,
  drawing: DiagramDrawing | undefined,
  { part, key, place, context }: GraphicPlace,
): { readonly sites: readonly TextSite[]; readonly left: readonly SiteText[] } {
  const sites = descendantsOf(data, "dgm:pt").flatMap((point) =>
    (pathOf(point, "dgm:t")?.children ?? [])
      .filter(({ name }) => name === "a:p")
      .map((paragraph) => paragraphText(paragraph, part))
      .filter(({ source }) => hasLetters(source)),
  );
  const all = sites.map((text, index): TextSite => ({
    key,
    kind: "paragraph",
    place: sites.length === 1 ? place : `${place}, text ${index + 1}`,
    text,
    copies: [],
    ...(context === undefined ? {} : { context }),
  }));
  if (drawing === undefined) return { sites: all, left: [] };
  const repeated = descendantsOf(drawing.root, "a:p")
    .map((paragraph) => paragraphText(paragraph, drawing.part))
    .filter(({ source }) => hasLetters(source));
  return linkCopies(all, repeated);
}
