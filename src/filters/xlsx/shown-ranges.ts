import { attributeOf, childOf, contentOf, descendantsOf } from "../ooxml/xml-element.ts";
import { isInside, parseRange, type CellRange } from "./cell-reference.ts";
import type { SheetTree } from "./sheet-tree.ts";
import { localName } from "./string-format.ts";
import type { Workbook } from "./workbook.ts";

/** Cells that people see though they are hidden: the entries of drop-down lists. By the part of their sheet. */
export type ShownRanges = ReadonlyMap<string, readonly CellRange[]>;

/** Every hidden cell is looked up in them; no workbook that people made comes near. */
const MOST_RANGES = 500;
/** Characters; Excel takes no more. */
const MOST_FORMULA = 8192;

const REFERENCE =
  /(?:('(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?(\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\p{L}\p{N}_.(!])/gu;
const TABLE_COLUMN = /^\s*(?:INDIRECT\(\s*")?([\p{L}_\\][\p{L}\p{N}_.]*)\[([^[\]]+)\]/iu;

/** Finds the ranges from which the drop-down lists of visible sheets take their entries, by reference, name or table. */
export function shownRanges(trees: readonly SheetTree[], workbook: Workbook): ShownRanges {
  const parts = new Map(trees.map(({ sheet }) => [sheet.name.toLowerCase(), sheet.part]));
  const names = definedNames(workbook);
  const found = new Map<string, CellRange[]>();
  const add = (part: string | undefined, range: CellRange | undefined): void => {
    if (part === undefined || range === undefined) return;
    const known = found.get(part) ?? [];
    const isKnown = known.some(
      (one) => isInside(one, range.top, range.left) && isInside(one, range.bottom, range.right),
    );
    if (!isKnown && known.length < MOST_RANGES) known.push(range);
    found.set(part, known);
  };
  const follow = (formula: string, home: string, depth: number): void => {
    if (formula.length > MOST_FORMULA) return;
    for (const [, sheet, reference = ""] of formula.matchAll(REFERENCE)) {
      const name = sheet?.replace(/^'(.*)'$/, "$1").replaceAll("''", "'");
      add(name === undefined ? home : parts.get(name.toLowerCase()), parseRange(reference));
    }
    const [, table = "", column = ""] = TABLE_COLUMN.exec(formula) ?? [];
    if (table !== "") addColumn(table, column);
    const named = names.get(formula.trim().toLowerCase());
    if (named !== undefined && depth > 0) follow(named, home, depth - 1);
  };
  const addColumn = (name: string, column: string): void => {
    for (const { sheet, tables } of trees) {
      for (const table of tables) {
        const index = table.columns.findIndex((one) => one.name.toLowerCase() === column.toLowerCase());
        if (table.name.toLowerCase() !== name.toLowerCase() || index === -1) continue;
        const left = table.range.left + index;
        add(sheet.part, { ...table.range, left, right: left });
      }
    }
  };
  const seen = new Set<string>();
  for (const tree of trees) {
    if (tree.sheet.isHidden) continue;
    for (const formula of listFormulas(tree)) {
      const key = `${tree.sheet.part}\n${formula}`;
      if (seen.has(key)) continue;
      seen.add(key);
      follow(formula, tree.sheet.part, 3);
    }
  }
  return found;
}

function listFormulas(tree: SheetTree): string[] {
  return tree
    .elements("dataValidation")
    .filter((rule) => attributeOf(rule, "type") === "list")
    .flatMap((rule) => {
      const formula = rule.children.find((child) => localName(child) === "formula1");
      const nested = formula?.children[0];
      return formula ? [contentOf(nested ?? formula)] : [];
    });
}

function definedNames(workbook: Workbook): Map<string, string> {
  const names = childOf(workbook.root, "x:definedNames");
  return new Map(
    (names ? descendantsOf(names, "x:definedName") : []).map((element) => [
      (attributeOf(element, "name") ?? "").toLowerCase(),
      contentOf(element),
    ]),
  );
}
