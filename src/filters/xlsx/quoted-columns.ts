import type { Finding } from "../../model/finding.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { formulaTokens } from "./formula-tokens.ts";
import { formulaOf, type FormulaPlace } from "./formulas.ts";
import type { ReadSheet } from "./read-workbook-texts.ts";

/**
 * Names of columns of tables, in lower case, that stand inside texts of formulas: `INDIRECT("Plan[Week]")` finds the column by its old name
 * only, so that its header has to stay.
 */
export function quotedColumns(
  office: OfficePackage,
  places: readonly FormulaPlace[],
  sheets: readonly ReadSheet[],
): ReadonlySet<string> {
  const found = new Set<string>();
  if (!sheets.some(({ tree }) => tree.tables.length > 0)) return found;
  for (const place of places) {
    const formula = formulaOf(office, place);
    if (!formula.includes('"') || !formula.includes("[")) continue;
    for (const { kind, start, end } of formulaTokens(formula)) {
      if (kind !== "string") continue;
      for (const [, name = ""] of formula.slice(start, end).matchAll(/\[@?([^[\]"]+)\]/g))
        found.add(name.toLowerCase());
    }
  }
  return found;
}

/** Takes the header cells of such columns out of the cells that are translated, and tells of them. */
export function leaveQuotedHeaders(sheets: readonly ReadSheet[], quoted: ReadonlySet<string>): Finding[] {
  if (quoted.size === 0) return [];
  const findings: Finding[] = [];
  for (const { tree, cells } of sheets) {
    for (const table of tree.tables) {
      for (const [index, { name }] of table.columns.entries()) {
        if (!quoted.has(name.toLowerCase())) continue;
        const column = table.range.left + index;
        const header = cells.placed.find((cell) => cell.row === table.headerRow && cell.column === column);
        if (header?.string !== undefined && header.string.visible > 0) header.string.visible -= 1;
        findings.push({
          id: "header-left",
          severity: "minor",
          message: `The header “${name}” stays in the source language, since a formula names the column inside a text.`,
          place: `Sheet ${tree.sheet.name}, table ${table.name}`,
        });
      }
    }
  }
  return findings;
}
