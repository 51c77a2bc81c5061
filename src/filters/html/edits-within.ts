import { applyEdits, firstEditFrom, type Edit } from "../../xml/edits.ts";
import type { Range } from "./line-items.ts";

/** The text of a stretch of the page with the edits that lie in it. @param edits in order, without overlaps; others may be among them */
export function textWithin(page: string, { start, end }: Range, edits: readonly Edit[]): string {
  const text = page.slice(start, end);
  if (edits.length === 0) return text;
  const inside: Edit[] = [];
  for (let at = firstEditFrom(edits, start); at < edits.length && edits[at]!.end <= end; at += 1) {
    const edit = edits[at]!;
    inside.push({ start: edit.start - start, end: edit.end - start, text: edit.text });
  }
  return applyEdits(text, inside);
}
