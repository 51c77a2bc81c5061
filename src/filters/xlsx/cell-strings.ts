import { hasLetters, numberedText, type Fragment } from "../../model/fragment.ts";
import { cellText } from "./cell-spelling.ts";
import type { CellKind } from "./read-cells.ts";
import type { Sheet } from "./workbook.ts";

/** A cell that shows a string. */
export interface CellUse {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  readonly style: number;
}

/** Where a string is spelt: the number of a shared one, or the content of a cell (`CellKind`) or of a quoted text in a formula. */
export type Spelling =
  | { readonly kind: "shared"; readonly index: number; readonly style: number }
  | {
      readonly kind: Exclude<CellKind, "shared">;
      readonly part: string;
      readonly start: number;
      readonly end: number;
      readonly style: number;
    };

/** A distinct text of the workbook's cells: one unit, however many cells show it. */
export interface CellString {
  readonly source: Fragment;
  /** As formulas, charts and tables know it: `cellText`. */
  readonly text: string;
  readonly hasLetters: boolean;
  readonly spellings: Spelling[];
  /** How many cells show it that a reader sees, and how many that nobody does. */
  visible: number;
  hidden: number;
  /** The first cell that a reader sees, or else the first of all. */
  first: CellUse | undefined;
  /** The first text of its row, and the header of its column. */
  rowHead: CellString | undefined;
  columnHead: CellString | undefined;
  /** A formula, chart or list shows it, though the cells themselves are hidden. */
  isShown: boolean;
  /** Where a text stands that no cell shows, but a formula quotes. */
  place?: string;
}

/** The strings of a workbook, told apart by what they say: text, and codes with their types. */
export interface CellStrings {
  /** The string of this source; made when it is new. In `perCell` every call makes one. */
  of(source: Fragment): CellString;
  /** One that reads so, if there is any: what a chart or a formula that shows the text shows. */
  reading(text: string): CellString | undefined;
}

/** What places that repeat cells' texts are to say. */
export interface TextTranslations {
  /** No text has another translation than itself. */
  readonly isEmpty: boolean;
  /** Undefined where no cell says the text, or it stays as it is. */
  get(text: string): string | undefined;
}

/** @param isPerCell every cell's string is its own */
export function cellStrings(isPerCell: boolean): CellStrings {
  const all: CellString[] = [];
  const byKey = new Map<string, CellString>();
  // Most workbooks have nothing that asks for it: made when it is first asked for.
  let byText: Map<string, CellString | CellString[]> | undefined;
  const enter = (string: CellString): void => {
    if (byText === undefined) return;
    const alike = byText.get(string.text);
    // Hardly two say the same in other formatting: a list for each of a million would weigh more than they do.
    if (alike === undefined) byText.set(string.text, string);
    else if (Array.isArray(alike)) alike.push(string);
    else byText.set(string.text, [alike, string]);
  };
  return {
    of: (source) => {
      const key = isPerCell ? "" : keyOf(source);
      const known = isPerCell ? undefined : byKey.get(key);
      if (known !== undefined) return known;
      const made = makeString(source);
      if (!isPerCell) byKey.set(key, made);
      all.push(made);
      enter(made);
      return made;
    },
    reading: (text) => {
      if (byText === undefined) {
        byText = new Map();
        for (const string of all) enter(string);
      }
      const alike = byText.get(text);
      return Array.isArray(alike) ? (alike.find(({ visible }) => visible > 0) ?? alike[0]) : alike;
    },
  };
}

function makeString(source: Fragment): CellString {
  return {
    source,
    text: cellText(source),
    hasLetters: hasLetters(source),
    spellings: [],
    visible: 0,
    hidden: 0,
    first: undefined,
    rowHead: undefined,
    columnHead: undefined,
    isShown: false,
  };
}

function keyOf(source: Fragment): string {
  const [first] = source;
  if (source.length <= 1 && (first === undefined || first.kind === "text")) return first?.text ?? "";
  const types = source.flatMap((part) => (part.kind === "text" ? [] : [part.type]));
  return `${numberedText(source)}\u0000${types.join(" ")}`;
}
