import type { Finding } from "../../model/finding.ts";
import type { Fragment } from "../../model/fragment.ts";
import { attributeOf, childOf, contentOf } from "../ooxml/xml-element.ts";
import { textHeight, type MeasuredParagraph } from "../pptx/text-extent.ts";
import { boxAround, numbersOf, pathPoints } from "./geometry.ts";
import { framePreference, type PageItem } from "./page-items.ts";
import type { StoryFrame } from "./survey-frames.ts";

/** A paragraph that flows through frames, before and after. */
export interface FlowTarget {
  readonly story: string;
  readonly place: string;
  /** Points. */
  readonly size: number;
  readonly source: Fragment;
  readonly target: Fragment;
}

/** Room for text: as wide as a column, as high as all of them together. Points. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** `textHeight` counts in these. */
const EMU_PER_POINT = 12_700;
/** What a paragraph grows by without anybody noticing. */
const NOTICED = 1.05;

/**
 * Names the stories whose text may have become too long for their frames. Only InDesign can tell (fonts, hyphenation, text wrap), so
 * both texts are measured alike, and what overflows by our measure already before is given the room it takes.
 */
export function frameFindings(
  flows: readonly FlowTarget[],
  frames: ReadonlyMap<string, readonly StoryFrame[]>,
): Finding[] {
  const byStory = new Map<string, FlowTarget[]>();
  for (const flow of flows) {
    const known = byStory.get(flow.story);
    if (known === undefined) byStory.set(flow.story, [flow]);
    else known.push(flow);
  }
  return [...byStory].flatMap(([story, paragraphs]) => {
    const room = roomOf(story, frames.get(story) ?? []);
    if (room === undefined) return [];
    const height = (side: "source" | "target"): number =>
      textHeight(
        paragraphs.map((paragraph) => measured(paragraph, side)),
        room.width * EMU_PER_POINT,
        1,
        0,
      ) / EMU_PER_POINT;
    const before = height("source");
    const after = height("target");
    if (after <= Math.max(room.height, before) || after <= before * NOTICED) return [];
    const growth = Math.round((after / before - 1) * 100);
    return [
      {
        id: "may-overflow",
        severity: "minor",
        message: `The text takes about ${growth} % more room and may not fit its frame: look for the red plus sign in InDesign, and make the frame larger or the text shorter.`,
        place: paragraphs[0]!.place,
      },
    ];
  });
}

function measured({ size, ...sides }: FlowTarget, side: "source" | "target"): MeasuredParagraph {
  const text = sides[side]
    .map((part) => (part.kind === "text" ? part.text : part.type === "fmt/xlf:lb" ? "\n" : ""))
    .join("");
  return { text, size, indent: 0 };
}

/** The room of all frames of a story together; undefined where a frame grows with its text, or nothing says how large it is. */
function roomOf(story: string, frames: readonly StoryFrame[]): Room | undefined {
  const rooms = frames.map(({ item }) => (item.story === story ? frameRoom(item) : pathRoom(item)));
  if (rooms.length === 0 || rooms.includes(undefined)) return undefined;
  const known = rooms as Room[];
  const area = known.reduce((sum, { width, height }) => sum + width * height, 0);
  const width = known.reduce((sum, room) => sum + room.width, 0) / known.length;
  return width > 0 ? { width, height: area / width } : undefined;
}

function frameRoom({ element }: PageItem): Room | undefined {
  const box = boxAround(pathPoints(element));
  const preference = framePreference(element);
  if (box === undefined) return undefined;
  const growth = preference && attributeOf(preference, "AutoSizingType");
  if (growth !== undefined && growth !== "Off") return undefined;
  const [top = 0, left = top, bottom = top, right = left] = insetsOf(element);
  const columns = Math.max(1, numberOf(element, "TextColumnCount") ?? 1);
  const gutter = (columns - 1) * (numberOf(element, "TextColumnGutter") ?? 12);
  const width = (box.right - box.left - left - right - gutter) / columns;
  const height = (box.bottom - box.top - top - bottom) * columns;
  return width > 0 && height > 0 ? { width, height } : undefined;
}

function numberOf(frame: PageItem["element"], name: string): number | undefined {
  const preference = framePreference(frame);
  return preference && numbersOf(preference, name, 1)?.[0];
}

/** Top, left, bottom, right, as InDesign lists them; one number stands for all four. */
function insetsOf(frame: PageItem["element"]): number[] {
  const properties = framePreference(frame)?.children.find(({ name }) => name === "Properties");
  const spacing = properties && childOf(properties, "InsetSpacing");
  if (spacing === undefined) return [];
  const items = spacing.children.length === 0 ? [spacing] : spacing.children;
  return items.map((item) => Number(contentOf(item)) || 0);
}

/** A path holds one line, as long as it is; curves are taken by the polygon of their ends. */
function pathRoom({ element }: PageItem): Room | undefined {
  const points = pathPoints(element);
  const length = points.slice(1).reduce((sum, point, index) => {
    const from = points[index]!;
    return sum + Math.hypot(point.x - from.x, point.y - from.y);
  }, 0);
  return length > 0 ? { width: length, height: 1 } : undefined;
}
