import { unescapeXml } from "../../xml/escape.ts";
import { XmlLexer } from "../../xml/lexer.ts";
import type { XmlElement } from "../ooxml/xml-element.ts";

/** A row under the cursor. */
export interface SheetRow {
  readonly number: number;
  readonly isHidden: boolean;
  /** Offset of its opening tag. */
  readonly start: number;
  readonly end: number;
}

/** How a cell holds its value: by number of a shared string, in itself, or as a plain value. */
export type CellKind = "shared" | "inline" | "text";

/** A cell that shows text. Offsets point into the worksheet's part. The reader uses one object for all: take what you need of it. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly kind: CellKind;
  /** Number of its style (`cellXfs`). */
  readonly style: number;
  /** Whether a formula made the value. */
  readonly isFormula: boolean;
  /** The value's content: the number of a shared string, or text; of an inline string the content of its `is`. */
  readonly start: number;
  readonly end: number;
}

/** A formula with its content's offsets; what other cells of a shared formula repeat is not told. */
export interface SheetFormula {
  readonly row: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** What a reader of cells is told, in the order of the bytes. */
export interface CellVisitor {
  row(row: SheetRow): void;
  cell(cell: SheetCell): void;
  formula(formula: SheetFormula): void;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const SLASH = 47;
const GREATER = 62;
const EQUALS = 61;
const SPACE = 32;
const C = 99;
const V = 118;

/**
 * Reads the rows and text cells of a worksheet's `sheetData`, passing numbers by. Cells and rows without a reference follow the one before.
 * The tags of cells and values, a million in a large sheet, are read by their characters; the lexer reads all others.
 * Errors: a DocumentError where the part cannot be tokenised.
 */
export function readCells(data: XmlElement, part: string, visitor: CellVisitor): void {
  const { text, contentEnd: end } = data;
  const prefix = /^<((?:[^\s:<>/]+:)?)/.exec(text.slice(data.start, data.contentStart))?.[1] ?? "";
  const rowName = `${prefix}row`;
  const formulaName = `${prefix}f`;
  const inlineName = `${prefix}is`;
  const nameOffset = 1 + prefix.length;
  const lexer = new XmlLexer(text, part);
  const row: Writable<SheetRow> = { number: 0, isHidden: false, start: 0, end: 0 };
  const cell: Writable<SheetCell> = { row: 0, column: 0, kind: "text", style: 0, isFormula: false, start: 0, end: 0 };
  const formula: Writable<SheetFormula> = { row: 0, column: 0, start: 0, end: 0 };
  const head = new CellTag(text, part);
  let kind: CellKind | undefined;
  let at = data.contentStart;
  for (;;) {
    at = text.indexOf("<", at);
    if (at === -1 || at >= end) return;
    const name = at + nameOffset;
    const letter = text.charCodeAt(name);
    if (text.charCodeAt(at + 1) === SLASH) {
      at += 2;
    } else if (
      (letter === C || letter === V) &&
      endsName(text.charCodeAt(name + 1)) &&
      text.startsWith(prefix, at + 1)
    ) {
      if (letter === C) {
        at = head.read(at, name + 1);
        cell.row = row.number;
        cell.column = head.column || cell.column + 1;
        cell.style = head.style;
        cell.isFormula = false;
        kind = head.isEmpty ? undefined : head.kind;
        continue;
      }
      lexer.end = at;
      if (text.charCodeAt(name + 1) === GREATER) at = name + 2;
      else {
        lexer.next();
        at = lexer.end;
        if (lexer.kind === "empty") continue;
      }
      if (kind === undefined || kind === "inline") continue;
      cell.kind = kind;
      cell.start = at;
      cell.end = text.indexOf("</", at);
      at = cell.end;
      visitor.cell(cell);
    } else {
      lexer.end = at;
      lexer.next();
      at = lexer.end;
      const token = lexer.kind;
      if (token !== "open" && token !== "empty") continue;
      const element = lexer.name;
      if (element === formulaName) {
        cell.isFormula = true;
        if (token === "empty") continue;
        formula.row = cell.row;
        formula.column = cell.column;
        formula.start = at;
        formula.end = text.indexOf("</", at);
        if (formula.end > formula.start) visitor.formula(formula);
        at = formula.end;
      } else if (element === inlineName) {
        if (token === "empty" || kind !== "inline") continue;
        cell.kind = "inline";
        cell.start = at;
        cell.end = text.indexOf(`</${inlineName}`, at);
        at = cell.end;
        visitor.cell(cell);
      } else if (element === rowName) {
        const number = Number(lexer.attribute("r"));
        row.number = Number.isInteger(number) && number > 0 ? number : row.number + 1;
        row.isHidden = isOn(lexer.attribute("hidden")) || Number(lexer.attribute("ht") ?? 1) === 0;
        row.start = lexer.start;
        row.end = at;
        cell.column = 0;
        visitor.row(row);
      }
    }
  }
}

function endsName(code: number): boolean {
  return code <= SPACE || code === GREATER || code === SLASH;
}

/** The opening tag of a cell: reading it makes nothing, for there may be millions. */
class CellTag {
  readonly #text: string;
  readonly #part: string;
  /** 0: the tag names none. */
  column = 0;
  style = 0;
  kind: CellKind | undefined;
  isEmpty = false;

  constructor(text: string, part: string) {
    this.#text = text;
    this.#part = part;
  }

  /** Reads the tag that begins at `start`, whose attributes begin at `from`; gives the offset behind it. */
  read(start: number, from: number): number {
    const text = this.#text;
    this.column = 0;
    this.style = 0;
    this.kind = undefined;
    let at = from;
    for (;;) {
      let code = text.charCodeAt(at);
      while (code <= SPACE) code = text.charCodeAt((at += 1));
      if (code === GREATER || code === SLASH) {
        this.isEmpty = code === SLASH;
        return this.isEmpty ? at + 2 : at + 1;
      }
      const nameStart = at;
      while (code !== EQUALS && code > SPACE) code = text.charCodeAt((at += 1));
      const isShort = at === nameStart + 1;
      while (code <= SPACE || code === EQUALS) code = text.charCodeAt((at += 1));
      const close = Number.isNaN(code) ? -1 : text.indexOf(text[at]!, at + 1);
      if (close === -1) throw new XmlLexer(text, this.#part).error(`${this.#part} breaks off inside a tag.`, start);
      if (isShort) this.#take(text[nameStart]!, at + 1, close);
      at = close + 1;
    }
  }

  #take(name: string, start: number, end: number): void {
    const text = this.#text;
    if (name === "t") this.kind = kindOf(text.slice(start, end));
    else if (name === "s") {
      for (let at = start; at < end; at += 1) this.style = this.style * 10 + text.charCodeAt(at) - 48;
    } else if (name === "r") {
      for (let at = start; at < end; at += 1) {
        const letter = (text.charCodeAt(at) & ~32) - 64;
        if (letter < 1 || letter > 26) return;
        this.column = this.column * 26 + letter;
      }
    }
  }
}

function kindOf(type: string): CellKind | undefined {
  if (type === "s") return "shared";
  if (type === "inlineStr") return "inline";
  return type === "str" ? "text" : undefined;
}

function isOn(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

/** The number a cell has for its shared string; NaN where it is none. */
export function sharedIndex(raw: string): number {
  return raw.trim() === "" ? Number.NaN : Number(unescapeXml(raw));
}
