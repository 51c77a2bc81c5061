import { attributeOf, descendantsOf, pathOf, type XmlElement } from "../ooxml/xml-element.ts";

/** What `p:ph` says: which text of layout and master a shape stands in for. */
export interface Placeholder {
  /** "title", "body", "ftr", …; "obj" where it says none. */
  readonly type: string;
  readonly index: string | undefined;
}

/** The placeholder a shape is; undefined for shapes of their own. */
export function placeholderOf(shape: XmlElement): Placeholder | undefined {
  const nonVisual = shape.children[0];
  const element = nonVisual && pathOf(nonVisual, "p:nvPr", "p:ph");
  if (!element) return undefined;
  return { type: attributeOf(element, "type") ?? "obj", index: attributeOf(element, "idx") };
}

/** Whether the placeholder is the title of its slide. */
export function isTitle(placeholder: Placeholder | undefined): boolean {
  return placeholder?.type === "title" || placeholder?.type === "ctrTitle";
}

/** The three families of text styles a master has. */
export function familyOf(placeholder: Placeholder): "title" | "body" | "other" {
  if (isTitle(placeholder)) return "title";
  return /^(?:dt|ftr|sldNum|hdr)$/.test(placeholder.type) ? "other" : "body";
}

/** The placeholder shapes of a layout or master. */
export function placeholdersIn(root: XmlElement): XmlElement[] {
  return descendantsOf(root, "p:sp").filter((shape) => placeholderOf(shape) !== undefined);
}

/** The shape that a placeholder inherits from: by index where it has one, else by type, else by the family of the type. */
export function findPlaceholder(shapes: readonly XmlElement[], wanted: Placeholder): XmlElement | undefined {
  const all = shapes.map((shape) => ({ shape, placeholder: placeholderOf(shape)! }));
  const found =
    (wanted.index === undefined ? undefined : all.find(({ placeholder }) => placeholder.index === wanted.index)) ??
    all.find(({ placeholder }) => placeholder.type === wanted.type) ??
    all.find(({ placeholder }) => familyOf(placeholder) === familyOf(wanted) && familyOf(wanted) !== "other");
  return found?.shape;
}
