import { contentSlot, readContent } from "./text-slots.ts";
import { nextSerial } from "./discoveries.ts";
import type { Story } from "./story.ts";

/** The properties that readers meet (file lists, browser tabs, screen readers). Not the author, not the dates. */
const PROPERTIES: Readonly<Record<string, string>> = {
  "dc:title": "title",
  "dc:subject": "subject",
  "dc:description": "description",
  "meta:keyword": "keywords",
};

/** Reads office:meta, whose tag is under the cursor. */
export function readMeta(story: Story): void {
  const { lexer, part, found } = story;
  if (!lexer.isOpen) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isElement) continue;
    const name = PROPERTIES[lexer.tag];
    if (name !== undefined) {
      const written = readContent(lexer);
      const number = name === "keywords" ? nextSerial(found, "keywords") : 1;
      const place = `Document properties, ${name}${number === 1 ? "" : ` ${number}`}`;
      const facts = { part, partKey: "meta", kind: name, category: "document properties", place };
      story.emit([contentSlot(facts, written)]);
    } else if (lexer.isOpen) depth += 1;
  }
}
