import { repairCodes } from "../../model/codes.ts";
import { hasLetters, isSameFragment, type Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import type { InlineItem, TextItem } from "../ooxml/inline.ts";
import { TAB_TYPE, trimBoundaries } from "../ooxml/trim-boundaries.ts";
import { wordDialect } from "./dialect.ts";
import type { Slot } from "./slot.ts";
import { count, type Discoveries } from "./story.ts";

/** A paragraph in the result of a field that lists headings or captions (TOC), as Word wrote it last. */
export interface ContentsEntry {
  readonly part: string;
  readonly partKey: string;
  /** The part's text. */
  readonly text: string;
  readonly items: readonly InlineItem[];
  /** Bookmarks that its links and page numbers lead to. */
  readonly anchors: readonly string[];
}

/** What stands between two tabs. */
interface Stretch {
  readonly items: readonly TextItem[];
  readonly text: string;
}

/** Where a heading's words stand in an entry: from this stretch on, which keeps its first characters (a number). */
interface Location {
  readonly first: number;
  readonly keep: number;
}

/**
 * The entries of tables of contents that repeat a heading or caption of the document, as copies of it: by the bookmark they lead to, or
 * else by their words. Numbers, tabs and page numbers stay. Entries that repeat nothing known are counted as left.
 */
export function contentsSlots(found: Discoveries): Slot[] {
  const used = new Set<Slot>();
  return found.entries.flatMap((entry) => {
    const stretches = stretchesOf(entry.items);
    const slot = linkedSlot(entry, stretches, found, used);
    if (slot !== undefined) return [slot];
    if (entry.items.some((item) => item.kind === "text" && /\p{L}/u.test(item.text))) {
      countContentsLeft(found);
    }
    return [];
  });
}

/** Notes an entry, or a whole table of contents, that stays as it is. */
export function countContentsLeft(found: Discoveries): void {
  found.coverage.skipped("field results", "Word builds tables of contents and indexes anew");
  count(found, "contents-left");
}

function linkedSlot(
  entry: ContentsEntry,
  stretches: readonly Stretch[],
  found: Discoveries,
  used: Set<Slot>,
): Slot | undefined {
  const anchored = [...new Set(entry.anchors.flatMap((name) => found.bookmarked.get(name) ?? []))].map(unitOf);
  // Headings of the same words are taken in their order.
  const candidates = anchored.length > 0 ? anchored : found.headings.map(unitOf).filter((slot) => !used.has(slot));
  for (const slot of candidates) {
    const words = wordsOf(slot.source, slot.source);
    const location = words === undefined ? undefined : locate(stretches, words);
    if (location === undefined) continue;
    if (anchored.length === 0) used.add(slot);
    return entrySlot(entry, stretches, slot, location);
  }
  const [only] = anchored;
  if (only === undefined || anchored.length > 1) return undefined;
  // The heading was changed after the contents were built: the entry is given what Word will give it.
  const worded = stretches.flatMap(({ text }, index) => (/\p{L}/u.test(text) ? [index] : []));
  if (worded.length !== 1 || wordsOf(only.source, only.source)?.length !== 1) return undefined;
  const label = /^[\p{N}.)\s]*/u.exec(stretches[worded[0]!]!.text)![0];
  return entrySlot(entry, stretches, only, { first: worded[0]!, keep: label.length });
}

/** The slot whose unit holds the words; a slot that nobody sees stands for itself, and is never a unit. */
function unitOf(slot: Slot): Slot {
  return typeof slot.twin === "object" ? slot.twin : slot;
}

function entrySlot(
  entry: ContentsEntry,
  stretches: readonly Stretch[],
  twin: Slot,
  location: Location,
): Slot | undefined {
  if (twin.twin !== undefined || !hasLetters(twin.source)) return undefined;
  return {
    part: entry.part,
    partKey: entry.partKey,
    kind: "contents",
    category: "tables of contents",
    place: "Table of contents",
    source: [],
    start: 0,
    nested: [],
    twin,
    merge: (target, nested) => {
      if (target === undefined || isSameFragment(twin.source, target)) return { edits: nested };
      const words = wordsOf(repairCodes(twin.source, target), twin.source) ?? [];
      const edits = words.flatMap((text, index) => {
        const stretch = stretches[location.first + index];
        return stretch === undefined ? [] : putWords(entry.text, stretch, index === 0 ? location.keep : 0, text);
      });
      return { edits: [...nested, ...edits] };
    },
  };
}

/** The texts between tabs, without what leads up to the title (a number) and what follows it (a page number). */
function stretchesOf(items: readonly InlineItem[]): Stretch[] {
  const [first, last] = trimBoundaries(items);
  const stretches: TextItem[][] = [[]];
  for (const item of items.slice(first, last)) {
    if (item.kind === "text") stretches.at(-1)!.push(item);
    else if (item.kind === "code" && item.type === TAB_TYPE) stretches.push([]);
  }
  return stretches.map((own) => ({ items: own, text: own.map(({ text }) => text).join("") }));
}

/** Codes that a table of contents does not repeat. */
const UNSEEN = /^(?:image|other\/pitrans:(?:footnote|endnote))$/;

/** What a table of contents says of a heading, divided at tabs; undefined where it holds what plain text cannot say. */
function wordsOf(fragment: Fragment, source: Fragment): readonly string[] | undefined {
  const codes = new Map(source.flatMap((part) => (part.kind === "standalone" ? [[part.id, part] as const] : [])));
  const words = [""];
  for (const part of fragment) {
    if (part.kind === "text") words[words.length - 1] += part.text;
    if (part.kind !== "standalone") continue;
    // What a code is, only the source knows for certain.
    const { type = "", display = "" } = codes.get(part.id) ?? {};
    if (type === TAB_TYPE) words.push("");
    else if (type === "fmt/xlf:lb") words[words.length - 1] += " ";
    else if (type === "ui/pitrans:field") words[words.length - 1] += display;
    else if (!UNSEEN.test(type)) return undefined;
  }
  return words.map(comparable);
}

function comparable(text: string): string {
  return text.replaceAll(/[\t\r\n ]+/g, " ").trim();
}

/** Where the words stand among the stretches. Only a number may stand before them in their own. */
function locate(stretches: readonly Stretch[], words: readonly string[]): Location | undefined {
  for (let first = 0; first + words.length <= stretches.length; first += 1) {
    const isRest = words.slice(1).every((word, index) => comparable(stretches[first + 1 + index]!.text) === word);
    if (!isRest) continue;
    const { text } = stretches[first]!;
    const word = words[0]!;
    if (comparable(text) === word) return { first, keep: text.length - text.trimStart().length };
    const keep = text.trimEnd().length - word.length;
    const label = text.slice(0, Math.max(0, keep));
    if (keep > 0 && text.trimEnd().endsWith(word) && /\p{N}/u.test(label) && /\P{L}$/u.test(label))
      return { first, keep };
  }
  return undefined;
}

/** Puts words into a stretch after its first characters: all into the longest text, whose formatting they take; the others become empty. */
function putWords(text: string, { items }: Stretch, keep: number, words: string): Edit[] {
  let at = 0;
  const rests = items.map((item) => {
    const kept = item.text.slice(0, Math.max(0, keep - at));
    at += item.text.length;
    return { item, kept, length: item.isGlyph === true ? -1 : item.text.length - kept.length };
  });
  const longest = Math.max(0, ...rests.map(({ length }) => length));
  const main = rests.find(({ length }) => length > 0 && length === longest);
  if (main === undefined) return [];
  return rests.flatMap(({ item, kept, length }) => {
    const wanted = item === main.item ? kept + words : kept;
    if (wanted === item.text) return [];
    if (length < 0) return [{ start: item.start, end: item.end, text: "" }];
    const openTag = item.contentStart === item.end ? `<${item.name}>` : text.slice(item.start, item.contentStart);
    const spelt = wordDialect.text(wanted, item.name, openTag, { open: "", close: "" });
    return [{ start: item.start, end: item.end, text: spelt }];
  });
}
