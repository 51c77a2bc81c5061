import { hasLetters } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import { paragraphText, visibleText } from "../ooxml/drawing-paragraph.ts";
import { linkCopies } from "../ooxml/linked-copies.ts";
import type { SiteText, TextSite } from "../ooxml/text-site.ts";
import { attributeOf, childOf, descendantsOf, pathOf, type XmlElement } from "../ooxml/xml-element.ts";
import { attributeTexts, isHiddenShape } from "./alt-texts.ts";
import type { CoverageCounter } from "../coverage.ts";
import { isTitle, placeholderOf, type Placeholder } from "./placeholders.ts";
import type { ShapeStyles } from "./surface-styles.ts";
import type { TableBox } from "./table-fit.ts";
import { tableTexts } from "./table-texts.ts";

/** A tree of shapes: of a slide, its notes, a layout or a master. */
export interface Surface {
  readonly part: string;
  /** Begins the ids of its units: "slide4". */
  readonly key: string;
  /** For people: "Slide 4". */
  readonly name: string;
  /** The row of the coverage report its paragraphs count in. */
  readonly category: string;
  readonly heading?: string;
  /** Layouts and masters: what stands in a placeholder there is a prompt that nobody sees on a slide. */
  readonly skipsPlaceholders: boolean;
  readonly skipsHiddenShapes: boolean;
  readonly styles: (shape: XmlElement) => ShapeStyles;
}

/** A shape with text, as autofit looks at it. */
export interface TextBox {
  readonly place: string;
  readonly body: XmlElement;
  readonly styles: ShapeStyles;
  /** How much the groups around it scale it. */
  readonly scale: Scale;
  readonly paragraphs: readonly { readonly element: XmlElement; readonly text: SiteText | undefined }[];
}

interface Scale {
  readonly x: number;
  readonly y: number;
}

/** A chart or diagram a surface shows, by the relationship of its part. */
export interface Graphic {
  readonly kind: "chart" | "diagram" | "object";
  readonly relationship: string;
  readonly place: string;
}

/** What a surface holds, in reading order. */
export interface SurfaceTexts {
  readonly entries: readonly (TextSite | Graphic)[];
  readonly boxes: readonly TextBox[];
  readonly tables: readonly TableBox[];
}

/** Whether the entry is a graphic. */
export function isGraphic(entry: TextSite | Graphic): entry is Graphic {
  return "relationship" in entry;
}

/** The title of a slide as plain text; undefined where it has none. */
export function titleOf(tree: XmlElement): string | undefined {
  const shape = tree.children.find((child) => child.name === "p:sp" && isTitle(placeholderOf(child)));
  const text = shape && paragraphsOf(shape).map(visibleText).join(" ").trim();
  return text === undefined || text === "" ? undefined : text;
}

function paragraphsOf(shape: XmlElement): XmlElement[] {
  return childOf(shape, "p:txBody")?.children.filter(({ name }) => name === "a:p") ?? [];
}

const UNIT_SCALE: Scale = { x: 1, y: 1 };

/** Reads the shapes of a tree (`p:spTree`): the title first, then as they stand, which is how screen readers go. */
export function readShapes(tree: XmlElement, surface: Surface, coverage: CoverageCounter): SurfaceTexts {
  const boxes: TextBox[] = [];
  const tableBoxes: TableBox[] = [];
  let numbered = 0;
  let tables = 0;
  let graphics = 0;
  let objects = 0;
  const context: UnitContext | undefined = surface.heading === undefined ? undefined : { heading: surface.heading };

  const siteOf = (kind: string, place: string, text: SiteText, more?: UnitContext): TextSite => ({
    key: surface.key,
    kind,
    place,
    text,
    copies: [],
    ...(context === undefined && more === undefined ? {} : { context: { ...context, ...more } }),
  });

  const bodyTexts = (shape: XmlElement, scale: Scale): TextSite[] => {
    const body = childOf(shape, "p:txBody");
    if (!body) return [];
    const paragraphs = paragraphsOf(shape);
    const placeholder = placeholderOf(shape);
    const styles = surface.styles(shape);
    const read = paragraphs.map((element) => {
      const level = Number(attributeOf(childOf(element, "a:pPr") ?? element, "lvl") ?? 0);
      return { element, text: paragraphText(element, surface.part, styles.level(level)) };
    });
    const wanted = read.filter(({ text }) => hasLetters(text.source));
    if (wanted.length === 0) return [];
    if (surface.skipsPlaceholders && placeholder !== undefined) {
      coverage.skipped(surface.category, "prompts in placeholders are never shown", wanted.length);
      return [];
    }
    const label = labelOf(placeholder);
    if (label === undefined) numbered += 1;
    const place = `${surface.name}${label ?? `, text ${numbered}`}`;
    const isUnit = new Set(wanted);
    const paragraphsRead = read.map((one) => ({ element: one.element, text: isUnit.has(one) ? one.text : undefined }));
    boxes.push({ place, body, styles, scale, paragraphs: paragraphsRead });
    return wanted.map(({ text }, index) => {
      coverage.extracted(surface.category);
      return siteOf("paragraph", wanted.length === 1 ? place : `${place}, paragraph ${index + 1}`, text);
    });
  };

  const labelOf = (placeholder: Placeholder | undefined): string | undefined => {
    if (isTitle(placeholder)) return ", title";
    if (surface.category === "notes" && placeholder?.type === "body") return "";
    const names: Readonly<Record<string, string>> = {
      subTitle: ", subtitle",
      ftr: ", footer",
      hdr: ", header",
      dt: ", date",
      sldNum: ", slide number",
    };
    return placeholder && names[placeholder.type];
  };

  const alternativeTexts = (shape: XmlElement): TextSite[] => {
    if (surface.skipsPlaceholders && placeholderOf(shape) !== undefined) return [];
    return attributeTexts(shape, surface.part).flatMap(({ name, text, isFileName }) => {
      const category = name === "link tooltip" ? "link tooltips" : "alternative texts";
      if (isFileName) {
        coverage.skipped(category, "a file's name is no description");
        return [];
      }
      coverage.extracted(category);
      return [siteOf(name, `${surface.name}, ${name}`, text)];
    });
  };

  const frameTexts = (frame: XmlElement): (TextSite | Graphic)[] => {
    const data = pathOf(frame, "a:graphic", "a:graphicData");
    const table = data && childOf(data, "a:tbl");
    if (table) {
      tables += 1;
      const found = tableTexts(table, surface.part);
      const texts = new Map(found.map(({ element, text }) => [element, text]));
      const name = `${surface.name}, table ${tables}`;
      tableBoxes.push({ place: name, frame, table, texts });
      return found.map(({ row, column, context: cell, text, paragraph }) => {
        coverage.extracted("tables");
        const place = `${name}, row ${row}, column ${column}`;
        return siteOf("paragraph", paragraph === undefined ? place : `${place}, paragraph ${paragraph}`, text, cell);
      });
    }
    const chart = data?.children.find(({ name }) => name === "c:chart" || name === "cx:chart");
    const diagram = data && childOf(data, "dgm:relIds");
    const relationship = (chart && attributeOf(chart, "r:id")) ?? (diagram && attributeOf(diagram, "r:dm"));
    if (relationship !== undefined) {
      graphics += 1;
      const kind = chart ? "chart" : "diagram";
      return [{ kind, relationship, place: `${surface.name}, ${kind} ${graphics}` }];
    }
    const object = data && descendantsOf(data, "p:oleObj")[0];
    if (object === undefined) return [];
    objects += 1;
    return [
      { kind: "object", relationship: attributeOf(object, "r:id") ?? "", place: `${surface.name}, object ${objects}` },
    ];
  };

  const visit = (shape: XmlElement, scale: Scale): (TextSite | Graphic)[] => {
    if (surface.skipsHiddenShapes && isHiddenShape(shape)) {
      const count = descendantsOf(shape, "a:p").filter((paragraph) => /\p{L}/u.test(visibleText(paragraph))).length;
      coverage.skipped("hidden shapes", "switched off in the selection pane", count);
      return [];
    }
    switch (shape.name) {
      case "p:sp":
        return [...bodyTexts(shape, scale), ...alternativeTexts(shape)];
      case "p:grpSp": {
        const inner = innerScale(shape, scale);
        return [...alternativeTexts(shape), ...shape.children.flatMap((child) => visit(child, inner))];
      }
      case "p:graphicFrame":
        return [...alternativeTexts(shape), ...frameTexts(shape)];
      case "p:pic":
      case "p:cxnSp":
        return alternativeTexts(shape);
      case "mc:AlternateContent":
        return alternatives(shape, scale);
      default:
        return [];
    }
  };

  /** The first choice is the unit; what other choices and the fallback repeat are its copies. */
  const alternatives = (element: XmlElement, scale: Scale): (TextSite | Graphic)[] => {
    const [first, ...others] = element.children;
    if (!first) return [];
    const entries = first.children.flatMap((child) => visit(child, scale));
    for (const other of others) {
      const left = linkFallback(entries, other, surface);
      coverage.skipped("fallbacks", "text that the newer version of the shape does not have", left);
    }
    return entries;
  };

  const shapes = [...tree.children];
  const ordered = [
    ...shapes.filter((shape) => isTitle(placeholderOf(shape))),
    ...shapes.filter((shape) => !isTitle(placeholderOf(shape))),
  ];
  return { entries: ordered.flatMap((shape) => visit(shape, UNIT_SCALE)), boxes, tables: tableBoxes };
}

function innerScale(group: XmlElement, outer: Scale): Scale {
  const transform = pathOf(group, "p:grpSpPr", "a:xfrm");
  const extent = transform && childOf(transform, "a:ext");
  const inner = transform && childOf(transform, "a:chExt");
  if (!extent || !inner) return outer;
  const ratio = (name: string): number => Number(attributeOf(extent, name)) / Number(attributeOf(inner, name));
  const x = ratio("cx");
  const y = ratio("cy");
  return {
    x: Number.isFinite(x) && x > 0 ? outer.x * x : outer.x,
    y: Number.isFinite(y) && y > 0 ? outer.y * y : outer.y,
  };
}

/** Links the texts of a fallback with those of the first choice that read the same; gives how many are left. */
function linkFallback(entries: (TextSite | Graphic)[], fallback: XmlElement, surface: Surface): number {
  const paragraphs = descendantsOf(fallback, "a:p").map((element) => paragraphText(element, surface.part));
  const attributes = ["p:sp", "p:pic", "p:grpSp", "p:graphicFrame", "p:cxnSp"]
    .flatMap((name) => descendantsOf(fallback, name))
    .flatMap((shape) => attributeTexts(shape, surface.part))
    .filter(({ isFileName }) => !isFileName)
    .map(({ text }) => text);
  let left = 0;
  const link = (isLinked: (site: TextSite) => boolean, texts: readonly SiteText[]): void => {
    const sites = entries.filter((entry): entry is TextSite => !isGraphic(entry) && isLinked(entry));
    const linked = linkCopies(
      sites,
      texts.filter(({ source }) => hasLetters(source)),
    );
    for (const [index, site] of linked.sites.entries()) entries[entries.indexOf(sites[index]!)] = site;
    left += linked.left.length;
  };
  link(({ kind }) => kind === "paragraph", paragraphs);
  link(({ kind }) => kind !== "paragraph", attributes);
  return left;
}
