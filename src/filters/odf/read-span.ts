import type { Run } from "../ooxml/inline.ts";
import { surroundings, type Line, type Surroundings } from "./line.ts";
import { readInHolder } from "./read-holders.ts";
import { hidden, readLine } from "./read-line.ts";
import type { Story } from "./story.ts";
import { valueOf } from "./value-of.ts";

/** A span with nothing but characters and single elements in it is a run; one with spans or links in it only holds these. */
export function readSpan(story: Story, line: Line, around: Surroundings): void {
  const { lexer } = story;
  const { start } = lexer;
  const style = valueOf(lexer, "text:style-name");
  const spans = style === undefined ? around.spans : around.spans.length === 0 ? [style] : [...around.spans, style];
  if (lexer.isEmpty) {
    line.items.push(hidden(story, around, start));
    return;
  }
  const before = line.items.length;
  if (isLeaf(story)) {
    const open = { start, end: lexer.end };
    const run: Run = { open, close: open, chain: around.chain };
    readLine(story, line, surroundings(around.chain, run, true, spans));
    run.close = { start: lexer.start, end: lexer.end };
  } else readInHolder(story, line, around, spans, { start, end: lexer.end }, false);
  if (line.items.length === before) line.items.push(hidden(story, around, start));
}

/** Elements in a span that hold text of the line themselves. */
const HOLDERS = /^<(?:[\w.-]+:)?(?:span|a|ruby|meta|content-control)[\s>/]/;
const SLASH = 47;
/** Longer than the tag of any of them with its prefix. */
const LONGEST_NAME = 64;

/** Whether none of these stands in the span under the cursor, as far as the first end of a span. */
function isLeaf({ lexer }: Story): boolean {
  const { text, name } = lexer;
  for (let at = text.indexOf("<", lexer.end); at !== -1; at = text.indexOf("<", at + 1)) {
    if (text.charCodeAt(at + 1) === SLASH && text.startsWith(name, at + 2)) return true;
    if (HOLDERS.test(text.slice(at, at + LONGEST_NAME))) return false;
  }
  return true;
}
