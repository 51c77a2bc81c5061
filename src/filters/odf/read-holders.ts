import type { Holder, Pair } from "../ooxml/inline.ts";
import { bareRun, hasLettersFrom, lookAt, surroundings, type Line, type Surroundings } from "./line.ts";
import { hidden, pieceOf, readLine } from "./read-line.ts";
import type { Story } from "./story.ts";
import { attributeSlot, displayOf } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";

/** Reads the content of an element that only holds what stands in it; the items inside know it as their holder. */
export function readInHolder(
  story: Story,
  line: Line,
  around: Surroundings,
  spans: readonly string[],
  open: { start: number; end: number },
  isVisible: boolean,
): Holder {
  const { lexer } = story;
  const holder: Holder = { open, close: open, isVisible };
  const chain = [...around.chain, holder];
  const run = bareRun(lexer.end, chain);
  readLine(story, line, surroundings(chain, run, false, spans));
  run.close = { start: lexer.start, end: lexer.start };
  holder.close = { start: lexer.start, end: lexer.end };
  return holder;
}

/** Reads an element that means nothing to a reader (text:meta) but holds text of the line. */
export function readHolder(story: Story, line: Line, around: Surroundings): void {
  const { lexer } = story;
  const { start } = lexer;
  const before = line.items.length;
  if (lexer.isOpen) readInHolder(story, line, around, around.spans, { start, end: lexer.end }, false);
  if (line.items.length === before) line.items.push(hidden(story, around, start));
}

/** Reads text:a, a pair of codes; its tooltip is a text of its own. */
export function readLink(story: Story, line: Line, around: Surroundings): void {
  const { lexer, part, partKey } = story;
  const address = valueOf(lexer, "xlink:href") ?? "";
  if (address.startsWith("#")) line.anchors.push(address.slice(1));
  const tooltip = valueOf(lexer, "office:title") === undefined ? undefined : lexer.find("office:title");
  if (tooltip !== undefined) {
    const facts = { part, partKey, kind: "tooltip", category: "link tooltips", place: "Tooltip of a link" };
    line.nested.push(attributeSlot(facts, tooltip));
  }
  const style = valueOf(lexer, "text:style-name");
  readPair(story, line, style === undefined ? around : withStyle(around, style), {
    type: "link",
    display: displayOf(address) || "link",
  });
}

/** The same surroundings, of one more style. */
function withStyle({ chain, run, isSpan, spans }: Surroundings, style: string): Surroundings {
  return surroundings(chain, run, isSpan, [...spans, style]);
}

/** A visible pair. One without letters in it (a linked image, a check box) is a single code instead. */
export function readPair(story: Story, line: Line, around: Surroundings, facts: Pick<Pair, "type" | "display">): void {
  const { lexer } = story;
  const open = { start: lexer.start, end: lexer.end };
  const at = line.items.length;
  if (lexer.isEmpty) {
    line.items.push(hidden(story, around, open.start));
    return;
  }
  const pair: { -readonly [K in keyof Pair]: Pair[K] } = {
    ...facts,
    openPieces: [pieceOf(around, open.start, open.end)],
    closePieces: [],
  };
  line.items.push({ kind: "open", pair });
  pair.holder = readInHolder(story, line, around, around.spans, open, true);
  if (!hasLettersFrom(line.items, at)) {
    line.items.length = at;
    const isShown = !lookAt(story, line, around).isHidden;
    const piece = pieceOf(around, open.start, lexer.end);
    line.items.push(isShown ? { kind: "code", ...facts, pieces: [piece] } : { kind: "hidden", pieces: [piece] });
    return;
  }
  pair.closePieces = [pieceOf(around, pair.holder.close.start, pair.holder.close.end)];
  line.items.push({ kind: "close", pair });
}
