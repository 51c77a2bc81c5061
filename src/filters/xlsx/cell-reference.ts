/** A rectangle of cells; rows and columns counted from 1, both ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What a worksheet can hold (ECMA-376 part 1, 18.3.1.73 and 18.3.1.13, as Excel has it). */
const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;

const A = 64;

/** The letters of a column counted from 1: "A", "AB". */
function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(A + 1 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** "B4" for row 4, column 2. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

/** The column that a reference begins with ("AB12" → 28); 0 where it begins with no letter. `$` is passed over. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & ~32;
    if (code > A && code <= A + 26) column = column * 26 + code - A;
    else if (reference[at] !== "$") break;
  }
  return column;
}

const RANGE = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/;
const COLUMNS = /^\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})$/;

/** "B4", "$A$1:$C$9" or "A:C"; undefined where it is none of these. */
export function parseRange(reference: string): CellRange | undefined {
  const columns = COLUMNS.exec(reference);
  if (columns) return sorted(1, columnOf(columns[1]!), MAX_ROW, columnOf(columns[2]!));
  const match = RANGE.exec(reference);
  if (!match) return undefined;
  const [, left = "", top = "", right = left, bottom = top] = match;
  return sorted(Number(top), columnOf(left), Number(bottom), columnOf(right));
}

function sorted(top: number, left: number, bottom: number, right: number): CellRange | undefined {
  if (Math.min(top, bottom) < 1 || Math.max(top, bottom) > MAX_ROW || Math.max(left, right) > MAX_COLUMN)
    return undefined;
  return {
    top: Math.min(top, bottom),
    left: Math.min(left, right),
    bottom: Math.max(top, bottom),
    right: Math.max(left, right),
  };
}

/** Whether the cell lies in the range. */
export function isInside(range: CellRange, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}
