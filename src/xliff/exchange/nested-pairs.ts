import type { Fragment } from "../../model/fragment.ts";

/** The ids of the pairs that are closed in the order in which they were opened, within this text. */
export function nestedPairs(fragment: Fragment): ReadonlySet<string> {
  const open: string[] = [];
  const nested = new Set<string>();
  for (const part of fragment) {
    if (part.kind === "open") open.push(part.id);
    if (part.kind !== "close") continue;
    const at = open.lastIndexOf(part.id);
    if (at === -1) continue;
    // What was opened after it and is still open crosses it: none of the two can be an element around text.
    if (at === open.length - 1) nested.add(part.id);
    else for (const crossing of open.slice(at)) nested.delete(crossing);
    open.splice(at, 1);
  }
  return nested;
}
