import { attributeOf, childOf, type XmlElement } from "../ooxml/xml-element.ts";
import {
  boxAround,
  boxAroundAll,
  concatenate,
  pathPoints,
  transform,
  transformOf,
  type Box,
  type Matrix,
} from "./geometry.ts";
import { inReadingOrder } from "./reading-order.ts";

/** What can lie on a page or in another item (IDML specification, "Spreads and Master Spreads"); everything else in an item is settings. */
const PAGE_ITEMS: ReadonlySet<string> = new Set([
  "TextFrame",
  "EndnoteTextFrame",
  "Rectangle",
  "Oval",
  "Polygon",
  "GraphicLine",
  "SplineItem",
  "Group",
  "EPSText",
  "HtmlItem",
  "MultiStateObject",
  "State",
  "Button",
  "CheckBox",
  "ComboBox",
  "ListBox",
  "RadioButton",
  "SignatureField",
  "TextBox",
]);

/** Whether the element is a page item. */
export function isPageItem(element: XmlElement): boolean {
  return PAGE_ITEMS.has(element.name);
}

/** Why readers never see an item; undefined: they do. */
export type HiddenReason =
  | "it is on a hidden layer"
  | "it is on a layer that is not printed"
  | "it is hidden"
  | "it is not printed";

/** What is hidden or not printed beyond what items say themselves. */
export interface Visibility {
  /** By layer id; layers that are seen have no entry. */
  readonly layers: ReadonlyMap<string, HiddenReason>;
  /** Object styles whose items are not printed, by id. */
  readonly nonPrintingStyles: ReadonlySet<string>;
}

/** A page item with all that lies in it. */
export interface PageItem {
  readonly element: XmlElement;
  /** In the coordinates of the spread (of the anchored item, for anchored ones); undefined where nothing says where it is. */
  readonly box: Box | undefined;
  readonly hidden: HiddenReason | undefined;
  /** The story shown in its frame. */
  readonly story: string | undefined;
  /** The stories that run along its path. */
  readonly pathStories: readonly string[];
  /** In reading order. */
  readonly inside: readonly PageItem[];
}

/** Reads an item and what lies in it. */
export function readPageItem(
  element: XmlElement,
  visibility: Visibility,
  outer: Matrix,
  outerHidden?: HiddenReason,
): PageItem {
  const matrix = concatenate(transformOf(element), outer);
  const hidden = outerHidden ?? hiddenReason(element, visibility);
  const inside = element.children.filter(isPageItem).map((child) => readPageItem(child, visibility, matrix, hidden));
  const own = boxAround(pathPoints(element).map((point) => transform(point, matrix)));
  const box = own ?? boxAroundAll(inside.flatMap((item) => (item.box === undefined ? [] : [item.box])));
  return {
    element,
    box,
    hidden,
    story: storyOf(element),
    pathStories: element.children.flatMap((child) => {
      const story = child.name === "TextPath" ? storyOf(child) : undefined;
      return story === undefined ? [] : [story];
    }),
    inside: inReadingOrder(inside, (item) => item.box),
  };
}

/** The item and all that lies in it, in reading order. */
export function withInside(item: PageItem): PageItem[] {
  return [item, ...item.inside.flatMap(withInside)];
}

function storyOf(element: XmlElement): string | undefined {
  const story = attributeOf(element, "ParentStory");
  return story === undefined || story === "" || story === "n" ? undefined : story;
}

function hiddenReason(element: XmlElement, { layers, nonPrintingStyles }: Visibility): HiddenReason | undefined {
  if (attributeOf(element, "Visible") === "false") return "it is hidden";
  const nonPrinting = attributeOf(element, "Nonprinting");
  const style = attributeOf(element, "AppliedObjectStyle") ?? "";
  if (nonPrinting === "true" || (nonPrinting === undefined && nonPrintingStyles.has(style))) return "it is not printed";
  const layer = attributeOf(element, "ItemLayer");
  return layer === undefined ? undefined : layers.get(layer);
}

/** The frame's settings of its text: columns, insets, growth with its text. */
export function framePreference(frame: XmlElement): XmlElement | undefined {
  return childOf(frame, "TextFramePreference");
}
