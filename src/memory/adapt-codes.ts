import type { Fragment, FragmentPart } from "../model/fragment.ts";
import type { MemoryEntry } from "../model/match.ts";
import { codeNumbers, codeSkeleton } from "./words.ts";

/**
 * The entry with the codes of the query in its source and target, paired by order of appearance: an entry's own numbers are those of the
 * paragraph it came from. Where the codes of the sources are not the same, nothing can be paired and the entry stays as it is.
 */
export function adaptCodes(entry: MemoryEntry, query: Fragment): MemoryEntry {
  if (codeSkeleton(entry.source) !== codeSkeleton(query)) return entry;
  const byNumber = new Map([...codeNumbers(query)].map(([id, number]) => [number, id]));
  const ids = new Map([...codeNumbers(entry.source)].map(([id, number]) => [id, byNumber.get(number)!]));
  const codes = new Map(query.map((part) => [part.kind === "text" ? "" : `${part.kind} ${part.id}`, part]));
  const adapt = (part: FragmentPart): FragmentPart => {
    if (part.kind === "text") return part;
    const id = ids.get(part.id);
    return (id !== undefined && codes.get(`${part.kind} ${id}`)) || part;
  };
  return { ...entry, source: entry.source.map(adapt), target: entry.target.map(adapt) };
}
