import { hasLetters, plainText } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import { paragraphText } from "./drawing-paragraph.ts";
import { linkCopies } from "./linked-copies.ts";
import { contentText, type SiteText, type TextSite } from "./text-site.ts";
import { attributeOf, descendantsOf, type XmlElement } from "./xml-element.ts";

/** Where a chart or diagram stands: what its sites say of themselves. */
export interface GraphicPlace {
  readonly part: string;
  /** Begins the ids of its units: "chart1". */
  readonly key: string;
  /** For people: "Slide 4, chart 1". */
  readonly place: string;
  readonly context?: UnitContext;
}

/** The texts of a chart part. */
export interface ChartTexts {
  readonly sites: readonly TextSite[];
  /** Those of the sites that stand for cells of the workbook behind the chart (`translateWorkbook`). */
  readonly cached: readonly TextSite[];
}

/** What the element around a text calls it, nearest first. */
const NAMES: Readonly<Record<string, string>> = {
  "c:dLbl": "data label",
  "c:dLbls": "data label",
  "c15:datalabelsRange": "data label",
  "c:trendline": "trend line",
  "c:trendlineLbl": "trend line",
  "c:dispUnitsLbl": "unit",
  "c:cat": "category",
  "c:xVal": "category",
  "c:catAx": "axis title",
  "c:valAx": "axis title",
  "c:dateAx": "axis title",
  "c:serAx": "axis title",
  "cx:axis": "axis title",
  "cx:strDim": "category",
  "c:ser": "series",
  "cx:series": "series",
  "c:title": "title",
  "cx:title": "title",
};

/** A title within an axis or series is the axis's or series's. */
function nameOf(element: XmlElement): string {
  let title = false;
  for (let at = element.parent; at !== undefined; at = at.parent) {
    const name = NAMES[at.name];
    if (name === "title") title = true;
    else if (name !== undefined) return name;
  }
  return title ? "title" : "text";
}

/**
 * The texts of a chart (`c:chartSpace`, `cx:chartSpace`) or of the shapes drawn upon one (`c:userShapes`): rich titles and labels, and
 * every distinct text it keeps of its cells: series names and categories are written once per series, yet are one unit. Numbers never.
 */
export function chartTexts(root: XmlElement, { part, key, place, context }: GraphicPlace): ChartTexts {
  const siteOf = (kind: string, where: string, text: SiteText): TextSite => ({
    key,
    kind,
    place: `${place}, ${where}`,
    text,
    copies: [],
    ...(context === undefined ? {} : { context }),
  });
  const found: TextSite[] = [];
  const cached: TextSite[] = [];
  const repeated: SiteText[] = [];
  const seen = new Set<string>();
  const namesRegions = descendantsOf(root, "cx:series").some(
    (series) => attributeOf(series, "layoutId") === "regionMap",
  );
  for (const element of textElements(root)) {
    if (element.name === "a:p") {
      const text = paragraphText(element, part);
      if (!hasLetters(text.source)) continue;
      if (isRepetition(element)) repeated.push(text);
      else found.push(siteOf("paragraph", nameOf(element), text));
      continue;
    }
    // Maps look regions up by their names.
    if (namesRegions && element.name === "cx:pt") continue;
    const text = contentText(element, part);
    if (text === undefined || !hasLetters(text.source)) continue;
    const value = plainText(text.source);
    if (seen.has(value)) repeated.push(text);
    else {
      seen.add(value);
      const site = siteOf("cached", nameOf(element), text);
      found.push(site);
      cached.push(site);
    }
  }
  const linked = linkCopies(
    found.filter(({ kind }) => kind === "cached"),
    repeated,
  );
  const bySource = new Map(linked.sites.map((site) => [site.text, site]));
  const withCopies = (sites: readonly TextSite[]): TextSite[] => sites.map((site) => bySource.get(site.text) ?? site);
  return { sites: withCopies(found), cached: withCopies(cached) };
}

/** Elements that hold text, in document order: paragraphs, cached strings and literal names; number caches are passed by. */
function textElements(root: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (element: XmlElement): void => {
    switch (element.name) {
      case "c:numCache":
      case "c:numLit":
      case "cx:numDim":
        return;
      case "a:p":
      case "cx:pt":
        found.push(element);
        return;
      case "c:v":
        if (isText(element)) found.push(element);
        return;
      case "cx:v":
        found.push(element);
        return;
      case "c:name":
        if (element.parent?.name === "c:trendline") found.push(element);
        return;
      default:
        for (const child of element.children) visit(child);
    }
  };
  visit(root);
  return found;
}

/** `c:v` holds text in caches and lists of strings, and as a series' own name. */
function isText(value: XmlElement): boolean {
  if (value.parent?.name === "c:tx") return true;
  for (let at = value.parent; at !== undefined; at = at.parent) {
    if (/^(?:c:strCache|c:strLit|c:multiLvlStrCache|c15:dlblRangeCache)$/.test(at.name)) return true;
  }
  return false;
}

/** Newer charts write a title twice: as data and, in `cx:txPr`, as a paragraph that shows it. */
function isRepetition(paragraph: XmlElement): boolean {
  return paragraph.parent?.name === "cx:txPr";
}
