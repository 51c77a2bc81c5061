import type { Slot } from "./slot.ts";
import type { Story } from "./story.ts";
import { attributeSlot } from "./text-slots.ts";

const TEXTS: Readonly<Record<string, string>> = {
  "w:default": "default text",
  "w:statusText": "status text",
  "w:helpText": "help text",
  "w:listEntry": "list entry",
};

/** Reads the definition of an older form field (w:ffData in the w:fldChar under the cursor), and leaves the cursor on its end. */
export function readFormField(story: Story, slots: Slot[]): void {
  const { lexer } = story;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isElement) continue;
    if (lexer.isOpen) depth += 1;
    const what = TEXTS[lexer.tag];
    const value = what === undefined ? undefined : lexer.find("w:val");
    if (what === undefined || value === undefined) continue;
    slots.push(
      attributeSlot(
        {
          part: story.part,
          partKey: story.partKey,
          kind: "form",
          category: "form fields",
          place: `Form field, ${what}`,
        },
        value,
      ),
    );
  }
}
