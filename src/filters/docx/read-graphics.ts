import { plainText } from "../../model/fragment.ts";
import { chartTexts } from "../ooxml/chart.ts";
import { diagramTexts, drawingRelationship } from "../ooxml/diagram.ts";
import { languageEdit, languageEdits } from "../ooxml/drawing-language.ts";
import type { OfficePackage, Relationship } from "../ooxml/package.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import { attributeOf, childOf, descendantsOf, parseElements, type XmlElement } from "../ooxml/xml-element.ts";
import { siteSlots } from "./site-slots.ts";
import type { Slot } from "./slot.ts";
import { nextSerial, type Discoveries } from "./story.ts";

/** The texts of a chart or diagram that a drawing shows. Each is read once, however often it is shown. */
export function readGraphics(
  office: OfficePackage,
  found: Discoveries,
  graphic: { readonly part: string; readonly link: Relationship },
  change: LocaleChange,
): Slot[] {
  const { target: part, type } = graphic.link;
  if (found.graphicParts.has(part) || !office.has(part)) return [];
  const root = enter(office, found, part, change);
  if (type === "diagramData") return readDiagram(office, found, root, graphic, change);
  const place = `Chart ${nextSerial(found, "Chart")}`;
  const { sites, cached } = chartTexts(root, { part, key: keyOf(part), place });
  const texts = new Map<string, string>();
  const cachedTexts = new Set(cached.map((site) => site.text));
  const slots = siteSlots(sites, "charts", change, (text, target) => {
    if (cachedTexts.has(text)) texts.set(plainText(text.source), target);
  });
  readWorkbook(office, found, root, { part, place, texts });
  for (const shapes of office.related(part, "chartUserShapes")) {
    const shapesRoot = enter(office, found, shapes, change);
    slots.push(
      ...siteSlots(chartTexts(shapesRoot, { part: shapes, key: keyOf(shapes), place }).sites, "charts", change),
    );
  }
  return slots;
}

function readDiagram(
  office: OfficePackage,
  found: Discoveries,
  root: XmlElement,
  graphic: { readonly part: string; readonly link: Relationship },
  change: LocaleChange,
): Slot[] {
  const part = graphic.link.target;
  const place = `Diagram ${nextSerial(found, "Diagram")}`;
  const id = drawingRelationship(root);
  const link = office.relationships(graphic.part).find((one) => one.id === id);
  const drawing =
    link === undefined || link.isExternal || !office.has(link.target)
      ? undefined
      : { root: enter(office, found, link.target, change), part: link.target };
  const { sites, left } = diagramTexts(root, drawing, { part, key: keyOf(part), place });
  for (let count = left.length; count > 0; count -= 1) {
    found.coverage.skipped("SmartArt", "only the drawing has it, not the diagram");
  }
  return siteSlots(sites, "SmartArt", change);
}

/** Reads a part, and notes its language changes. */
function enter(office: OfficePackage, found: Discoveries, part: string, change: LocaleChange): XmlElement {
  const root = parseElements(office.text(part), part);
  const language = root.name === "c:chartSpace" ? childOf(root, "c:lang") : undefined;
  found.graphicParts.set(part, [
    ...languageEdits(root, change),
    ...(language === undefined ? [] : languageEdit(language, "val", change)),
  ]);
  return root;
}

function readWorkbook(
  office: OfficePackage,
  found: Discoveries,
  root: XmlElement,
  {
    part,
    place,
    texts,
  }: { readonly part: string; readonly place: string; readonly texts: ReadonlyMap<string, string> },
): void {
  const data = descendantsOf(root, "c:externalData")[0] ?? descendantsOf(root, "cx:externalData")[0];
  const id = data === undefined ? undefined : attributeOf(data, "r:id");
  const link = office.relationships(part).find((one) => one.id === id);
  if (link !== undefined && !link.isExternal && office.has(link.target)) {
    found.workbooks.push({ part: link.target, place, texts });
  }
}

/** What a part is called in ids: "chart1" for "word/charts/chart1.xml". */
function keyOf(part: string): string {
  return part.slice(part.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}
