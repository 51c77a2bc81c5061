import type { InlineItem, Run } from "../ooxml/inline.ts";
import type { Line } from "./line.ts";
import { lineSlots } from "./line-slots.ts";
import { readLine } from "./read-line.ts";
import type { Story } from "./story.ts";

/** Reads w:ruby: its base text is a unit of its own inside the paragraph, the reading above it stays. Gives the base text, for display. */
export function readRuby(story: Story, line: Line, run: Run): string {
  const { lexer } = story;
  if (lexer.isEmpty) return "";
  let display = "";
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isOpen) continue;
    if (lexer.tag === "w:rubyBase") {
      const start = lexer.start;
      const items: InlineItem[] = [];
      const base: Line = {
        items,
        nested: [],
        style: line.style,
        outlineLevel: undefined,
        isNumbered: undefined,
        bookmarks: [],
        anchors: [],
      };
      readLine({ ...story, fields: [] }, base, run.chain);
      display += items.map((item) => (item.kind === "text" ? item.text : "")).join("");
      line.nested.push(...lineSlots({ ...story, category: "ruby base texts" }, base, start));
    } else if (lexer.tag === "w:rt") lexer.skip();
    else depth += 1;
  }
  return display === "" ? "ruby" : display.slice(0, 60);
}
