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
  const units = Array.from(entries, (entry) => {
    const unit = writeTmxUnit(entry, sourceLocale, targetLocale);
    return { unit, key: `${sortKey(entry)}\u0000${unit}` };
  })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ unit }) => unit);
  return [...tmxPieces(units, sourceLocale)].join("");
}

/** About as much is handed on at once, in characters. */
const PIECE = 1 << 14;

/** As `writeTmx`, piece by piece, of units (`writeTmxUnit`) whose entries are sorted already (`sortKey`). */
export function* tmxPieces(units: Iterable<string>, sourceLocale: Locale): Generator<string> {
  let piece = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<tmx version="1.4">',
    `<header creationtool="pitrans" creationtoolversion="1" datatype="unknown" segtype="sentence" adminlang="en" srclang="${escapeAttribute(sourceLocale)}" o-tmf="pitrans"/>`,
    "<body>\n",
  ].join("\n");
  for (const unit of units) {
    piece += unit;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}</body>\n</tmx>\n`;
}

/** The entry as it stands in a file, line feeds and all. */
export function writeTmxUnit(entry: MemoryEntry, sourceLocale: Locale, targetLocale: Locale): string {
  const { notes = [], document, segment, state, previous, next, source, target } = entry;
  const written = notes.map((note) => `<note>${escapeText(note)}</note>\n`).join("");
  const properties =
    property("x-document", document) +
    property("x-segment", segment) +
    property("x-state", state) +
    property("x-previous", previous) +
    property("x-next", next);
  return `<tu>\n${written}${properties}${variant(sourceLocale, source)}${variant(targetLocale, target)}</tu>\n`;
}

function property(type: string, value: string | undefined): string {
  return value === undefined ? "" : `<prop type="${type}">${escapeText(value)}</prop>\n`;
}

function variant(locale: Locale, fragment: Fragment): string {
  return `<tuv xml:lang="${escapeAttribute(locale)}"><seg>${writeSegment(fragment)}</seg></tuv>\n`;
}

/** Codes that have both halves are `bpt` and `ept`, paired by `i`; a lone half is `it`. */
function writeSegment(fragment: Fragment): string {
  const [only] = fragment;
  if (fragment.length === 1 && only?.kind === "text") return escapeText(only.text);
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
