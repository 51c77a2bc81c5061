import type { Holder, InlineItem, Pair, Piece } from "../ooxml/inline.ts";
import { countContentsLeft } from "./contents.ts";
import { countResult, fieldDisplay, fieldKind, fieldType, noteAnchor } from "./fields.ts";
import type { Line } from "./line.ts";
import { readControlProperties } from "./read-control.ts";
import { readGraphic } from "./read-graphic.ts";
import { readRun } from "./read-run.ts";
import { readParagraphProperties } from "./read-paragraph.ts";
import { count, type Story } from "./story.ts";
import { attributeSlot } from "./text-slots.ts";

/** Elements that say something about the text in them which a translator need not know. */
const WRAPPERS = new Set(["w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo"]);
const WRAPPER_PROPERTIES = new Set(["w:smartTagPr", "w:customXmlPr"]);

/** Reads what stands in the element under the cursor (a paragraph or something in one) into items, up to its closing tag. */
export function readLine(story: Story, line: Line, chain: readonly Holder[]): void {
  const { lexer } = story;
  if (lexer.isEmpty) return;
  while (lexer.next()) {
    if (lexer.isClose) return;
    if (!lexer.isElement) continue;
    if (lexer.tag === "w:r") readRun(story, line, chain);
    else readChild(story, line, chain);
  }
  throw lexer.error(`${story.part} breaks off inside a paragraph.`);
}

function readChild(story: Story, line: Line, chain: readonly Holder[]): void {
  const { lexer } = story;
  const start = lexer.start;
  const piece = (): Piece => ({ start, end: lexer.end, chain });
  const { tag } = lexer;
  if (tag === "w:r") readRun(story, line, chain);
  else if (tag === "w:pPr") readParagraphProperties(story, line);
  else if (WRAPPERS.has(tag) && lexer.isOpen) readWrapper(story, line, chain);
  else if (tag === "w:hyperlink" && lexer.isOpen) readHyperlink(story, line, chain);
  else if (tag === "w:sdt" && lexer.isOpen) readInlineControl(story, line, chain);
  else if (tag === "w:fldSimple") readSimpleField(story, line, chain);
  else if (tag === "w:bookmarkStart") {
    line.bookmarks.push(lexer.get("w:name") ?? "");
    lexer.skip();
    line.items.push({ kind: "hidden", pieces: [piece()] });
  } else if (tag === "m:oMath" || tag === "m:oMathPara") {
    lexer.skip();
    story.found.coverage.skipped("formulas", "kept as they are");
    line.items.push({ kind: "code", type: "other/pitrans:math", display: "formula", pieces: [piece()] });
  } else if (tag === "w:del" || tag === "w:moveFrom") {
    count(story.found, "tracked-changes");
    lexer.skip();
    line.items.push({ kind: "hidden", pieces: [piece()] });
  } else if (tag === "mc:AlternateContent") {
    const display = readGraphic(story, line.nested);
    line.items.push({ kind: "code", type: "image", display: display === "" ? "image" : display, pieces: [piece()] });
  } else {
    readGraphic(story, line.nested);
    line.items.push({ kind: "hidden", pieces: [piece()] });
  }
}

function readWrapper(story: Story, line: Line, chain: readonly Holder[]): void {
  const { lexer } = story;
  if (lexer.tag === "w:ins" || lexer.tag === "w:moveTo") count(story.found, "tracked-changes");
  const open = { start: lexer.start, end: lexer.end };
  const holder = { open, close: open, isVisible: false };
  const inner = [...chain, holder];
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    if (WRAPPER_PROPERTIES.has(lexer.tag)) {
      lexer.skip();
      open.end = lexer.end;
    } else readChild(story, line, inner);
  }
  holder.close = { start: lexer.start, end: lexer.end };
}

/**
 * A visible pair whose holder begins with `open`; `read` reads its content and leaves the cursor on the last token of the element. One
 * without letters in it (a linked image, a check box) is a single code instead.
 */
function readPair(
  story: Story,
  line: Line,
  chain: readonly Holder[],
  facts: Pick<Pair, "type" | "display">,
  open: { start: number; end: number },
  read: (inner: readonly Holder[]) => { start: number; end: number },
): void {
  const holder: Holder = { open, close: open, isVisible: true };
  const pair: Pair = { ...facts, holder, openPieces: [{ ...open, chain }], closePieces: [] };
  const opening: InlineItem = { kind: "open", pair };
  const at = line.items.push(opening) - 1;
  const fields = story.fields.length;
  holder.close = read([...chain, holder]);
  const isWhole = line.items[at] === opening && story.fields.length === fields;
  if (isWhole && !line.items.slice(at).some((item) => item.kind === "text" && /\p{L}/u.test(item.text))) {
    line.items.length = at;
    line.items.push({ kind: "code", ...facts, pieces: [{ start: open.start, end: holder.close.end, chain }] });
    return;
  }
  pair.closePieces = [{ ...holder.close, chain }];
  line.items.push({ kind: "close", pair });
}

function readHyperlink(story: Story, line: Line, chain: readonly Holder[]): void {
  const { lexer } = story;
  const id = lexer.get("r:id");
  const link = id === undefined ? undefined : story.links.find((one) => one.id === id);
  const anchor = lexer.get("w:anchor");
  if (anchor !== undefined) line.anchors.push(anchor);
  const tooltip = lexer.find("w:tooltip");
  if (tooltip !== undefined) {
    const facts = {
      part: story.part,
      partKey: story.partKey,
      kind: "tooltip",
      category: "link tooltips",
      place: "Tooltip of a link",
    };
    line.nested.push(attributeSlot(facts, tooltip));
  }
  const facts = { type: "link", display: (link?.target ?? "link").slice(0, 60) };
  readPair(story, line, chain, facts, { start: lexer.start, end: lexer.end }, (inner) => {
    readLine(story, line, inner);
    return { start: lexer.start, end: lexer.end };
  });
}

function readInlineControl(story: Story, line: Line, chain: readonly Holder[]): void {
  const { lexer } = story;
  const start = lexer.start;
  let isLocked = false;
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    if (lexer.tag === "w:sdtPr") isLocked = readControlProperties(story, line.nested).isLocked;
    else if (lexer.tag !== "w:sdtContent" || lexer.isEmpty) lexer.skip();
    else if (isLocked) {
      const from = lexer.start;
      lexer.skip();
      skipLocked(story, from);
    } else {
      readPair(
        story,
        line,
        chain,
        { type: "ui/pitrans:control", display: "content control" },
        { start, end: lexer.end },
        (inner) => {
          readLine(story, line, inner);
          const closeStart = lexer.start;
          while (lexer.next() && !lexer.isClose) lexer.skip();
          return { start: closeStart, end: lexer.end };
        },
      );
      return;
    }
  }
  const type = "ui/pitrans:control";
  line.items.push({ kind: "code", type, display: "content control", pieces: [{ start, end: lexer.end, chain }] });
}

/** Counts a locked control's content as left out, where it holds any letters. */
export function skipLocked(story: Story, start: number): void {
  if (!/\p{L}/u.test(story.lexer.text.slice(start, story.lexer.end).replaceAll(/<[^>]*>/g, ""))) return;
  story.found.coverage.skipped("content controls", "locked against changes");
  count(story.found, "locked-control");
}

function readSimpleField(story: Story, line: Line, chain: readonly Holder[]): void {
  const { lexer } = story;
  const start = lexer.start;
  const instruction = lexer.get("w:instr") ?? "";
  noteAnchor(line, instruction);
  if (fieldKind(instruction) === "translated" && lexer.isOpen) {
    const facts = { type: fieldType(instruction), display: fieldDisplay(instruction, "") };
    readPair(story, line, chain, facts, { start, end: lexer.end }, (inner) => {
      readLine(story, line, inner);
      return { start: lexer.start, end: lexer.end };
    });
    return;
  }
  lexer.skip();
  const result = lexer.text.slice(start, lexer.end).replaceAll(/<[^>]*>/g, "");
  const display = fieldDisplay(instruction, result);
  const isWorded = /\p{L}/u.test(result);
  countResult(story, instruction, isWorded);
  if (isWorded && fieldKind(instruction) === "rebuilt") countContentsLeft(story.found);
  const piece = { start, end: lexer.end, chain };
  if (fieldKind(instruction) === "invisible") line.items.push({ kind: "hidden", pieces: [piece] });
  else line.items.push({ kind: "code", type: "ui/pitrans:field", display, pieces: [piece] });
}
