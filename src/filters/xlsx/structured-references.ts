import { formulaTokens } from "./formula-tokens.ts";

/** New names of a table's columns by the old ones in lower case. */
export type RenamedColumns = ReadonlyMap<string, string>;

/**
 * The formula with the columns of tables called by their new names: `Plan[Week]`, `Plan[[#This Row],[Week]]`, `[@Week]`. The same string
 * where it names none of them.
 * @param columnsOf the renamed columns of a table, by its name in lower case; "" asks for the table the formula itself stands in
 */
export function renameColumns(formula: string, columnsOf: (table: string) => RenamedColumns | undefined): string {
  if (!formula.includes("[")) return formula;
  let renamed = "";
  let table = "";
  for (const { kind, start, end } of formulaTokens(formula)) {
    const token = formula.slice(start, end);
    if (kind === "bracket") {
      const columns = columnsOf(table.toLowerCase());
      renamed += columns === undefined ? token : renameInside(token, columns);
    } else renamed += token;
    table = kind === "name" ? token : "";
  }
  return renamed;
}

/** A column's name as it stands between brackets: an apostrophe takes its meaning from what follows. */
const COLUMN = /((?:[^'[\]]|'.)*)/s;
const INNER = new RegExp(`\\[${COLUMN.source}\\]`, "gs");
const SIMPLE = new RegExp(`^\\[(@?)${COLUMN.source}\\]$`, "s");

/** Characters that mean something between brackets. */
const SPECIAL = /['[\]#@]/g;
/** A name with any of these needs brackets of its own: `Plan[[Cost, total]]`. */
const NEEDS_BRACKETS = /[\t\n\r,:.[\]#'"{}$^&*+=\-></@\\!()%?`;~|]/;

function renameInside(bracket: string, columns: RenamedColumns): string {
  const simple = SIMPLE.exec(bracket);
  if (simple) {
    const [, at = "", name = ""] = simple;
    const target = newName(name, columns);
    if (target === undefined) return bracket;
    const spelled = escapeColumn(target);
    return NEEDS_BRACKETS.test(target) || (at !== "" && /\s/.test(target))
      ? `[${at}[${spelled}]]`
      : `[${at}${spelled}]`;
  }
  const inside = bracket.slice(1, -1).replaceAll(INNER, (whole, name: string) => {
    const target = newName(name, columns);
    return target === undefined ? whole : `[${escapeColumn(target)}]`;
  });
  return `[${inside}]`;
}

function newName(name: string, columns: RenamedColumns): string | undefined {
  return columns.get(name.replaceAll(/'(.)/gs, "$1").toLowerCase());
}

function escapeColumn(name: string): string {
  return name.replaceAll(SPECIAL, "'$&");
}
