import type { Slot } from "./slot.ts";
import { count, type Story } from "./story.ts";
import { attributeSlot } from "./text-slots.ts";

/** Reads w:sdtPr, whose opening tag is under the cursor: the entries of lists become slots; tells whether the content may not be changed. */
export function readControlProperties(story: Story, slots: Slot[]): { readonly isLocked: boolean } {
  const { lexer } = story;
  let isLocked = false;
  if (lexer.isEmpty) return { isLocked };
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isElement) continue;
    if (lexer.tag === "w:rPr" || lexer.tag === "w:placeholder") {
      lexer.skip();
      continue;
    }
    if (lexer.isOpen) depth += 1;
    if (lexer.tag === "w:lock") isLocked = /content/i.test(lexer.get("w:val") ?? "");
    else if (lexer.tag === "w:dataBinding") count(story.found, "data-bound-control");
    else if (lexer.tag === "w:listItem") {
      const text = lexer.find("w:displayText");
      const facts = {
        part: story.part,
        partKey: story.partKey,
        kind: "list",
        category: "list entries",
        place: "Entry of a list to choose from",
      };
      if (text !== undefined) slots.push(attributeSlot(facts, text));
    }
  }
  return { isLocked };
}
