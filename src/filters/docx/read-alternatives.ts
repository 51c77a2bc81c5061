import { hasLetters } from "../../model/fragment.ts";
import type { Slot } from "./slot.ts";
import type { Story } from "./story.ts";
import { comparableText } from "./text-slots.ts";

/**
 * Reads mc:AlternateContent, whose opening tag is under the cursor: the first choice gives the slots; what the others and the fallback
 * say alike becomes their copies, so that every program shows the translation. Where no choice says anything the fallback does.
 */
export function readAlternatives(story: Story, slots: Slot[], read: (story: Story, slots: Slot[]) => void): void {
  const { lexer, found } = story;
  if (lexer.isEmpty) return;
  const first: Slot[] = [];
  const others: Slot[] = [];
  const serials = new Map(found.serials);
  let isFirst = true;
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isOpen) continue;
    // The other forms count the same text boxes and images once more.
    const after = new Map(found.serials);
    if (!isFirst) replaceSerials(found.serials, serials);
    const graphics = found.graphics.length;
    const notes = found.notes.length;
    read({ ...story, fields: [], headings: { levels: [], path: "" } }, isFirst ? first : others);
    if (!isFirst) {
      replaceSerials(found.serials, after);
      found.graphics.length = graphics;
      found.notes.length = notes;
    }
    isFirst = false;
  }
  slots.push(...first, ...others);
  const open = flatten(first).filter((slot) => slot.twin === undefined && hasLetters(slot.source));
  if (open.length === 0) return;
  for (const slot of flatten(others)) {
    const at = open.findIndex((other) => comparableText(other) === comparableText(slot));
    slot.twin = at === -1 ? "none" : open.splice(at, 1)[0]!;
    if (at === -1 && hasLetters(slot.source)) {
      found.coverage.skipped("older forms of drawings", "says something else than the newer form");
    }
  }
}

function replaceSerials(serials: Map<string, number>, values: ReadonlyMap<string, number>): void {
  serials.clear();
  for (const [name, value] of values) serials.set(name, value);
}

/** The slots and those inside them, in order. */
function flatten(slots: readonly Slot[]): Slot[] {
  return slots.flatMap((slot) => [slot, ...flatten(slot.nested)]);
}
