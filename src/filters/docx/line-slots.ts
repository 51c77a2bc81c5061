import { hasLetters, plainText } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import { piecesOf, type InlineItem } from "../ooxml/inline.ts";
import { mergeInline } from "../ooxml/merge-inline.ts";
import { planInline } from "../ooxml/plan-inline.ts";
import { wordDialect } from "./dialect.ts";
import type { Line } from "./line.ts";
import { PAGE_BREAK_TYPE } from "./read-run.ts";
import type { Slot } from "./slot.ts";
import { nextSerial, type Story } from "./story.ts";

/** Cells hold whole pages at times; their first words say enough. */
const LABEL_LENGTH = 80;

/** The slots of a paragraph that has been read: one, or one on each side of a page break, with what is nested in them. */
export function lineSlots(story: Story, line: Line, start: number): Slot[] {
  const stretches = divide(line.items);
  const level = headingLevel(story, line);
  if (level !== undefined) putHeading(story, level, "");
  const place = placeOf(story, line, level);
  const nested = [...line.nested];
  const slots = stretches.map((items, index): Slot => {
    const next = stretches[index + 1];
    const end = next === undefined ? Infinity : startOf(next);
    const own: Slot[] = [];
    while (nested.length > 0 && nested[0]!.start < end) own.push(nested.shift()!);
    return lineSlot(story, items, index === 0 ? start : startOf(items), own, place);
  });
  noteTargets(story, line, level, slots);
  if (level === undefined && story.tables.length === 0) return slots;
  const text = slots.map((slot) => plainText(slot.source)).join(" ");
  noteTable(story, text);
  if (level !== undefined) putHeading(story, level, text.trim().slice(0, LABEL_LENGTH));
  return slots;
}

function lineSlot(
  story: Story,
  items: readonly InlineItem[],
  start: number,
  nested: readonly Slot[],
  place: string,
): Slot {
  const text = story.lexer.text;
  const plan = hasText(items) ? planInline(items) : undefined;
  const context = contextOf(story);
  return {
    part: story.part,
    partKey: story.partKey,
    kind: "p",
    category: story.tables.length > 0 && story.category === "body text" ? "tables" : story.category,
    place,
    ...(context === undefined ? {} : { context }),
    source: plan?.source ?? items.flatMap((item) => (item.kind === "text" ? [{ kind: "text", text: item.text }] : [])),
    start,
    nested,
    merge: (target, inner) =>
      target === undefined || plan === undefined
        ? { edits: inner }
        : mergeInline(plan, target, text, wordDialect, inner),
  };
}

/** Page and column breaks between texts divide the paragraph, where they stand in no pair and no wrapper. */
function divide(items: readonly InlineItem[]): (readonly InlineItem[])[] {
  if (!items.some((item) => item.kind === "code" && item.type === PAGE_BREAK_TYPE)) return [items];
  const stretches: InlineItem[][] = [[]];
  let depth = 0;
  for (const item of items) {
    if (item.kind === "open") depth += 1;
    if (item.kind === "close") depth -= 1;
    const isBreak = item.kind === "code" && item.type === PAGE_BREAK_TYPE && item.pieces[0]!.chain.length === 0;
    if (isBreak && depth === 0 && hasText(stretches.at(-1)!)) stretches.push([]);
    stretches.at(-1)!.push(item);
  }
  const last = stretches.at(-1)!;
  if (stretches.length > 1 && !hasText(last)) {
    stretches.pop();
    stretches.at(-1)!.push(...last);
  }
  return stretches;
}

function hasText(items: readonly InlineItem[]): boolean {
  return items.some((item) => item.kind === "text" && /\p{L}/u.test(item.text));
}

function startOf(items: readonly InlineItem[]): number {
  return piecesOf(items[0]!)[0]!.start;
}

function placeOf(story: Story, line: Line, level: number | undefined): string {
  const table = story.tables.at(-1);
  const outside = story.isNumbered ? "" : `${story.placeName}, `;
  if (table !== undefined) return `${outside}Table ${table.number}, row ${table.row}, column ${table.column}`;
  if (!story.isNumbered) return story.placeName;
  const numbered = `${story.placeName} ${nextSerial(story.found, story.placeName)}`;
  const role = level === undefined ? roleOf(story, line) : `Heading ${level + 1}`;
  return role === undefined ? numbered : `${role}, ${numbered.toLowerCase()}`;
}

/** What the paragraph is to a reader besides a paragraph. */
function roleOf({ styles }: Story, { style, isNumbered }: Line): string | undefined {
  const isItem = isNumbered ?? (styles.numberingId(style) ?? "0") !== "0";
  return styles.role(style) ?? (isItem ? "List item" : undefined);
}

/** From here on the reader stands under this heading; deeper ones have ended. */
function putHeading({ headings }: Story, level: number, text: string): void {
  headings.levels.length = Math.min(headings.levels.length, level);
  if (text !== "") headings.levels[level] = text;
  headings.path = headings.levels.filter((heading) => heading !== undefined).join(" › ");
}

function contextOf(story: Story): UnitContext | undefined {
  const table = story.tables.at(-1);
  const heading = story.headings.path;
  const row = table !== undefined && table.column > 1 ? table.rowLabel : "";
  const column = table !== undefined && table.row > 1 ? (table.headers[table.column] ?? "") : "";
  if (heading === "" && row === "" && column === "") return undefined;
  return {
    ...(row === "" ? {} : { row }),
    ...(column === "" ? {} : { column }),
    ...(heading === "" ? {} : { heading }),
  };
}

/** Remembers what tables of contents may repeat. */
function noteTargets(story: Story, line: Line, level: number | undefined, slots: readonly Slot[]): void {
  if (level === undefined && line.bookmarks.length === 0) return;
  const worded = slots.filter((slot) => hasLetters(slot.source));
  if (worded.length === 0) return;
  const { bookmarked, headings } = story.found;
  for (const name of line.bookmarks) if (!bookmarked.has(name)) bookmarked.set(name, worded);
  if (level !== undefined) headings.push(...worded);
}

function noteTable(story: Story, text: string): void {
  const table = story.tables.at(-1);
  if (table === undefined || text.trim() === "") return;
  const add = (label: string): string => `${label} ${text.trim()}`.trim().slice(0, LABEL_LENGTH);
  if (table.row === 1) table.headers[table.column] = add(table.headers[table.column] ?? "");
  if (table.column === 1) table.rowLabel = add(table.rowLabel);
}

/** Headings of the body give the units below them their context; the level counts from 0. */
function headingLevel(story: Story, line: Line): number | undefined {
  if (story.tables.length > 0 || !story.isNumbered) return undefined;
  const level = line.outlineLevel ?? story.styles.outlineLevel(line.style);
  return level !== undefined && hasText(line.items) ? level : undefined;
}
