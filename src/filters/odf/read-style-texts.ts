import { readNumbering } from "./read-numbering.ts";
import type { Slot } from "./slot.ts";
import type { Story } from "./story.ts";
import { contentSlot, readContent } from "./text-slots.ts";

/** Styles of lists and notes, whose numbers may have words beside them. */
const NUMBERINGS = /^text:(?:list-level-style-number|outline-level-style|notes-configuration)$/;

/** Words that styles hold, in the element under the cursor: beside numbers of lists, and in formats of numbers and dates. */
export function readStyleTexts(story: Story, known: Map<string, Slot>): void {
  const { lexer, part, partKey, found } = story;
  if (!lexer.isOpen) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isElement) continue;
    if (NUMBERINGS.test(lexer.tag)) readNumbering(story, known);
    if (lexer.tag === "number:text") {
      const written = readContent(lexer);
      if (!/\p{L}/u.test(written.value)) continue;
      if (!found.options.numberFormats) {
        found.coverage.skipped("formats of numbers", "words in them are an option (numberFormats)");
        continue;
      }
      const facts = {
        part,
        partKey,
        kind: "number format",
        category: "formats of numbers",
        place: "Format of numbers",
      };
      story.emit([contentSlot(facts, written)]);
    } else if (lexer.isOpen) depth += 1;
  }
}
