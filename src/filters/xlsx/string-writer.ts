import type { CodeComparison } from "../../model/codes.ts";
import type { Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import type { CellString, Spelling } from "./cell-strings.ts";
import { ELEMENT_SYNTAX, lineFeeds } from "./cell-spelling.ts";
import type { WorkbookTexts } from "./read-workbook-texts.ts";
import { readSpelling, type PlacedCell } from "./scan-cells.ts";
import { shownText } from "./string-item.ts";

/** Texts of strings, by string; those without one keep theirs. */
export type StringTargets = ReadonlyMap<CellString, Fragment>;

/** What single cells say where they must differ from the others of their string; "keep": what they said before. */
export type CellTargets = ReadonlyMap<PlacedCell, Fragment | "keep">;

/** The content of a string's element for a target, or as it stands. */
export function spell(
  spelling: Spelling,
  target: Fragment | "keep" | undefined,
  { office, read }: { readonly office: OfficePackage; readonly read: WorkbookTexts },
): { readonly xml: string; readonly problems?: CodeComparison } {
  const text = spelling.kind === "shared" ? "" : office.text(spelling.part);
  const original = (): string =>
    spelling.kind === "shared"
      ? (read.shared?.content(spelling.index) ?? "")
      : text.slice(spelling.start, spelling.end);
  if (target === undefined || target === "keep") return { xml: original() };
  return readSpelling(spelling, text, read.shared, read.styles)?.write(target) ?? { xml: original() };
}

/** The whole text a cell shows for such content. */
export function spelledText(spelling: Spelling, xml: string): string {
  return spelling.kind === "text" ? lineFeeds(ELEMENT_SYNTAX.decode(xml)) : shownText(xml);
}

/** What writing all strings came to. */
export interface WrittenStrings {
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  /** What was wrong with the codes of a string's target. */
  readonly problems: ReadonlyMap<CellString, CodeComparison>;
}

/**
 * Writes the targets of strings where they are spelt. A shared string whose cells are to say different things keeps one of them, and
 * the others get new strings at the end of the table.
 */
export function writeStrings(
  office: OfficePackage,
  read: WorkbookTexts,
  targets: StringTargets,
  single: CellTargets,
): WrittenStrings {
  const edits = new Map<string, Edit[]>();
  const problems = new Map<CellString, CodeComparison>();
  const add = (part: string, edit: Edit): void => {
    const known = edits.get(part);
    if (known) known.push(edit);
    else edits.set(part, [edit]);
  };
  const context = { office, read };
  const changed = new Map<number, string>();
  const own = new Set(Array.from(single.keys(), ({ spelling }) => spelling));
  const placed = placedByIndex(read);
  for (const [string, target] of targets) {
    for (const spelling of string.spellings) {
      const written = spell(spelling, target, context);
      if (written.problems !== undefined) problems.set(string, written.problems);
      if (spelling.kind === "shared") {
        if (!placed.isPerCell) changed.set(spelling.index, written.xml);
      } else if (!own.has(spelling))
        add(spelling.part, { start: spelling.start, end: spelling.end, text: written.xml });
    }
  }
  const added: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (xml: string): number => {
    const number = numbers.get(xml) ?? read.shared!.count + added.length;
    if (!numbers.has(xml)) {
      numbers.set(xml, number);
      added.push(xml);
    }
    return number;
  };
  for (const [index, cells] of placed.cells) {
    const wanted = cells.map(({ cell }) => {
      const target = single.get(cell) ?? (cell.string && targets.get(cell.string));
      return spell(cell.spelling, target, context).xml;
    });
    const original = read.shared!.content(index);
    if (placed.isPerCell) changed.set(index, wanted.includes(original) ? original : wanted[0]!);
    const main = changed.get(index) ?? original;
    for (const [at, { cell, part }] of cells.entries()) {
      const xml = wanted[at]!;
      if (xml !== main) add(part, { start: cell.start, end: cell.end, text: String(numberOf(xml)) });
    }
  }
  for (const [cell, target] of single) {
    if (cell.spelling.kind === "shared") continue;
    const { part, start, end } = cell.spelling;
    add(part, { start, end, text: spell(cell.spelling, target, context).xml });
  }
  if (read.shared !== undefined) for (const edit of read.shared.edits(changed, added)) add(read.shared.part, edit);
  return { edits, problems };
}

interface PlacedByIndex {
  /** Every cell of a shared string is placed: only then is nothing known of the string as a whole. */
  readonly isPerCell: boolean;
  readonly cells: ReadonlyMap<number, readonly { readonly cell: PlacedCell; readonly part: string }[]>;
}

function placedByIndex({ sheets, isPerCell }: WorkbookTexts): PlacedByIndex {
  const cells = new Map<number, { cell: PlacedCell; part: string }[]>();
  for (const { tree, cells: scanned } of sheets) {
    for (const cell of scanned.placed) {
      if (cell.spelling.kind !== "shared") continue;
      const known = cells.get(cell.spelling.index);
      if (known) known.push({ cell, part: tree.sheet.part });
      else cells.set(cell.spelling.index, [{ cell, part: tree.sheet.part }]);
    }
  }
  return { isPerCell, cells };
}
