import type { Finding } from "../../model/finding.ts";
import type { Fragment } from "../../model/fragment.ts";
import type { SiteText } from "../ooxml/text-site.ts";
import { attributeOf, childOf, pathOf, type XmlElement } from "../ooxml/xml-element.ts";
import { measureParagraph, targetLines } from "./measure-paragraph.ts";
import { textHeight } from "./text-extent.ts";

/** A table on a slide, with the texts of its paragraphs that are units. */
export interface TableBox {
  readonly place: string;
  readonly frame: XmlElement;
  readonly table: XmlElement;
  readonly texts: ReadonlyMap<XmlElement, SiteText>;
}

/** EMU; what `a:tcPr` means where it names no margins (ECMA-376 part 1, 21.1.3.17). */
const MARGIN_SIDE = 91_440;
const MARGIN_TOP = 45_720;
/** Below this growth our measuring says nothing. */
const CLEARLY_HIGHER = 1.05;

/**
 * The finding for a table whose rows, which grow with their text, will run off the slide; undefined where they will not, or did before.
 * @param slideHeight EMU
 */
export function fitTable(
  { place, frame, table, texts }: TableBox,
  targets: ReadonlyMap<SiteText, Fragment>,
  slideHeight: number,
): Finding | undefined {
  const offset = pathOf(frame, "p:xfrm", "a:off");
  if (!offset || !Number.isFinite(slideHeight)) return undefined;
  const room = slideHeight - Number(attributeOf(offset, "y") ?? 0);
  const before = tableHeight(table, () => undefined);
  const after = tableHeight(table, (paragraph) => {
    const text = texts.get(paragraph);
    return text && targets.get(text);
  });
  if (!(after > room && after > before * CLEARLY_HIGHER)) return undefined;
  return {
    id: "may-overflow",
    severity: "minor",
    message: `${place}: its rows grow with the translation and may run off the slide. Look at the slide.`,
    place,
  };
}

function tableHeight(table: XmlElement, targetOf: (paragraph: XmlElement) => Fragment | undefined): number {
  const widths = (childOf(table, "a:tblGrid")?.children ?? []).map((column) => Number(attributeOf(column, "w") ?? 0));
  let height = 0;
  for (const row of table.children.filter(({ name }) => name === "a:tr")) {
    let highest = Number(attributeOf(row, "h") ?? 0);
    for (const [index, cell] of row.children.filter(({ name }) => name === "a:tc").entries()) {
      if (attributeOf(cell, "rowSpan") !== undefined) continue;
      const span = Number(attributeOf(cell, "gridSpan") ?? 1);
      const width = widths.slice(index, index + span).reduce((sum, one) => sum + one, 0) - 2 * MARGIN_SIDE;
      if (!(width > 0)) continue;
      const paragraphs = (childOf(cell, "a:txBody")?.children ?? []).filter(({ name }) => name === "a:p");
      const measured = paragraphs.map((paragraph) => {
        const target = targetOf(paragraph);
        const source = measureParagraph(paragraph, () => ({}));
        return target === undefined ? source : { ...source, text: targetLines(target) };
      });
      highest = Math.max(highest, textHeight(measured, width, 1, 0) + 2 * MARGIN_TOP);
    }
    height += highest;
  }
  return height;
}
