import { count } from "./discoveries.ts";
import type { Story } from "./story.ts";

const PARAGRAPH = /^text:[ph]$/;

/** Passes by text:tracked-changes (or those of a sheet): counts the changes, and the deleted texts with letters in them. */
export function readDeleted({ lexer, found }: Story): void {
  if (!lexer.isOpen) return;
  let depth = 1;
  let isWorded = false;
  while (depth > 0 && lexer.next()) {
    if (lexer.isOpen) {
      depth += 1;
      // Who deleted it stands before.
      if (PARAGRAPH.test(lexer.tag)) isWorded = false;
    }
    if (
      lexer.isElement &&
      /^(?:text:changed-region|table:(?:cell-content-change|insertion|deletion|movement))$/.test(lexer.tag)
    ) {
      count(found, "tracked-changes");
    }
    if (lexer.isClose) {
      depth -= 1;
      if (!PARAGRAPH.test(lexer.tag)) continue;
      if (isWorded) found.coverage.skipped("deleted text", "deleted while changes were tracked");
      isWorded = false;
    } else if (!lexer.isElement && /\p{L}/u.test(lexer.value)) isWorded = true;
  }
}
