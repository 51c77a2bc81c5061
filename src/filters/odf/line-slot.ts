import { plainText, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import type { InlineItem } from "../ooxml/inline.ts";
import { mergeInline } from "../ooxml/merge-inline.ts";
import { planInline } from "../ooxml/plan-inline.ts";
import { dialectFor } from "./dialect.ts";
import { nextSerial } from "./discoveries.ts";
import { hasLettersFrom, type Line } from "./line.ts";
import { cellPlace, noteLabels } from "./open-table.ts";
import type { Slot } from "./slot.ts";
import type { Headings, Story } from "./story.ts";

/** Cells and headings hold whole pages at times; their first words say enough. */
const LABEL_LENGTH = 80;

/** The slot of a line that has been read. */
export function lineSlot(story: Story, line: Line, place: string): Slot {
  const { items, nested } = line;
  const plan = hasLettersFrom(items, 0) ? planInline(items) : undefined;
  return {
    part: story.part,
    partKey: story.partKey,
    kind: "p",
    category: story.table !== undefined && BODIES.has(story.category) ? "tables" : story.category,
    place,
    context: contextOf(story),
    source: plan === undefined ? textsOf(items) : plan.source,
    nested,
    merge: (target, nestedEdits) =>
      target === undefined || plan === undefined
        ? { edits: nestedEdits }
        : mergeInline(plan, target, story.lexer.text, dialectFor(target, textPrefix(story)), nestedEdits),
  };
}

/** Stories whose tables are counted apart from them. */
const BODIES: ReadonlySet<string> = new Set(["body text", "slides"]);

function textsOf(items: readonly InlineItem[]): Fragment {
  return items.flatMap((item): FragmentPart[] => (item.kind === "text" ? [{ kind: "text", text: item.text }] : []));
}

/** The prefix of text elements in the part, with its colon; the cursor may be anywhere. */
function textPrefix({ lexer }: Story): string {
  return lexer.isRenamed ? lexer.written("text:") : "text:";
}

/** Hands over the slot of a paragraph or heading that has been read; `level` counts from 0 and is that of a heading. */
export function emitLine(story: Story, line: Line, level: number | undefined): void {
  if (level !== undefined) putHeading(story.headings, level, "");
  const slot = lineSlot(story, line, placeOf(story, line, level));
  noteTargets(story, line, level, slot);
  story.emit([slot]);
  if (level === undefined && story.table === undefined) return;
  const label = plainText(slot.source).trim();
  if (story.table !== undefined) noteLabels(story.table, label);
  if (level !== undefined) putHeading(story.headings, level, label.slice(0, LABEL_LENGTH));
}

function placeOf(story: Story, line: Line, level: number | undefined): string {
  const { placeName, isNumbered, table, found } = story;
  if (table !== undefined)
    return isNumbered || placeName === "" ? cellPlace(table) : `${placeName}, ${cellPlace(table)}`;
  if (!isNumbered) return placeName;
  const numbered = `${placeName} ${nextSerial(found, placeName)}`;
  const role = level === undefined ? roleOf(story, line) : `Heading ${level + 1}`;
  return role === undefined ? numbered : `${role}, ${numbered.toLowerCase()}`;
}

/** What the paragraph is to a reader besides a paragraph. */
function roleOf({ styles, isListItem }: Story, { style }: Line): string | undefined {
  return styles.role(style) ?? (isListItem ? "List item" : undefined);
}

/** From here on the reader stands under this heading; deeper ones have ended. */
function putHeading(headings: Headings, level: number, text: string): void {
  headings.levels.length = Math.min(headings.levels.length, level);
  if (text !== "") headings.levels[level] = text;
  headings.path = headings.levels.filter((heading) => heading !== undefined).join(" › ");
}

function contextOf({ table, headings }: Story): UnitContext | undefined {
  const heading = headings.path;
  const row = table !== undefined && table.column > 1 ? table.rowLabel : "";
  const column = table !== undefined && table.row > 1 ? (table.headers[table.column] ?? "") : "";
  if (heading === "" && row === "" && column === "") return undefined;
  // Most of a document stands in no table.
  if (row === "" && column === "") return { heading };
  return {
    ...(row === "" ? {} : { row }),
    ...(column === "" ? {} : { column }),
    ...(heading === "" ? {} : { heading }),
  };
}

/** Remembers what tables of contents and lists of figures may repeat. */
function noteTargets(story: Story, line: Line, level: number | undefined, slot: Slot): void {
  if (level === undefined && !line.isCaption && line.bookmarks.length === 0) return;
  if (!hasLettersFrom(line.items, 0)) return;
  const { bookmarked, headings } = story.found;
  for (const name of line.bookmarks) if (!bookmarked.has(name)) bookmarked.set(name, slot);
  if (level !== undefined || line.isCaption) headings.push(slot);
}
