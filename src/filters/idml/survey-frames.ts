import { attributeOf, descendantsOf, type XmlElement } from "../ooxml/xml-element.ts";
import { numbersOf } from "./geometry.ts";
import type { LayoutPackage, LayoutRoot } from "./layout-package.ts";
import { withInside, type PageItem, type Visibility } from "./page-items.ts";
import { readSpread, type PageSetup, type Surface } from "./spread.ts";

/** A spread or a master spread with what lies on it. */
export interface Sheet {
  readonly part: string;
  /** Begins the ids of texts that stand in the spread itself: "Spread_uc7". */
  readonly key: string;
  readonly surfaces: readonly Surface[];
  /** The master's name ("A-Master"); undefined for spreads of the document. */
  readonly master: string | undefined;
  /** Whether a page shows it; always true for spreads of the document. */
  readonly isUsed: boolean;
}

/** A frame, or a path, that shows a part of a story. */
export interface StoryFrame {
  readonly item: PageItem;
  /** "3", "iv"; undefined beside the pages and on masters. */
  readonly page: string | undefined;
  readonly isOnPasteboard: boolean;
}

/** Where everything lies. */
export interface FrameSurvey {
  /** Spreads in the order of the document, then masters. */
  readonly sheets: readonly Sheet[];
  /** By story, in the order of `sheets`; anchored frames are not among them. */
  readonly frames: ReadonlyMap<string, readonly StoryFrame[]>;
}

/** Reads all spreads and masters. */
export function surveyFrames(layout: LayoutPackage, visibility: Visibility): FrameSurvey {
  const setup = pageSetup(layout);
  const read = ({ element }: LayoutRoot): readonly Surface[] => readSpread(element, visibility, setup);
  const masters = layout.roots("MasterSpread");
  const used = usedMasters(layout.roots("Spread"), masters);
  const sheets: Sheet[] = [
    ...layout.roots("Spread").map((root) => ({
      part: root.part,
      key: `Spread_${idOf(root.element)}`,
      surfaces: read(root),
      master: undefined,
      isUsed: true,
    })),
    ...masters.map((root) => ({
      part: root.part,
      key: `MasterSpread_${idOf(root.element)}`,
      surfaces: read(root),
      master: attributeOf(root.element, "Name") ?? "",
      isUsed: used.has(idOf(root.element)),
    })),
  ];
  const frames = new Map<string, StoryFrame[]>();
  for (const { surfaces, master } of sheets) {
    for (const { page, items } of surfaces) {
      const isOnPasteboard = isPasteboard({ page, items }, surfaces);
      for (const item of items.flatMap(withInside)) {
        for (const story of [...(item.story === undefined ? [] : [item.story]), ...item.pathStories]) {
          const frame = { item, page: master === undefined ? page?.name : undefined, isOnPasteboard };
          const known = frames.get(story);
          if (known === undefined) frames.set(story, [frame]);
          else known.push(frame);
        }
      }
    }
  }
  return { sheets, frames };
}

/** Whether the surface lies beside pages. A snippet has no pages, and nothing of it lies beside them. */
export function isPasteboard(surface: Surface, surfaces: readonly Surface[]): boolean {
  return surface.page === undefined && surfaces.some(({ page }) => page !== undefined);
}

const idOf = (element: XmlElement): string => attributeOf(element, "Self") ?? "";

function pageSetup(layout: LayoutPackage): PageSetup {
  const roots = [...layout.roots("Preferences").map(({ element }) => element), layout.map.element];
  const preference = roots.flatMap((root) => root.children).find(({ name }) => name === "DocumentPreference");
  return {
    width: preference && numbersOf(preference, "PageWidth", 1)?.[0],
    height: preference && numbersOf(preference, "PageHeight", 1)?.[0],
    isRightToLeft: preference !== undefined && attributeOf(preference, "PageBinding") === "RightToLeft",
  };
}

/** The masters that pages are based on, and those that these are based on, by id. */
function usedMasters(spreads: readonly LayoutRoot[], masters: readonly LayoutRoot[]): ReadonlySet<string> {
  const appliedIn = ({ element }: LayoutRoot): string[] =>
    descendantsOf(element, "Page").map((page) => attributeOf(page, "AppliedMaster") ?? "n");
  const byId = new Map(masters.map((root) => [idOf(root.element), root]));
  const used = new Set(spreads.flatMap(appliedIn));
  // A set that grows while it is gone through is gone through to its end.
  for (const id of used) {
    const master = byId.get(id);
    if (master !== undefined) for (const basis of appliedIn(master)) used.add(basis);
  }
  return used;
}
