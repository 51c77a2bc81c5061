import { readFieldmark } from "./fieldmarks.ts";
import { fieldOf, isZeroWidth, readField } from "./fields.ts";
import { lookAt, type GrowingText, type Line, type Surroundings } from "./line.ts";
import { readAnnotation } from "./read-annotation.ts";
import { readNote } from "./read-note.ts";
import { readHolder, readLink, readPair } from "./read-holders.ts";
import { readRuby } from "./read-ruby.ts";
import { isShape, readShape, shapeStory } from "./read-shape.ts";
import { readSpan } from "./read-span.ts";
import { count } from "./discoveries.ts";
import type { Story } from "./story.ts";
import { attributeSlot } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";
import { TAB_TYPE } from "../ooxml/trim-boundaries.ts";
import type { InlineItem, Piece } from "../ooxml/inline.ts";

const PRIVATE_USE_ONLY = /^[\s\uE000-\uF8FF]*[\uE000-\uF8FF][\s\uE000-\uF8FF]*$/;
const WHITE = /[ \t\r\n]+/g;
/** More spaces than this in one text:s stay an element: nobody types them, and a hostile file could ask for a billion. */
const MOST_SPACES = 200;

/** Reads what stands in the element under the cursor (a paragraph or something in one) into items, up to its closing tag. */
export function readLine(story: Story, line: Line, around: Surroundings): void {
  const { lexer } = story;
  if (lexer.isEmpty) return;
  while (lexer.next()) {
    if (lexer.isClose) return;
    if (lexer.isElement) readChild(story, line, around);
    else if (lexer.kind === "text" || lexer.kind === "cdata") {
      addText(story, line, around, collapse(lexer.value, line));
    } else line.items.push(hidden(story, around, lexer.start));
  }
  throw lexer.error(`${story.part} breaks off inside a paragraph.`);
}

/** White space as it counts: every stretch is one space, and none where a space or the paragraph's beginning stands before it. */
function collapse(written: string, line: Line): string {
  let text = /[\t\r\n]| {2}/.test(written) ? written.replaceAll(WHITE, " ") : written;
  if (line.isAfterSpace && text.startsWith(" ")) text = text.slice(1);
  if (text !== "") line.isAfterSpace = text.endsWith(" ");
  return text;
}

/** Adds the token under the cursor as characters: to the text before it where they stand side by side. */
function addText(story: Story, line: Line, around: Surroundings, text: string): void {
  const { start, end } = story.lexer;
  const last = line.items.at(-1);
  if (last?.kind === "text" && last.end === start && last.run === around.run) {
    const growing: GrowingText = last;
    growing.end = end;
    growing.contentEnd = end;
    growing.text += text;
    return;
  }
  const look = lookAt(story, line, around);
  if (look.isHidden) {
    if (/\p{L}/u.test(text)) {
      story.found.coverage.skipped("hidden text", "not shown in the document");
      count(story.found, "hidden-text-skipped");
    }
    line.items.push(hidden(story, around, start));
  } else if ((look.isSymbolFont && text.trim() !== "") || PRIVATE_USE_ONLY.test(text)) {
    line.items.push(code("other/pitrans:symbol", "symbol", pieceOf(around, start, end)));
  } else {
    const { run } = around;
    const { format } = look;
    line.items.push({ kind: "text", start, end, name: "", contentStart: start, contentEnd: end, text, run, format });
  }
}

/** The piece of a line between these offsets, in these surroundings. */
export function pieceOf({ chain, run, isSpan }: Surroundings, start: number, end: number): Piece {
  return { start, end, chain, ...(isSpan ? { run } : {}) };
}

function code(type: string, display: string, piece: Piece): InlineItem {
  return { kind: "code", type, display, pieces: [piece] };
}

/** A hidden item from `start` up to the end of the token under the cursor. */
export function hidden({ lexer }: Story, around: Surroundings, start: number): InlineItem {
  return { kind: "hidden", pieces: [pieceOf(around, start, lexer.end)] };
}

/** Reads one element in the line; the cursor is on its opening or empty tag, and is left on its end. */
function readChild(story: Story, line: Line, around: Surroundings): void {
  const { lexer } = story;
  const { tag, start } = lexer;
  switch (tag) {
    case "text:span":
      readSpan(story, line, around);
      return;
    case "text:s":
      readSpaces(story, line, around);
      return;
    case "text:tab":
    case "text:line-break": {
      lexer.skip();
      line.isAfterSpace = false;
      const isTab = tag === "text:tab";
      const piece = pieceOf(around, start, lexer.end);
      pushShown(story, line, around, isTab ? TAB_TYPE : "fmt/xlf:lb", isTab ? "tab" : "line break", piece);
      return;
    }
    case "text:a":
      readLink(story, line, around);
      return;
    case "loext:content-control":
      readPair(story, line, around, { type: "ui/pitrans:control", display: "content control" });
      return;
    case "text:meta":
      readHolder(story, line, around);
      return;
    case "field:fieldmark-start":
    case "field:fieldmark-separator":
    case "field:fieldmark-end":
      readFieldmark(story, line, around);
      return;
    case "text:ruby":
      line.isAfterSpace = false;
      line.items.push(code("other/pitrans:ruby", readRuby(story, line, around), pieceOf(around, start, lexer.end)));
      return;
    case "text:note": {
      const isEndnote = readNote(story, line);
      line.isAfterSpace = false;
      const type = isEndnote ? "other/pitrans:endnote" : "other/pitrans:footnote";
      line.items.push(code(type, "note", pieceOf(around, start, lexer.end)));
      return;
    }
    case "office:annotation":
      readAnnotation({ ...story, emit: (slots) => line.nested.push(...slots) });
      line.items.push(hidden(story, around, start));
      return;
    case "text:bookmark":
    case "text:bookmark-start":
      line.bookmarks.push(valueOf(lexer, "text:name") ?? "");
      break;
    case "text:hidden-paragraph":
      if (valueOf(lexer, "text:is-hidden") === "true") line.isHidden = true;
      break;
  }
  if (isShape(tag)) {
    readInlineShape(story, line, around);
    return;
  }
  if (isZeroWidth(lexer)) {
    readMark(story, line, around);
    return;
  }
  const { type, display } = readField(story, line, fieldOf(tag));
  line.isAfterSpace = false;
  pushShown(story, line, around, type, display, pieceOf(around, start, lexer.end));
}

/** A code, unless the characters around it are hidden: then it is too. */
function pushShown(story: Story, line: Line, around: Surroundings, type: string, display: string, piece: Piece): void {
  const { isHidden } = lookAt(story, line, around);
  line.items.push(isHidden ? { kind: "hidden", pieces: [piece] } : code(type, display, piece));
}

function readSpaces(story: Story, line: Line, around: Surroundings): void {
  const { lexer } = story;
  const { start } = lexer;
  const spaces = Number(valueOf(lexer, "text:c") ?? 1);
  lexer.skip();
  line.isAfterSpace = false;
  if (spaces >= 0 && spaces <= MOST_SPACES && lexer.start === start) addText(story, line, around, " ".repeat(spaces));
  else line.items.push(code("other/pitrans:spaces", "spaces", pieceOf(around, start, lexer.end)));
}

/** Shapes that stand like a letter are codes; those that float have no place in the line that a reader would see. */
function readInlineShape(story: Story, line: Line, around: Surroundings): void {
  const { lexer } = story;
  const { start } = lexer;
  const isLetter = valueOf(lexer, "text:anchor-type") === "as-char";
  const display = readShape(shapeStory(story, (slots) => line.nested.push(...slots)));
  if (!isLetter) line.items.push(hidden(story, around, start));
  else {
    line.isAfterSpace = false;
    pushShown(story, line, around, "image", display, pieceOf(around, start, lexer.end));
  }
}

/** Bookmarks and the like; those that make entries of indexes may say how. */
function readMark(story: Story, line: Line, around: Surroundings): void {
  const { lexer, part, partKey } = story;
  const { start } = lexer;
  for (const name of ["text:string-value", "text:key1", "text:key2"]) {
    if (!/-mark(?:-start)?$/.test(lexer.tag) || valueOf(lexer, name) === undefined) continue;
    const value = lexer.find(name);
    if (value === undefined) continue;
    const facts = { part, partKey, kind: "index entry", category: "index entries", place: "Entry of an index" };
    line.nested.push(attributeSlot(facts, value));
  }
  lexer.skip();
  line.items.push(hidden(story, around, start));
}
