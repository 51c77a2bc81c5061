import { numberedText, renderFragment, type Fragment } from "../model/fragment.ts";
import type { Locale } from "../model/locale.ts";
import type { MemoryEntry } from "../model/match.ts";
import { escapeAttribute, escapeText } from "../xml/escape.ts";

/**
 * A memory as TMX 1.4b, level 2: sorted and without dates, so that the same entries, in any order, give the same bytes and a change shows as
 * a change of a few lines. What we know of an entry stands in properties `x-previous`, `x-next`, `x-document`, `x-segment`, `x-state`; numbers and
 * types of codes in `x` and `type`.
 */
export function writeTmx(entries: Iterable<MemoryEntry>, sourceLocale: Locale, targetLocale: Locale): string {
  const units = Array.from(entries, (entry) => writeTmxUnit(entry, sourceLocale, targetLocale)).sort(compareTmxUnits);
  const texts = units.map(({ text }) => text);
  return [...tmxPieces(texts, sourceLocale)].join("");
}

/** An entry as it stands in a file. */
export interface TmxUnit {
  /** The text of its source, with numbered codes. */
  readonly source: string;
  /** All of it, line feeds and all. */
  readonly text: string;
}

/** How a file is sorted: by source, then all the rest; code unit by code unit, whatever the machine's language. */
export function compareTmxUnits(a: TmxUnit, b: TmxUnit): number {
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/** About as much is handed on at once, in characters. */
const PIECE = 1 << 14;

/** As `writeTmx`, piece by piece, of the texts of units that are sorted already. */
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

/** The entry, written. */
export function writeTmxUnit(entry: MemoryEntry, sourceLocale: Locale, targetLocale: Locale): TmxUnit {
  const { notes = [], document, segment, state, previous, next, source, target } = entry;
  const written = notes.map((note) => `<note>${escapeText(note)}</note>\n`).join("");
  const properties =
    property("x-document", document) +
    property("x-segment", segment) +
    property("x-state", state) +
    property("x-previous", previous) +
    property("x-next", next);
  const variants = variant(sourceLocale, source) + variant(targetLocale, target);
  return { source: numberedText(source), text: `<tu>\n${written}${properties}${variants}</tu>\n` };
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
