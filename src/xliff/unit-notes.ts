import type { Note, UnitContext } from "../model/unit.ts";

/** What every segment of a unit says of the unit, so that an editor sees it and we can read it again. */
export interface UnitFacts {
  readonly place: string;
  readonly context?: UnitContext;
  readonly maxLength?: number;
}

/** Who our notes are from. */
export const NOTE_AUTHOR = "pitrans";

// What notes of facts begin with, in the order of the notes.
export const PLACE = "Place: ";
export const ROW = "Row: ";
export const COLUMN = "Column: ";
export const HEADING = "Heading: ";
export const MAX_LENGTH = "Max length: ";
/** In front of a remark that would read as one of the above, or as this. */
const REMARK = "Remark: ";
const PREFIXES = [PLACE, ROW, COLUMN, HEADING, MAX_LENGTH, REMARK];

/** The unit's facts as notes, in fixed order. */
export function formatFacts({ place, context = {}, maxLength }: UnitFacts): Note[] {
  const facts: Note[] = [];
  const add = (prefix: string, value: string | undefined): void => {
    if (value !== undefined) facts.push({ from: NOTE_AUTHOR, text: prefix + value });
  };
  add(PLACE, place === "" ? undefined : place);
  add(ROW, context.row);
  add(COLUMN, context.column);
  add(HEADING, context.heading);
  add(MAX_LENGTH, maxLength === undefined ? undefined : String(maxLength));
  return facts;
}

/** The segment's notes, so spelled that none reads as a fact. They follow the facts. */
export function formatRemarks(notes: readonly Note[]): readonly Note[] {
  if (notes.length === 0) return notes;
  return notes.map((note) =>
    note.from === NOTE_AUTHOR && prefixOf(note.text) !== undefined
      ? { from: NOTE_AUTHOR, text: REMARK + note.text }
      : note,
  );
}

function prefixOf(text: string): string | undefined {
  for (const prefix of PREFIXES) if (text.startsWith(prefix)) return prefix;
  return undefined;
}

/** The facts and the notes proper of a unit that we wrote, in whatever order a tool has brought them. */
export function parseUnitNotes(notes: readonly Note[]): { readonly facts: UnitFacts; readonly notes: Note[] } {
  const values = new Map<string, string>();
  const rest: Note[] = [];
  for (const note of notes) {
    const prefix = note.from === NOTE_AUTHOR ? prefixOf(note.text) : undefined;
    const value = prefix === undefined ? "" : note.text.slice(prefix.length);
    if (prefix === undefined) rest.push(note);
    else if (prefix === REMARK) rest.push({ from: NOTE_AUTHOR, text: value });
    else if (!values.has(prefix)) values.set(prefix, value);
  }
  const [row, column, heading] = [values.get(ROW), values.get(COLUMN), values.get(HEADING)];
  const context: UnitContext = {
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
    ...(heading === undefined ? {} : { heading }),
  };
  const maxLength = Number(values.get(MAX_LENGTH));
  return {
    facts: {
      place: values.get(PLACE) ?? "",
      ...(Object.keys(context).length === 0 ? {} : { context }),
      ...(Number.isInteger(maxLength) && maxLength > 0 ? { maxLength } : {}),
    },
    notes: rest,
  };
}

/** Whether a note tells a fact, as we wrote it. */
export function isFact({ from, text }: Note): boolean {
  const prefix = from === NOTE_AUTHOR ? prefixOf(text) : undefined;
  return prefix !== undefined && prefix !== REMARK;
}

/** The remarks that somebody added to a unit since it was sent with `sent`: for the report. */
export function addedNotes(returned: readonly Note[], sent: readonly Note[]): Note[] {
  // Mostly nobody wrote anything, and all notes tell facts.
  if (returned.every(isFact)) return [];
  const known = new Set(sent.map(({ text }) => text.trim()));
  return parseUnitNotes(returned).notes.filter(({ text }) => text.trim() !== "" && !known.has(text.trim()));
}
