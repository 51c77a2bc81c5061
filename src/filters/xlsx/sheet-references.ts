import { formulaTokens } from "./formula-tokens.ts";

/** New names of sheets by the old ones in lower case. */
export type RenamedSheets = ReadonlyMap<string, string>;

/** Names that need no apostrophes: no cell reference, no leading digit, nothing but letters, digits, dots and underscores. */
const BARE = /^[\p{L}_][\p{L}\p{N}\p{M}_.]*$/u;
const LOOKS_LIKE_CELL = /^(?:[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[RrCc])$/;

/** A sheet's name as formulas write it, with apostrophes where it needs any. */
function quoteSheet(name: string): string {
  return BARE.test(name) && !LOOKS_LIKE_CELL.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/**
 * The formula or reference with sheets called by their new names: `Plan!A1`, `'Week plan'!A1`, `First:Last!A1`. Sheets of other workbooks
 * (`[1]Plan!A1`) are left. The same string where it names none of them.
 */
export function renameSheets(formula: string, sheets: RenamedSheets): string {
  if (!formula.includes("!")) return formula;
  const tokens = formulaTokens(formula);
  const textOf = (index: number): string => {
    const token = tokens[index];
    return token === undefined ? "" : formula.slice(token.start, token.end);
  };
  const pieces = tokens.map((_, index) => textOf(index));
  for (const [index, token] of tokens.entries()) {
    if (textOf(index) !== "!" || index === 0) continue;
    const before = tokens[index - 1]!;
    if (before.kind === "sheet") {
      const target = renameQuoted(
        textOf(index - 1)
          .slice(1, -1)
          .replaceAll("''", "'"),
        sheets,
      );
      if (target !== undefined) pieces[index - 1] = target;
      continue;
    }
    if (before.kind !== "name" || tokens[index - 2]?.kind === "bracket" || token.start !== before.end) continue;
    const last = sheets.get(textOf(index - 1).toLowerCase());
    const isSpan = textOf(index - 2) === ":" && tokens[index - 3]?.kind === "name";
    const first =
      isSpan && !isBracketed(tokens[index - 4]?.kind) ? sheets.get(textOf(index - 3).toLowerCase()) : undefined;
    if (first !== undefined || (isSpan && last !== undefined)) {
      const span = `${first ?? textOf(index - 3)}:${last ?? textOf(index - 1)}`;
      pieces[index - 3] = span.split(":").every((name) => quoteSheet(name) === name)
        ? span
        : `'${span.replaceAll("'", "''")}'`;
      pieces[index - 2] = "";
      pieces[index - 1] = "";
    } else if (last !== undefined) pieces[index - 1] = quoteSheet(last);
  }
  return pieces.join("");
}

const isBracketed = (kind: string | undefined): boolean => kind === "bracket";

/** The new spelling of what stood between apostrophes: one sheet or a span of two. */
function renameQuoted(name: string, sheets: RenamedSheets): string | undefined {
  if (name.includes("[")) return undefined;
  const whole = sheets.get(name.toLowerCase());
  if (whole !== undefined) return quoteSheet(whole);
  const names = name.split(":");
  if (names.length !== 2 || !names.some((one) => sheets.has(one.toLowerCase()))) return undefined;
  const span = names.map((one) => sheets.get(one.toLowerCase()) ?? one).join(":");
  return `'${span.replaceAll("'", "''")}'`;
}
