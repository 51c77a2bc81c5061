import { bareRun, startLine, surroundings, type Line, type Surroundings } from "./line.ts";
import { lineSlot } from "./line-slot.ts";
import { readLine } from "./read-line.ts";
import { displayOf } from "./text-slots.ts";
import type { Story } from "./story.ts";

/** Reads text:ruby: its base text is a unit of its own inside the paragraph, the reading above it stays. Gives the base text, for display. */
export function readRuby(story: Story, line: Line, { spans }: Surroundings): string {
  const { lexer } = story;
  let display = "";
  if (!lexer.isOpen) return "ruby";
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    if (lexer.tag !== "text:ruby-base" || !lexer.isOpen) {
      lexer.skip();
      continue;
    }
    const base = { ...startLine(line.style), isAfterSpace: false };
    const run = bareRun(lexer.end, []);
    readLine(story, base, surroundings([], run, false, spans));
    run.close = { start: lexer.start, end: lexer.start };
    display += base.items.map((item) => (item.kind === "text" ? item.text : "")).join("");
    line.nested.push(lineSlot({ ...story, category: "ruby base texts" }, base, story.placeName));
  }
  return displayOf(display) || "ruby";
}
