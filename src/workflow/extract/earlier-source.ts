import type { Note } from "../../model/unit.ts";

/** How the note begins that shows the source a stale translation was made from. */
export const EARLIER_SOURCE = "Earlier source: ";

/** Whether the note shows the source of a stale translation. */
export function isEarlierSource(note: Note): boolean {
  return note.from === "pitrans" && note.text.startsWith(EARLIER_SOURCE);
}
