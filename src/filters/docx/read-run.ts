import { PartLexer } from "../ooxml/part-lexer.ts";
import { TAB_TYPE } from "../ooxml/trim-boundaries.ts";
import type { Holder, InlineItem, Piece, Run, TextItem } from "../ooxml/inline.ts";
import { closeField } from "./fields.ts";
import type { Line } from "./line.ts";
import { readGraphic } from "./read-graphic.ts";
import { readFormField } from "./read-form-field.ts";
import { readRuby } from "./read-ruby.ts";
import { readRunProperties, type RunProperties } from "./run-properties.ts";
import { count, type Story } from "./story.ts";
import type { Look } from "./styles.ts";
import { elementSlot } from "./text-slots.ts";

const COMPLEX_SCRIPT = /[\u0590-\u08FF\u0900-\u0DFF\u0E00-\u0EFF\uFB1D-\uFDFF\uFE70-\uFEFF]/;
const PRIVATE_USE_ONLY = /^[\s\uE000-\uF8FF]*[\uE000-\uF8FF][\s\uE000-\uF8FF]*$/;

/** The type of a page or column break. */
export const PAGE_BREAK_TYPE = "fmt/xlf:pb";
const LINE_BREAK_TYPE = "fmt/xlf:lb";

interface OpenRun {
  readonly run: Run & { readonly open: { end: number } };
  readonly style: string | undefined;
  /** Its properties as written, and where; "" for none. */
  raw: string;
  rawStart: number;
}

/** Reads the run whose opening tag is under the cursor into items of the line. */
export function readRun(story: Story, line: Line, chain: readonly Holder[]): void {
  const { lexer } = story;
  const start = lexer.start;
  if (lexer.isEmpty) {
    line.items.push(hidden({ start, end: lexer.end, chain }));
    return;
  }
  const run = { open: { start, end: lexer.end }, close: { start, end: start }, chain };
  const before = line.items.length;
  const state: OpenRun = { run, style: line.style, raw: "", rawStart: 0 };
  while (lexer.next()) {
    if (lexer.isClose) break;
    if (!lexer.isElement) continue;
    const { tag } = lexer;
    if (tag === "w:t") line.items.push(readText(story, state));
    else if (tag === "w:rPr") readProperties(story, state);
    else readChild(story, line, state);
  }
  run.close = { start: lexer.start, end: lexer.end };
  if (line.items.length === before) line.items.push(hidden({ start, end: lexer.end, chain }));
}

function readProperties(story: Story, state: OpenRun): void {
  const { lexer } = story;
  const { start, name, text } = lexer;
  const end = lexer.isEmpty ? lexer.end : text.indexOf(`</${name}>`, start) + name.length + 3;
  // Searching is faster than lexing, and runs are many; former properties (w:rPrChange) hold an element of the same name.
  let raw = text.slice(start, end);
  if (raw.startsWith("<") && !raw.includes("rPrChange")) lexer.end = end;
  else {
    lexer.skip();
    raw = text.slice(start, lexer.end);
  }
  state.run.open.end = lexer.end;
  state.raw = raw;
  state.rawStart = start;
}

/** The same properties in the same paragraph style look the same, so that few of them are ever parsed. */
function lookOf(story: Story, { style, raw, rawStart }: OpenRun, text: string): Look {
  const isComplex = COMPLEX_SCRIPT.test(text);
  const key = isComplex ? `complex ${raw}` : raw;
  let looks = story.looks.get(style);
  if (looks === undefined) story.looks.set(style, (looks = new Map()));
  const known = looks.get(key);
  if (known !== undefined) return known;
  let properties: RunProperties | undefined;
  if (raw !== "") {
    const lexer = new PartLexer(story.lexer.text, story.part, rawStart);
    lexer.next();
    properties = readRunProperties(lexer);
  }
  const look = story.styles.look(style, properties, isComplex);
  looks.set(key, look);
  return look;
}

const hidden = (piece: Piece): InlineItem => ({ kind: "hidden", pieces: [piece] });

/** Reads one thing in a run; the cursor is on its opening or empty tag, and is left on its end. */
function readChild(story: Story, line: Line, state: OpenRun): void {
  const { run } = state;
  const { lexer } = story;
  const start = lexer.start;
  const piece = (): Piece => ({ start, end: lexer.end, run, chain: run.chain });
  const code = (type: string, display?: string): void => {
    const isHidden = isInstruction(story) || lookOf(story, state, "").isHidden;
    line.items.push(
      isHidden
        ? hidden(piece())
        : { kind: "code", type, ...(display === undefined ? {} : { display }), pieces: [piece()] },
    );
  };
  const { tag } = lexer;
  switch (tag) {
    case "w:tab":
    case "w:ptab":
      lexer.skip();
      code(TAB_TYPE, "tab");
      return;
    case "w:br": {
      const kind = lexer.get("w:type");
      lexer.skip();
      if (kind === "page" || kind === "column") code(PAGE_BREAK_TYPE, `${kind} break`);
      else code(LINE_BREAK_TYPE, "line break");
      return;
    }
    case "w:cr":
      lexer.skip();
      code(LINE_BREAK_TYPE, "line break");
      return;
    case "w:noBreakHyphen":
      lexer.skip();
      line.items.push(glyph(story, piece(), state));
      return;
    case "w:sym": {
      const character = lexer.get("w:char");
      lexer.skip();
      code("other/pitrans:symbol", symbolDisplay(character));
      return;
    }
    case "w:footnoteReference":
    case "w:endnoteReference": {
      const id = lexer.get("w:id");
      const kind = tag === "w:footnoteReference" ? "footnotes" : "endnotes";
      lexer.skip();
      if (id !== undefined) story.found.notes.push({ kind, id });
      code(tag === "w:footnoteReference" ? "other/pitrans:footnote" : "other/pitrans:endnote", "note");
      return;
    }
    case "w:fldChar":
      readFieldCharacter(story, line, piece);
      return;
    case "w:instrText":
      readInstruction(story, line);
      line.items.push(hidden(piece()));
      return;
    case "w:drawing":
    case "w:pict":
    case "w:object":
    case "mc:AlternateContent": {
      const text = readGraphic(story, line.nested);
      code("image", text === "" ? (tag === "w:object" ? "object" : "image") : text);
      return;
    }
    case "w:ruby":
      code("other/pitrans:ruby", readRuby(story, line, run));
      return;
    case "w:pgNum":
    case "w:dayShort":
    case "w:dayLong":
    case "w:monthShort":
    case "w:monthLong":
    case "w:yearShort":
    case "w:yearLong":
      lexer.skip();
      code("ui/pitrans:field", tag.slice(2));
      return;
    default:
      lexer.skip();
      line.items.push(hidden(piece()));
  }
}

function readText(story: Story, state: OpenRun): InlineItem {
  const { run } = state;
  const { lexer } = story;
  const { start, name } = lexer;
  const isEmptyTag = lexer.isEmpty;
  const isKept = !isEmptyTag && lexer.get("xml:space") === "preserve";
  const contentStart = lexer.end;
  let written = "";
  if (!isEmptyTag) {
    for (let depth = 1; depth > 0 && lexer.next();) {
      if (lexer.isOpen) depth += 1;
      else if (lexer.isClose) depth -= 1;
      else written += lexer.value;
    }
  }
  const text = readable(written, isKept);
  const seen = lookOf(story, state, text);
  const piece = (): Piece => ({ start, end: lexer.end, run, chain: run.chain });
  if (isInstruction(story)) return hidden(piece());
  if (seen.isHidden) {
    if (/\p{L}/u.test(text)) {
      story.found.coverage.skipped("hidden text", "not shown in the document");
      count(story.found, "hidden-text-skipped");
    }
    return hidden(piece());
  }
  if ((seen.isSymbolFont && text.trim() !== "") || PRIVATE_USE_ONLY.test(text)) {
    return { kind: "code", type: "other/pitrans:symbol", display: "symbol", pieces: [piece()] };
  }
  return {
    kind: "text",
    start,
    end: lexer.end,
    name,
    contentStart: isEmptyTag ? lexer.end : contentStart,
    contentEnd: isEmptyTag ? lexer.end : lexer.start,
    text,
    run,
    format: seen.format,
  };
}

/** As Word shows it: white space in the XML is one space, outer spaces count only where they are said to. Soft hyphens say nothing. */
function readable(written: string, isKept: boolean): string {
  const text = /[\t\n\r\u00AD]/.test(written)
    ? written.replaceAll(/[\t\n\r]+/g, " ").replaceAll("\u00AD", "")
    : written;
  return isKept ? text : text.replaceAll(/^ +| +$/g, "");
}

function glyph(story: Story, piece: Piece, state: OpenRun): InlineItem {
  const seen = lookOf(story, state, "\u2011");
  if (isInstruction(story) || seen.isHidden) return hidden(piece);
  const item: TextItem = {
    kind: "text",
    start: piece.start,
    end: piece.end,
    name: story.lexer.name,
    contentStart: piece.end,
    contentEnd: piece.end,
    text: "\u2011",
    run: state.run,
    format: seen.format,
    isGlyph: true,
  };
  return item;
}

/** Whether what stands here is a field's instruction, not text. */
function isInstruction(story: Story): boolean {
  return story.fields.length > 0 && story.fields.some((field) => !field.isResult);
}

function readFieldCharacter(story: Story, line: Line, piece: () => Piece): void {
  const { lexer, fields } = story;
  const type = lexer.get("w:fldCharType");
  if (lexer.isOpen) readFormField(story, line.nested);
  line.items.push(hidden(piece()));
  const at = line.items.length - 1;
  if (type === "begin") fields.push({ start: at, separator: -1, instruction: "", isResult: false });
  const field = fields.at(-1);
  if (field === undefined) return;
  if (type === "separate") {
    field.separator = at;
    field.isResult = true;
  } else if (type === "end") {
    fields.pop();
    closeField(story, line, field);
  }
}

function readInstruction(story: Story, line: Line): void {
  const { lexer } = story;
  if (lexer.isEmpty) return;
  const field = story.fields.at(-1);
  while (lexer.next() && !lexer.isClose) {
    if (field === undefined || field.isResult) continue;
    const prompt = /^(\s*MACROBUTTON\s+\S+\s+)(\S.*)$/s.exec(field.instruction + lexer.value);
    if (prompt !== null && field.instruction === "" && !lexer.raw.includes("&") && lexer.kind === "text") {
      const value = { value: prompt[2]!, start: lexer.start + prompt[1]!.length, end: lexer.end };
      const facts = {
        part: story.part,
        partKey: story.partKey,
        kind: "prompt",
        category: "field prompts",
        place: "Field to click",
      };
      line.nested.push(elementSlot(facts, value));
    }
    field.instruction += lexer.value;
  }
}

function symbolDisplay(character: string | undefined): string {
  const value = Number.parseInt(character ?? "", 16);
  return value >= 0x20 && value < 0xe000 ? String.fromCodePoint(value) : "symbol";
}
