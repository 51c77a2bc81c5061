import { unescapeXml } from "../../xml/escape.ts";
import { XmlLexer } from "../../xml/lexer.ts";
import type { XmlElement } from "../ooxml/xml-element.ts";
import { columnOf } from "./cell-reference.ts";

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

/**
 * Reads the rows and text cells of a worksheet's `sheetData`, passing numbers by. Cells and rows without a reference follow the one before.
 * Errors: a DocumentError where the part cannot be tokenised.
 */
export function readCells(data: XmlElement, part: string, visitor: CellVisitor): void {
  const { text } = data;
  const tag = /^<((?:[^\s:<>/]+:)?)/.exec(text.slice(data.start, data.contentStart))?.[1] ?? "";
  const [rowName, cellName, valueName, formulaName, inlineName] = ["row", "c", "v", "f", "is"].map(
    (name) => tag + name,
  ) as [string, string, string, string, string];
  const lexer = new XmlLexer(text, part);
  lexer.end = data.contentStart;
  const row: Writable<SheetRow> = { number: 0, isHidden: false, start: 0, end: 0 };
  const cell: Writable<SheetCell> = { row: 0, column: 0, kind: "text", style: 0, isFormula: false, start: 0, end: 0 };
  const formula: Writable<SheetFormula> = { row: 0, column: 0, start: 0, end: 0 };
  let kind: CellKind | undefined;
  while (lexer.next() && lexer.start < data.contentEnd) {
    const token = lexer.kind;
    if (token !== "open" && token !== "empty") continue;
    const { name } = lexer;
    if (name === cellName) {
      const reference = lexer.attribute("r");
      cell.row = row.number;
      cell.column = (reference === undefined ? 0 : columnOf(reference)) || cell.column + 1;
      kind = token === "empty" ? undefined : kindOf(lexer.attribute("t"));
      cell.isFormula = false;
      cell.style = kind === undefined ? 0 : Number(lexer.attribute("s") ?? 0);
    } else if (name === valueName) {
      if (token === "empty" || kind === undefined || kind === "inline") continue;
      cell.kind = kind;
      cell.start = lexer.end;
      cell.end = text.indexOf("</", lexer.end);
      visitor.cell(cell);
    } else if (name === formulaName) {
      cell.isFormula = true;
      if (token === "empty") continue;
      formula.row = cell.row;
      formula.column = cell.column;
      formula.start = lexer.end;
      formula.end = text.indexOf("</", lexer.end);
      if (formula.end > formula.start) visitor.formula(formula);
    } else if (name === inlineName) {
      if (token === "empty" || kind !== "inline") continue;
      cell.kind = "inline";
      cell.start = lexer.end;
      cell.end = text.indexOf(`</${inlineName}`, lexer.end);
      lexer.end = cell.end;
      visitor.cell(cell);
    } else if (name === rowName) {
      const number = Number(lexer.attribute("r"));
      row.number = Number.isInteger(number) && number > 0 ? number : row.number + 1;
      row.isHidden = isOn(lexer.attribute("hidden")) || Number(lexer.attribute("ht") ?? 1) === 0;
      row.start = lexer.start;
      row.end = lexer.end;
      cell.column = 0;
      visitor.row(row);
    }
  }
}

function kindOf(type: string | undefined): CellKind | undefined {
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
