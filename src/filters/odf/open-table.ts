/** Cells hold whole pages at times; their first words say enough. */
const LABEL_LENGTH = 80;

/** A table or sheet that is being read. */
export interface OpenTable {
  /** What its cells' places begin with: "Table 2", "Sheet Plan". */
  readonly name: string;
  /** Cells of sheets are called by letter and number. */
  readonly isSheet: boolean;
  /** From 1; of repeated rows and cells the first. */
  row: number;
  column: number;
  /** Numbers of hidden columns, both ends included. */
  readonly hiddenColumns: { readonly from: number; readonly to: number }[];
  /** How many columns have been declared. */
  declared: number;
  isRowHidden: boolean;
  /** Texts of the first row by column, and of the first cell of this row: what tells a reader where a cell stands. */
  readonly headers: string[];
  rowLabel: string;
}

/** A table of which nothing has been read. */
export function openTable(name: string, isSheet: boolean): OpenTable {
  return {
    name,
    isSheet,
    row: 0,
    column: 0,
    hiddenColumns: [],
    declared: 0,
    isRowHidden: false,
    headers: [],
    rowLabel: "",
  };
}

/** Whether the column is among the hidden ones. */
export function isColumnHidden(table: OpenTable, column: number): boolean {
  // By halving: they are in order, and a hostile sheet has many.
  let low = 0;
  let high = table.hiddenColumns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table.hiddenColumns[middle]!.to < column) low = middle + 1;
    else high = middle;
  }
  const range = table.hiddenColumns[low];
  return range !== undefined && column >= range.from;
}

/** Where the current cell stands, in a person's words: "Table 2, row 3, column 1", "Sheet Plan, B4". */
export function cellPlace({ name, isSheet, row, column }: OpenTable): string {
  return isSheet ? `${name}, ${columnLetters(column)}${row}` : `${name}, row ${row}, column ${column}`;
}

/** "A" for 1, "AB" for 28. */
function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Remembers what labels the rows and columns to come. */
export function noteLabels(table: OpenTable, text: string): void {
  if (text.trim() === "" || (table.row !== 1 && table.column !== 1)) return;
  const add = (label: string): string => `${label} ${text.trim()}`.trim().slice(0, LABEL_LENGTH);
  if (table.row === 1) table.headers[table.column] = add(table.headers[table.column] ?? "");
  if (table.column === 1) table.rowLabel = add(table.rowLabel);
}
