import type { Place } from "../errors.ts";

/** "sources/a.docx, word/document.xml, line 3, column 9"; "" where nothing is known. */
export function placeOf({ file, part, unit, line, column }: Place): string {
  const words = [file, part, unit, line && `line ${line}`, column && `column ${column}`];
  return words.filter((word) => word !== undefined && word !== 0).join(", ");
}
