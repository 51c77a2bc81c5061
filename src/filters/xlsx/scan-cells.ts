import { attributeOf } from "../ooxml/xml-element.ts";
import { isInside, parseRange, type CellRange } from "./cell-reference.ts";
import type { CellString, CellStrings, CellUse, Spelling } from "./cell-strings.ts";
import { ELEMENT_SYNTAX } from "./cell-spelling.ts";
import { readStretch } from "./coded-stretch.ts";
import { readCells, sharedIndex, type SheetCell } from "./read-cells.ts";
import type { SharedStrings } from "./shared-strings.ts";
import type { SheetTree } from "./sheet-tree.ts";
import { readStringItem } from "./string-item.ts";
import type { Styles } from "./styles.ts";
import type { Table } from "./tables.ts";

/** A cell whose place in the bytes matters: it may get another text than the cells that share its string. */
export interface PlacedCell {
  readonly row: number;
  readonly column: number;
  readonly spelling: Spelling;
  /** The value's content. */
  readonly start: number;
  readonly end: number;
  /** Undefined where nobody sees the cell, so that it keeps its text. */
  readonly string: CellString | undefined;
}

/** A text that a formula has made, with its content's offsets: it repeats what other cells say, or is made of it. */
export interface ComputedText {
  readonly text: string;
  readonly isVisible: boolean;
  readonly start: number;
  readonly end: number;
}

/** A formula that names columns, sheets or texts. */
export interface FormulaSpot {
  readonly row: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** A row whose height is stored, with the texts in it that break into lines. */
export interface FittedRow {
  readonly number: number;
  /** Its opening tag. */
  readonly start: number;
  readonly end: number;
  /** A person chose the height; else Excel stored what the text needed. */
  readonly isFixed: boolean;
  readonly cells: {
    readonly string: CellString;
    readonly row: number;
    readonly column: number;
    readonly style: number;
  }[];
}

/** What the cells of a sheet say. */
export interface ScannedCells {
  /** Strings whose first visible cell is in this sheet, in reading order. */
  readonly strings: readonly CellString[];
  /** Strings whose first cell is a hidden one here; others may show them. */
  readonly hiddenStrings: readonly CellString[];
  /** Header and totals cells of tables; with an own string for each cell, every cell of a shared string. */
  readonly placed: readonly PlacedCell[];
  readonly computed: readonly ComputedText[];
  readonly formulas: readonly FormulaSpot[];
  readonly fittedRows: readonly FittedRow[];
  /** Text cells that are hidden by their row or column, and those of a hidden sheet. */
  readonly hiddenCells: number;
}

/** What all sheets of a workbook share. */
export interface CellSources {
  readonly strings: CellStrings;
  readonly shared: SharedStrings | undefined;
  /** By number; filled as they are met. With an own string for each cell, the first of each. */
  readonly sharedStrings: (CellString | undefined)[];
  readonly styles: Styles;
  readonly isPerCell: boolean;
  /** Hidden cells are read as visible ones. */
  readonly takesHidden: boolean;
  /** Rows are wanted whose texts may need more room: when a translation is written. */
  readonly measuresRows: boolean;
  /** Formulas that name sheets are wanted, too. */
  readonly findsSheetNames: boolean;
}

/** Reads the cells of a sheet. `shown`: ranges that people see even where they are hidden. */
export function scanCells(tree: SheetTree, shown: readonly CellRange[], sources: CellSources): ScannedCells {
  const { sheet, data } = tree;
  const { strings, shared, sharedStrings, styles, isPerCell } = sources;
  const found = {
    strings: [] as CellString[],
    hiddenStrings: [] as CellString[],
    placed: [] as PlacedCell[],
    computed: [] as ComputedText[],
    formulas: [] as FormulaSpot[],
    fittedRows: [] as FittedRow[],
    hiddenCells: 0,
  };
  if (data === undefined) return found;
  const { text } = data;
  const heads = columnHeads(tree);
  const wanted = sources.findsSheetNames ? /["[!]|&(?:quot|#)/ : /["[]|&(?:quot|#)/;
  let isRowHidden = false;
  let fitted: FittedRow | undefined;
  let rowHead: CellString | undefined;

  const isVisible = (row: number, column: number): boolean =>
    sources.takesHidden ||
    (!sheet.isHidden && !isRowHidden && !tree.hiddenColumns.has(column)) ||
    shown.some((range) => isInside(range, row, column));

  const stringOf = (cell: SheetCell, spelling: Spelling): CellString | undefined => {
    if (spelling.kind === "shared") {
      const known = isPerCell ? undefined : sharedStrings[spelling.index];
      if (known !== undefined) return known;
    }
    const source = readSpelling(spelling, text, shared, styles)?.source;
    if (source === undefined) return undefined;
    const string = strings.of(source);
    if (spelling.kind === "shared") sharedStrings[spelling.index] ??= string;
    string.spellings.push(spelling);
    return string;
  };

  const take = (string: CellString, cell: SheetCell, isSeen: boolean): void => {
    if (isSeen ? string.visible === 0 : string.visible + string.hidden === 0) {
      const { row, column, style } = cell;
      const use: CellUse = { sheet, row, column, style };
      string.first = use;
      string.rowHead = heads.isHead(row, column) ? undefined : rowHead;
      string.columnHead = heads.of(row, column);
      (isSeen ? found.strings : found.hiddenStrings).push(string);
    }
    if (isSeen) string.visible += 1;
    else string.hidden += 1;
  };

  readCells(data, sheet.part, {
    row: (row) => {
      isRowHidden = row.isHidden;
      rowHead = undefined;
      heads.row(row.number);
      fitted = undefined;
      if (isRowHidden || !sources.measuresRows) return;
      const tag = text.slice(row.start, row.end);
      if (!/\sht\s*=/.test(tag)) return;
      const isFixed = /\scustomHeight\s*=\s*["'](?:1|true)/.test(tag);
      fitted = { number: row.number, start: row.start, end: row.end, isFixed, cells: [] };
    },
    cell: (cell) => {
      const { row, column, start, end } = cell;
      const isSeen = isVisible(row, column);
      if (cell.isFormula) {
        if (cell.kind !== "text") return;
        const value = ELEMENT_SYNTAX.decode(text.slice(start, end));
        if (/\p{L}/u.test(value)) found.computed.push({ text: value, isVisible: isSeen, start, end });
        return;
      }
      const spelling = spellingOf(cell, sheet.part, text);
      const string = spelling && stringOf(cell, spelling);
      if (spelling === undefined || string === undefined) return;
      if (!isSeen && string.hasLetters) found.hiddenCells += 1;
      take(string, cell, isSeen);
      heads.cell(row, column, string);
      if (string.hasLetters) rowHead ??= string;
      if (fitted !== undefined && string.hasLetters && styles.isWrapped(cell.style)) {
        if (fitted.cells.length === 0) found.fittedRows.push(fitted);
        fitted.cells.push({ string, row, column, style: cell.style });
      }
      if (heads.isTableEdge(row, column) || (isPerCell && spelling.kind === "shared")) {
        found.placed.push({ row, column, spelling, start, end, string: isSeen || !isPerCell ? string : undefined });
      }
    },
    formula: ({ row, column, start, end }) => {
      if (wanted.test(text.slice(start, end))) found.formulas.push({ row, column, start, end });
    },
  });
  return found;
}

/** Reads a string where it is spelt. `text` is that of the worksheet. */
export function readSpelling(
  spelling: Spelling,
  text: string,
  shared: SharedStrings | undefined,
  styles: Styles,
): ReturnType<typeof readStringItem> | undefined {
  const font = (): ReturnType<Styles["font"]> => styles.font(spelling.style);
  if (spelling.kind === "shared") return shared?.item(spelling.index, font);
  const { start, end, part } = spelling;
  if (spelling.kind === "inline") return readStringItem(text, { start, end, part }, font);
  const raw = text.slice(start, end);
  if (raw.includes("<")) return undefined;
  const stretch = readStretch(raw, ELEMENT_SYNTAX);
  return {
    source: stretch.source,
    write: (target) => {
      const { raw: xml, problems } = stretch.write(target);
      return problems === undefined ? { xml } : { xml, problems };
    },
  };
}

function spellingOf(cell: SheetCell, part: string, text: string): Spelling | undefined {
  const { kind, start, end, style } = cell;
  if (kind !== "shared") return { kind, part, start, end, style };
  const index = sharedIndex(text.slice(start, end));
  return Number.isInteger(index) ? { kind, index, style } : undefined;
}

/** Which cell heads a column. */
interface ColumnHeads {
  row(number: number): void;
  cell(row: number, column: number, string: CellString): void;
  of(row: number, column: number): CellString | undefined;
  /** Whether the cell heads a column, so that the text before it says nothing of it. */
  isHead(row: number, column: number): boolean;
  /** Whether the cell is a header or totals cell of a table. */
  isTableEdge(row: number, column: number): boolean;
}

/**
 * Columns are headed by the header row of their table; else by that of the filter, the last of the rows that stay when one scrolls, or the
 * first row with two texts.
 */
function columnHeads(tree: SheetTree): ColumnHeads {
  const tables = tree.tables.map((table) => ({ table, heads: new Map<number, CellString>() }));
  const ofSheet = new Map<number, CellString>();
  let headRow = chosenHeadRow(tree);
  let current: { readonly row: number; readonly cells: [column: number, string: CellString][] } | undefined;
  /** Those that the current row runs through. */
  let near: typeof tables = [];
  const isIn = ({ range }: Table, row: number, column: number): boolean => isInside(range, row, column);
  return {
    row: (row) => {
      if (headRow === undefined && current !== undefined && current.cells.length > 1) {
        headRow = current.row;
        for (const [column, string] of current.cells) ofSheet.set(column, string);
      }
      current = { row, cells: [] };
      if (tables.length > 0) near = tables.filter(({ table: { range } }) => row >= range.top && row <= range.bottom);
    },
    cell: (row, column, string) => {
      if (!string.hasLetters) return;
      if (headRow === undefined) current?.cells.push([column, string]);
      else if (row === headRow) ofSheet.set(column, string);
      for (const { table, heads } of near) {
        if (row === table.headerRow && isIn(table, row, column)) heads.set(column, string);
      }
    },
    of: (row, column) => {
      for (const { table, heads } of near) {
        if (isIn(table, row, column) && row !== table.headerRow) return heads.get(column);
      }
      return headRow !== undefined && row > headRow ? ofSheet.get(column) : undefined;
    },
    isHead: (row, column) =>
      row === headRow || near.some(({ table }) => row === table.headerRow && isIn(table, row, column)),
    isTableEdge: (row, column) =>
      near.some(({ table }) => (row === table.headerRow || row === table.totalsRow) && isIn(table, row, column)),
  };
}

function chosenHeadRow(tree: SheetTree): number | undefined {
  const filter = tree.elements("autoFilter")[0];
  const range = filter && parseRange(attributeOf(filter, "ref") ?? "");
  if (range !== undefined) return range.top;
  const pane = tree.elements("pane")[0];
  const rows = pane && attributeOf(pane, "state")?.startsWith("frozen") ? Number(attributeOf(pane, "ySplit")) : 0;
  return Number.isInteger(rows) && rows > 0 ? rows : undefined;
}

/** White space that a line of its own has no use for. */
const UNEVEN = /^\s|\s$|\s\s|[^\S ]/;

/** A string in one line, for contexts; undefined where there is nothing to read. */
export function contextText(string: CellString | undefined): string | undefined {
  if (string === undefined) return undefined;
  // Most need nothing: a context is asked for with every unit.
  const text = UNEVEN.test(string.text) ? string.text.replaceAll(/\s+/g, " ").trim() : string.text;
  return text === "" ? undefined : text;
}
