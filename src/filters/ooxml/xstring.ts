/** A character spelled `_xHHHH_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** What an `ST_Xstring` of a workbook says: `_x000a_` is a line feed, `_x005F_` an underscore. Other text stays as it is. */
export function decodeXstring(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The text so that `decodeXstring` gives it back: what looks like an escape gets its underscore escaped. */
export function encodeXstring(text: string): string {
  return text.includes("_x") ? text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_") : text;
}
