import { repairCodes } from "../../model/codes.ts";
import { hasLetters, isSameFragment, type Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import type { InlineItem, TextItem } from "../ooxml/inline.ts";
import { TAB_TYPE, trimBoundaries } from "../ooxml/trim-boundaries.ts";
import { dialectFor } from "./dialect.ts";
import { count, type Discoveries } from "./discoveries.ts";
import type { Slot } from "./slot.ts";
import { tidy } from "./text-slots.ts";

/** A line of a table of contents or of a list of figures, as the program built it last. */
export interface ContentsEntry {
  readonly part: string;
  readonly partKey: string;
  /** The name of the index. */
  readonly place: string;
  readonly items: readonly InlineItem[];
  /** What its links lead to: names of bookmarks; older documents say "Words of the heading|outline". */
  readonly anchors: readonly string[];
}

/** Codes that an index does not repeat. */
const UNSEEN = /^(?:image|other\/pitrans:(?:footnote|endnote))$/;

/**
 * The entries that repeat a heading or caption of the document, as copies of it: by the bookmark they lead to, or else by their words. Numbers,
 * tabs and page numbers stay. Entries that repeat nothing known are counted as left.
 * @param prefix of the part's text elements, with its colon
 */
export function contentsSlots(found: Discoveries, prefix: string): Slot[] {
  const byWords = new Map<string, { readonly slots: Slot[]; taken: number }>();
  for (const slot of found.headings) {
    const words = wordsOf(slot.source, slot.source);
    if (words === undefined || !hasLetters(slot.source)) continue;
    const known = byWords.get(words);
    if (known === undefined) byWords.set(words, { slots: [slot], taken: 0 });
    else known.slots.push(slot);
  }
  /** Headings of the same words are taken in their order. */
  const nextOf = (words: string): Slot | undefined => {
    const known = byWords.get(words);
    if (known === undefined) return undefined;
    const slot = known.slots[Math.min(known.taken, known.slots.length - 1)];
    known.taken += 1;
    return slot;
  };
  return found.entries.flatMap((entry) => {
    const anchored = entry.anchors.flatMap((name) => found.bookmarked.get(name) ?? []);
    for (const stretch of stretchesOf(entry.items)) {
      const text = stretch.map((item) => item.text).join("");
      for (const keep of labelEnds(text)) {
        const words = tidy(text.slice(keep));
        const named = anchored.find((slot) => wordsOf(slot.source, slot.source) === words);
        const slot = named ?? nextOf(words);
        if (slot !== undefined) return [entrySlot(entry, stretch, keep, slot, prefix)];
      }
    }
    countContentsLeft(found);
    return [];
  });
}

/** Notes an entry that stays as it is. */
export function countContentsLeft(found: Discoveries): void {
  found.coverage.skipped("entries of indexes", "the program builds tables of contents and indexes anew");
  count(found, "contents-left");
}

/** The texts between tabs, without what leads up to the title (a number) and what follows it (a page number). */
function stretchesOf(items: readonly InlineItem[]): TextItem[][] {
  const [first, last] = trimBoundaries(items);
  const stretches: TextItem[][] = [[]];
  for (const item of items.slice(first, last)) {
    if (item.kind === "text") stretches.at(-1)!.push(item);
    else if (item.kind === "code" && item.type === TAB_TYPE) stretches.push([]);
  }
  return stretches.filter((stretch) => stretch.some(({ text }) => /\p{L}/u.test(text)));
}

/** Where a heading's words may begin: at once, or after a number such as "2.1 ". */
function labelEnds(text: string): number[] {
  const label = /^\s*\p{N}[\p{N}.)]*\s*/u.exec(text)?.[0].length;
  return label === undefined ? [0] : [0, label];
}

/** What an index says of a heading; undefined where it holds what plain text cannot say. */
function wordsOf(fragment: Fragment, source: Fragment): string | undefined {
  const displays = new Map(source.flatMap((part) => (part.kind === "standalone" ? [[part.id, part] as const] : [])));
  let words = "";
  for (const part of fragment) {
    if (part.kind === "text") words += part.text;
    else if (part.kind === "standalone") {
      const { type = "", display = "" } = displays.get(part.id) ?? {};
      if (type === "fmt/xlf:lb" || type === TAB_TYPE) words += " ";
      else if (type === "ui/pitrans:field") words += display;
      else if (!UNSEEN.test(type)) return undefined;
    }
  }
  return tidy(words);
}

function entrySlot(
  { part, partKey, place }: ContentsEntry,
  stretch: readonly TextItem[],
  keep: number,
  twin: Slot,
  prefix: string,
): Slot {
  return {
    part,
    partKey,
    kind: "contents",
    category: "entries of indexes",
    place,
    source: [],
    nested: [],
    twin,
    merge: (target, nested) => {
      if (target === undefined || isSameFragment(twin.source, target)) return { edits: nested };
      const words = wordsOf(repairCodes(twin.source, target), twin.source) ?? "";
      return { edits: [...nested, ...putWords(stretch, keep, words, prefix)] };
    },
  };
}

/** Puts words into a stretch after its first characters: all into the longest text, whose formatting they take; the others become empty. */
function putWords(stretch: readonly TextItem[], keep: number, words: string, prefix: string): Edit[] {
  let at = 0;
  const rests = stretch.map((item) => {
    const kept = item.text.slice(0, Math.max(0, keep - at));
    at += item.text.length;
    return { item, kept, length: item.text.length - kept.length };
  });
  const longest = Math.max(...rests.map(({ length }) => length));
  const main = rests.find(({ length }) => length === longest);
  return rests.flatMap(({ item, kept }) => {
    const wanted = item === main?.item ? kept + words : kept;
    if (wanted === item.text) return [];
    const text = dialectFor([{ kind: "text", text: wanted }], prefix).text(wanted, "", "", { open: "", close: "" });
    return [{ start: item.start, end: item.end, text }];
  });
}
