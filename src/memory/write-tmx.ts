import { renderFragment, type Fragment } from "../model/fragment.ts";
import type { Locale } from "../model/locale.ts";
import type { MemoryEntry } from "../model/match.ts";
import { escapeAttribute, escapeText } from "../xml/escape.ts";
import { sortKey } from "./entry-keys.ts";

/**
 * A memory as TMX 1.4b, level 2: sorted and without dates, so that the same entries, in any order, give the same bytes and a change shows as
 * a change of a few lines. What we know of an entry stands in properties `x-previous`, `x-next`, `x-document`, `x-segment`, `x-state`; numbers and
 * types of codes in `x` and `type`.
 */
export function writeTmx(entries: Iterable<MemoryEntry>, sourceLocale: Locale, targetLocale: Locale): string {
  const sorted = Array.from(entries, (entry) => {
    const text = unit(entry, sourceLocale, targetLocale);
    return { entry, key: `${sortKey(entry)}\u0000${text}` };
  })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ entry }) => entry);
  return [...tmxPieces(sorted, sourceLocale, targetLocale)].join("");
}

/** About as much is handed on at once, in characters. */
const PIECE = 1 << 14;

/** As `writeTmx`, piece by piece, of entries that are sorted already (`sortKey`). */
export function* tmxPieces(
  sorted: Iterable<MemoryEntry>,
  sourceLocale: Locale,
  targetLocale: Locale,
): Generator<string> {
  let piece = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<tmx version="1.4">',
    `<header creationtool="pitrans" creationtoolversion="1" datatype="unknown" segtype="sentence" adminlang="en" srclang="${escapeAttribute(sourceLocale)}" o-tmf="pitrans"/>`,
    "<body>\n",
  ].join("\n");
  for (const entry of sorted) {
    piece += `${unit(entry, sourceLocale, targetLocale)}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}</body>\n</tmx>\n`;
}

function unit(entry: MemoryEntry, sourceLocale: Locale, targetLocale: Locale): string {
  const property = (type: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`<prop type="${type}">${escapeText(value)}</prop>`];
  return [
    "<tu>",
    ...(entry.notes ?? []).map((note) => `<note>${escapeText(note)}</note>`),
    ...property("x-document", entry.document),
    ...property("x-segment", entry.segment),
    ...property("x-state", entry.state),
    ...property("x-previous", entry.previous),
    ...property("x-next", entry.next),
    `<tuv xml:lang="${escapeAttribute(sourceLocale)}"><seg>${segment(entry.source)}</seg></tuv>`,
    `<tuv xml:lang="${escapeAttribute(targetLocale)}"><seg>${segment(entry.target)}</seg></tuv>`,
    "</tu>",
  ].join("\n");
}

/** Codes that have both halves are `bpt` and `ept`, paired by `i`; a lone half is `it`. */
function segment(fragment: Fragment): string {
  const ids = (kind: "open" | "close"): Set<string> =>
    new Set(fragment.flatMap((part) => (part.kind === kind ? [part.id] : [])));
  const opened = ids("open");
  const closed = ids("close");
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return numbers.get(id)!;
  };
  const common = (id: string, type: string): string => ` x="${escapeAttribute(id)}" type="${escapeAttribute(type)}"`;
  return renderFragment(fragment, {
    text: ({ text }) => escapeText(text),
    open: ({ id, type, display = "" }) =>
      closed.has(id)
        ? `<bpt i="${numberOf(id)}"${common(id, type)}>${escapeText(display)}</bpt>`
        : `<it pos="begin"${common(id, type)}>${escapeText(display)}</it>`,
    close: ({ id, type, display = "" }) =>
      opened.has(id)
        ? `<ept i="${numberOf(id)}">${escapeText(display)}</ept>`
        : `<it pos="end"${common(id, type)}>${escapeText(display)}</it>`,
    standalone: ({ id, type, display = "" }) => `<ph${common(id, type)}>${escapeText(display)}</ph>`,
  }).join("");
}
