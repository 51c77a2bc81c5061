import { hasLetters } from "../../model/fragment.ts";
import type { CoverageRow } from "../filter.ts";
import { attributeOf, descendantsOf } from "../ooxml/xml-element.ts";
import { idmlCoverage, type IdmlCoverage, type IdmlCategory } from "./coverage.ts";
import { documentTexts } from "./document-texts.ts";
import type { LayoutPackage } from "./layout-package.ts";
import type { LayoutText } from "./layout-text.ts";
import type { IdmlOptions } from "./options.ts";
import { withInside, type PageItem } from "./page-items.ts";
import type { Surface } from "./spread.ts";
import { storyReader, type Skip, type StoryReader } from "./story-reader.ts";
import { readStyles } from "./styles.ts";
import { isPasteboard, surveyFrames, type FrameSurvey, type Sheet, type StoryFrame } from "./survey-frames.ts";
import { readVisibility } from "./visibility.ts";

/** What is known of a document once its texts are read. */
export interface Layout {
  readonly coverage: readonly CoverageRow[];
  /** The frames a story runs through, by story. */
  readonly frames: ReadonlyMap<string, readonly StoryFrame[]>;
}

/**
 * Reads all texts of a document in the order in which a reader meets them: page by page, a story where it first shows, tables, notes and
 * anchored objects after their paragraph; what lies beside the pages; master pages; and what belongs to the whole document.
 * `take` gets them in lots: what stands inside a text comes in the same lot, behind it.
 */
export function readLayout(
  layout: LayoutPackage,
  options: IdmlOptions,
  take: (texts: readonly LayoutText[]) => void,
): Layout {
  const coverage = idmlCoverage();
  const roots = layout.roots("Styles").map(({ element }) => element);
  const styleRoots = roots.length === 0 ? [layout.map.element] : roots;
  const visibility = readVisibility(layout, styleRoots);
  const stories = new Map(layout.roots("Story").map((root) => [attributeOf(root.element, "Self") ?? "", root]));
  const survey = surveyFrames(layout, visibility);
  let lot: LayoutText[] = [];
  const handOver = (): void => {
    if (lot.length > 0) take(lot);
    lot = [];
  };
  const reader = storyReader(
    stories,
    readStyles(styleRoots),
    visibility,
    options,
    coverage,
    (text) => void lot.push(text),
  );

  for (const sheet of survey.sheets) {
    readSheet(sheet, survey, reader, options);
    handOver();
  }
  let frameless = 0;
  for (const id of stories.keys()) {
    if (!reader.isWaiting(id)) continue;
    frameless += 1;
    reader.story(id, `Text without a frame ${frameless}`, "text without a frame");
    handOver();
  }
  for (const { text, skipped } of documentTexts(layout, styleRoots, reader.references, options)) {
    if (!hasLetters(text.source)) continue;
    if (skipped === undefined) {
      coverage.extracted(text.category);
      lot.push(text);
    } else coverage.skipped(text.category, skipped);
  }
  handOver();
  countUnplaced(layout, coverage);
  return { coverage: coverage.rows(), frames: survey.frames };
}

/** Reads what lies on a spread, page by page. */
function readSheet(sheet: Sheet, survey: FrameSurvey, reader: StoryReader, options: IdmlOptions): void {
  for (const surface of sheet.surfaces) {
    const isBeside = isPasteboard(surface, sheet.surfaces);
    const name = surfaceName(sheet, surface);
    const category = sheet.master !== undefined ? "master pages" : isBeside ? "pasteboard" : "text frames";
    const skip = skipOf(sheet, isBeside, options);
    const counts = { text: 0, "text on a path": 0, object: 0 };
    for (const item of surface.items.flatMap(withInside)) {
      const { story } = item;
      if (story !== undefined && isReadElsewhere(item, story, isBeside, survey, options)) continue;
      const kind = kindOf(item, reader);
      const isLeft = item.hidden !== undefined && options.hiddenText === "skip";
      if (!isLeft && (item.element.name !== "Group" || kind !== "object")) counts[kind] += 1;
      const place = `${storyPages(story, survey, isBeside) ?? name}, ${kind} ${counts[kind]}`;
      reader.item(item, { part: sheet.part, key: sheet.key, place, category }, skip);
    }
  }
}

/** What the item is called in places. */
function kindOf({ story, pathStories }: PageItem, reader: StoryReader): "text" | "text on a path" | "object" {
  if (reader.isWaiting(story)) return "text";
  return pathStories.some((path) => reader.isWaiting(path)) ? "text on a path" : "object";
}

function skipOf({ isUsed }: Sheet, isBeside: boolean, { pasteboard }: IdmlOptions): Skip | undefined {
  if (!isUsed) return { category: "master pages", reason: "no page uses the master" };
  return isBeside && pasteboard === "skip"
    ? { category: "pasteboard", reason: "the option pasteboard says so" }
    : undefined;
}

/** Whether another frame of the story shows it better: one that readers see, or one on a page. */
function isReadElsewhere(
  item: PageItem,
  story: string,
  isBeside: boolean,
  { frames }: FrameSurvey,
  options: IdmlOptions,
): boolean {
  const isSeen = ({ hidden }: PageItem): boolean => hidden === undefined || options.hiddenText === "translate";
  const seen = (frames.get(story) ?? []).filter((frame) => isSeen(frame.item));
  if (!isSeen(item)) return seen.length > 0;
  return isBeside && seen.some((frame) => !frame.isOnPasteboard);
}

/** "Page 3", "Pasteboard of pages 2–3", "Master page “A-Master”"; a snippet has no pages. */
function surfaceName({ master, surfaces }: Sheet, { page }: Surface): string {
  if (master !== undefined) {
    const side = surfaces.filter((surface) => surface.page !== undefined).findIndex((surface) => surface.page === page);
    const name = `Master page “${master}”`;
    return surfaces.length < 2 || side === -1 ? name : `${name}, ${["left", "right"][side] ?? `${side + 1}.`} page`;
  }
  if (page !== undefined) return `Page ${page.name}`.trim();
  const names = surfaces.flatMap((surface) => (surface.page === undefined ? [] : [surface.page.name]));
  return names.length === 0 ? "Snippet" : `Pasteboard of ${pageRange(names).toLowerCase()}`;
}

/** The pages a story runs over; undefined where it is one at the most. */
function storyPages(story: string | undefined, { frames }: FrameSurvey, isBeside: boolean): string | undefined {
  if (story === undefined || isBeside) return undefined;
  const names = (frames.get(story) ?? []).flatMap(({ page }) => (page === undefined ? [] : [page]));
  return new Set(names).size > 1 ? pageRange(names) : undefined;
}

function pageRange(names: readonly string[]): string {
  const first = names[0] ?? "";
  const last = names.at(-1) ?? "";
  return first === last ? `Page ${first}`.trim() : `Pages ${first}–${last}`;
}

/** Counts text of the XML structure that stands on no page. */
function countUnplaced(layout: LayoutPackage, coverage: IdmlCoverage): void {
  const category: IdmlCategory = "XML without a place";
  for (const { element } of layout.roots("BackingStory")) {
    const texts = descendantsOf(element, "Content").filter(({ text, contentStart, contentEnd }) =>
      /\p{L}/u.test(text.slice(contentStart, contentEnd)),
    );
    coverage.skipped(category, "it is on no page", texts.length);
  }
}
