import type { BilingualDocument, BilingualUnit } from "../model/document.ts";
import type { Note, Segment, UnitContext } from "../model/unit.ts";
import { decodeUtf8 } from "../xml/decode-utf8.ts";
import { readOwnEnd, readOwnHead } from "./own-head.ts";
import { OtherSpelling, PieceReader, resolveOwn, TEXT } from "./own-spelling.ts";
import { OwnUnit, readOwnUnitNotes } from "./own-unit.ts";
import { parseRecordedState } from "./recorded-state.ts";
import { factsOf, segmentOf } from "./to-bilingual-document.ts";
import { COLUMN, HEADING, MAX_LENGTH, NOTE_AUTHOR, parseUnitNotes, PLACE, ROW, type UnitFacts } from "./unit-notes.ts";

/**
 * What `toBilingualDocument` makes of what `readXliff` gives, for a file as `writeXliff12` spells it, and without a parser to load: every
 * command reads such files. Nothing else is made on the way, which takes half of the time (15,000 segments: 455 ms to 290, a fresh process).
 * Undefined for all others, those of other tools and damaged ones of ours: `readXliff` judges them.
 *
 * @param isUntouched as in `toBilingualDocument`
 */
export function readOwnDocument(bytes: Uint8Array, isUntouched: boolean): BilingualDocument | undefined {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    return readDocument(new PieceReader(text), isUntouched);
  } catch (error) {
    if (error instanceof OtherSpelling) return undefined;
    throw error;
  }
}

type OpenUnit = BilingualUnit & { readonly segments: Segment[] };

function readDocument(reader: PieceReader, isUntouched: boolean): BilingualDocument {
  const facts = factsOf(readOwnHead(reader), "1.2");
  if (facts === undefined) throw new OtherSpelling();
  const units: OpenUnit[] = [];
  const seen = new Set<string>();
  const read = new OwnUnit();
  const readNotes = notesReader();
  let unit: OpenUnit | undefined;
  let last = 0;
  while (reader.comes("<trans-unit")) {
    read.read(reader);
    const { facts: own, notes } = readNotes(read.notes);
    if (unit?.id !== read.unit) {
      // The segments of a unit stand together, in order: no id comes twice.
      if (seen.has(read.unit)) throw new OtherSpelling();
      seen.add(read.unit);
      const maxLength = own.maxLength ?? read.maxLength;
      unit = { id: read.unit, ...own, ...(maxLength === undefined ? {} : { maxLength }), segments: [] };
      units.push(unit);
    } else if (read.n <= last) throw new OtherSpelling();
    last = read.n;
    unit.segments.push(readSegment(read, notes, isUntouched));
  }
  readOwnEnd(reader);
  return { ...facts, units };
}

function readSegment(read: OwnUnit, notes: readonly Note[], isUntouched: boolean): Segment {
  const { id, source, target } = read;
  const recorded = parseRecordedState(read.extradata);
  if (recorded === undefined) throw new OtherSpelling();
  if (target !== undefined && !isUntouched) {
    return segmentOf({ id, source, target, recorded, evidence: read.evidence }, notes, isUntouched);
  }
  const { state, isStale } = recorded;
  if (target === undefined || state === "initial") return { id, source, notes };
  const translation = { fragment: target, state };
  return isStale ? { id, source, target: translation, notes, stale: true } : { id, source, target: translation, notes };
}

const factNote = (prefix: string): string => `(?:<note from="${NOTE_AUTHOR}">${prefix}(${TEXT})</note>)?`;

/** Notes that tell facts and nothing else, as `formatFacts` has them. */
const FACTS = new RegExp(
  `^${factNote(PLACE)}${factNote(ROW)}${factNote(COLUMN)}${factNote(HEADING)}` +
    `(?:<note from="${NOTE_AUTHOR}">${MAX_LENGTH}([1-9]\\d{0,8})</note>)?$`,
);

interface UnitNotes {
  readonly facts: UnitFacts;
  readonly notes: readonly Note[];
}

const NO_NOTES: readonly Note[] = [];

/** Reads the notes of one unit after another. */
function notesReader(): (written: string) => UnitNotes {
  let known: string | undefined;
  let parsed: UnitNotes = { facts: { place: "" }, notes: NO_NOTES };
  const contextOf = contextReader();
  return (written) => {
    // The segments of a unit have the same notes, if nobody has made a remark on one.
    if (written === known) return parsed;
    known = written;
    const match = FACTS.exec(written);
    if (match === null) {
      parsed = parseUnitNotes(readOwnUnitNotes(written));
      return parsed;
    }
    const [, place = "", row, column, heading, maxLength] = match;
    const facts: { place: string; context?: UnitContext; maxLength?: number } = { place: resolveOwn(place) };
    const context = contextOf(row, column, heading);
    if (context !== undefined) facts.context = context;
    if (maxLength !== undefined) facts.maxLength = Number(maxLength);
    parsed = { facts, notes: NO_NOTES };
    return parsed;
  };
}

type Written = string | undefined;

/** Makes contexts of facts as they are written; neighbours under one heading share theirs. */
function contextReader(): (row: Written, column: Written, heading: Written) => UnitContext | undefined {
  let underHeading: UnitContext | undefined;
  let known: string | undefined;
  return (row, column, heading) => {
    if (row === undefined && column === undefined) {
      if (heading !== known) underHeading = heading === undefined ? undefined : { heading: resolveOwn(heading) };
      known = heading;
      return underHeading;
    }
    const context: { row?: string; column?: string; heading?: string } = {};
    if (row !== undefined) context.row = resolveOwn(row);
    if (column !== undefined) context.column = resolveOwn(column);
    if (heading !== undefined) context.heading = resolveOwn(heading);
    return context;
  };
}
