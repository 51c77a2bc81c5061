import { attributeOf, type XmlElement } from "../ooxml/xml-element.ts";
import { boxAround, IDENTITY, numbersOf, overlap, transform, transformOf, type Box } from "./geometry.ts";
import { isPageItem, readPageItem, type PageItem, type Visibility } from "./page-items.ts";
import { inReadingOrder } from "./reading-order.ts";

/** A page as readers know it. */
export interface Page {
  /** The folio: "3", "iv", "A"; "" where the document gives none. */
  readonly name: string;
  readonly element: XmlElement;
  /** In the spread's coordinates. */
  readonly box: Box;
}

/** What lies on one page, or beside the pages of a spread. */
export interface Surface {
  /** Undefined: the pasteboard. */
  readonly page: Page | undefined;
  /** In reading order. */
  readonly items: readonly PageItem[];
}

/** What pages of the document are like, where they do not say so themselves. */
export interface PageSetup {
  /** Points; undefined where nothing says it. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Whether the pages turn to the right, as Arabic and Hebrew books do. */
  readonly isRightToLeft: boolean;
}

/** The pages of a spread (or of a master spread) from left to right, each with its items, and last the pasteboard. */
export function readSpread(spread: XmlElement, visibility: Visibility, setup: PageSetup): readonly Surface[] {
  const { isRightToLeft } = setup;
  const left = Number(attributeOf(spread, "BindingLocation") ?? 0);
  const pages = spread.children
    .filter(({ name }) => name === "Page")
    .map((page, index) => readPage(page, index - left, setup));
  if (isRightToLeft) pages.sort((one, other) => other.box.left - one.box.left);
  const isSpreadHidden = attributeOf(spread, "SpreadHidden") === "true";
  const hidden = isSpreadHidden ? "it is hidden" : undefined;
  const items = spread.children.filter(isPageItem).map((item) => readPageItem(item, visibility, IDENTITY, hidden));
  const byPage = new Map<Page | undefined, PageItem[]>();
  for (const item of items) {
    const page = pageOf(item, pages);
    const known = byPage.get(page);
    if (known === undefined) byPage.set(page, [item]);
    else known.push(item);
  }
  const surface = (page: Page | undefined): Surface => ({
    page,
    items: inReadingOrder(byPage.get(page) ?? [], (item) => item.box, isRightToLeft),
  });
  return [...pages.map(surface), ...(byPage.has(undefined) ? [surface(undefined)] : [])];
}

/** @param place how many pages lie between the page's left edge and the spine, to the right of it */
function readPage(element: XmlElement, place: number, setup: PageSetup): Page {
  const name = attributeOf(element, "Name") ?? "";
  const bounds = numbersOf(element, "GeometricBounds", 4);
  if (bounds === undefined) return { name, element, box: pageInSpread(place, setup) };
  const [top, left, bottom, right] = bounds as [number, number, number, number];
  const matrix = transformOf(element);
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: left, y: bottom },
    { x: right, y: bottom },
  ];
  return { name, element, box: boxAround(corners.map((corner) => transform(corner, matrix)))! };
}

/** Before CS5 all pages were of one size, and the middle of the spine was the origin of the spread. */
function pageInSpread(place: number, { width, height }: PageSetup): Box {
  if (width === undefined || height === undefined) return EVERYWHERE;
  return { left: place * width, top: -height / 2, right: (place + 1) * width, bottom: height / 2 };
}

const EVERYWHERE: Box = { left: -1e9, top: -1e9, right: 1e9, bottom: 1e9 };

/** The page most of the item lies on; items that touch none lie on the pasteboard. A spread without pages is a snippet: it is all page. */
function pageOf({ box }: PageItem, pages: readonly Page[]): Page | undefined {
  if (box === undefined) return pages[0];
  let best: Page | undefined;
  let most = 0;
  for (const page of pages) {
    // A rule or a line of text on a path has no area of its own.
    const area = overlap(page.box, {
      ...box,
      right: Math.max(box.right, box.left + 1),
      bottom: Math.max(box.bottom, box.top + 1),
    });
    if (area <= most) continue;
    best = page;
    most = area;
  }
  return best;
}
