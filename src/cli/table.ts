/** Columns aligned with spaces, numbers to the right; a column that is empty in every row is left out. */
export function renderTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = columns.flatMap((_, index) => (rows.some((row) => (row[index] ?? "") !== "") ? [index] : []));
  const lines = [columns, ...rows].map((row) => kept.map((index) => row[index] ?? ""));
  const widths = kept.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column]!))));
  const isNumeric = kept.map((_, column) =>
    lines.slice(1).every((line) => /^(?:[\d,]+(?: %)?|–|)$/.test(line[column]!)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const space = " ".repeat(widths[column]! - widthOf(cell));
          return isNumeric[column] ? space + cell : cell + space;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Cells of a terminal: wide East Asian characters (UAX #11, by script) take two, combining marks none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}|\p{Cf}/u.test(character)) continue;
    width += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uFF00-\uFF60]/u.test(character)
      ? 2
      : 1;
  }
  return width;
}
