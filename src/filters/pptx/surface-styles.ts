import { runStyleOf, type RunStyle } from "../ooxml/drawing-format.ts";
import { attributeOf, childOf, pathOf, type XmlElement } from "../ooxml/xml-element.ts";
import { familyOf, findPlaceholder, placeholderOf, placeholdersIn, type Placeholder } from "./placeholders.ts";

/** How a text box fits its text: by shrinking the text, by growing the shape, or not at all. */
type Autofit = "text" | "shape" | "none";

/** What a shape takes from layout, master and presentation. */
export interface ShapeStyles {
  /** The look of runs at a list level (0 to 8), where they say nothing themselves. */
  readonly level: (level: number) => RunStyle;
  /** Its size in EMU. */
  readonly extent: { readonly width: number; readonly height: number } | undefined;
  readonly autofit: Autofit;
}

/** What shapes of a surface inherit from, nearest first: for a slide its layout and its master. */
export interface Ancestry {
  readonly parents: readonly XmlElement[];
  /** The master's `p:txStyles`, or the notes master itself with its `p:notesStyle`. */
  readonly masterStyles: XmlElement | undefined;
  /** The presentation's `p:defaultTextStyle`. */
  readonly defaults: XmlElement | undefined;
}

const NO_LEVELS: readonly RunStyle[] = Array.from({ length: 9 }, () => ({}));

/** Makes the function that tells what each shape of a surface inherits. */
export function surfaceStyles(ancestry: Ancestry): (shape: XmlElement) => ShapeStyles {
  const placeholders = ancestry.parents.map(placeholdersIn);
  const known = new WeakMap<readonly RunStyle[], Map<XmlElement, readonly RunStyle[]>>();
  /** Levels upon levels; the same ones for the same lists, so that what is read of runs can be kept by them. */
  const upon = (base: readonly RunStyle[], list: XmlElement): readonly RunStyle[] => {
    if (list.children.length === 0) return base;
    const results = known.get(base) ?? new Map<XmlElement, readonly RunStyle[]>();
    known.set(base, results);
    const own = results.get(list) ?? readLevels(list).map((style, level) => ({ ...base[level], ...style }));
    results.set(list, own);
    return own;
  };
  return (shape) => {
    const placeholder = placeholderOf(shape);
    const inherited = placeholder === undefined ? [] : ancestorsOf(placeholder, placeholders);
    const shapes = [shape, ...inherited];
    const lists = [
      ...shapes.map((one) => pathOf(one, "p:txBody", "a:lstStyle")),
      placeholder && masterStyle(ancestry.masterStyles, placeholder),
      ancestry.defaults,
    ].filter((list) => list !== undefined);
    const levels = lists.reduceRight(upon, NO_LEVELS);
    return {
      level: (level) => levels[level] ?? levels[0]!,
      extent: firstOf(shapes, extentOf),
      autofit: firstOf(shapes, autofitOf) ?? "none",
    };
  };
}

function firstOf<T>(shapes: readonly XmlElement[], read: (shape: XmlElement) => T | undefined): T | undefined {
  for (const shape of shapes) {
    const value = read(shape);
    if (value !== undefined) return value;
  }
  return undefined;
}

function ancestorsOf(placeholder: Placeholder, parents: readonly (readonly XmlElement[])[]): XmlElement[] {
  const found: XmlElement[] = [];
  let wanted = placeholder;
  for (const shapes of parents) {
    const shape = findPlaceholder(shapes, wanted);
    if (shape === undefined) continue;
    found.push(shape);
    // The master is asked for the layout's type: indexes mean something between slide and layout only.
    wanted = { type: placeholderOf(shape)!.type, index: undefined };
  }
  return found;
}

function masterStyle(styles: XmlElement | undefined, placeholder: Placeholder): XmlElement | undefined {
  if (styles?.name === "p:txStyles") return childOf(styles, `p:${familyOf(placeholder)}Style`);
  return styles && childOf(styles, "p:notesStyle");
}

function readLevels(list: XmlElement): RunStyle[] {
  const general = pathOf(list, "a:defPPr", "a:defRPr");
  const base = general ? runStyleOf(general) : {};
  return Array.from({ length: 9 }, (_, level) => {
    const own = pathOf(list, `a:lvl${level + 1}pPr`, "a:defRPr");
    return own ? { ...base, ...runStyleOf(own) } : base;
  });
}

function extentOf(shape: XmlElement): { width: number; height: number } | undefined {
  const extent = pathOf(shape, "p:spPr", "a:xfrm", "a:ext");
  if (!extent) return undefined;
  const width = Number(attributeOf(extent, "cx"));
  const height = Number(attributeOf(extent, "cy"));
  return width > 0 && height > 0 ? { width, height } : undefined;
}

function autofitOf(shape: XmlElement): Autofit | undefined {
  const body = pathOf(shape, "p:txBody", "a:bodyPr");
  if (!body) return undefined;
  if (childOf(body, "a:normAutofit")) return "text";
  if (childOf(body, "a:spAutoFit")) return "shape";
  return childOf(body, "a:noAutofit") ? "none" : undefined;
}
