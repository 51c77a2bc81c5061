import { normaliseFragment, type Fragment, type FragmentPart, type InlineCode } from "../model/fragment.ts";

/** A fragment in three: what stands before the words, the words with the codes among them, what stands after. Joined they are the whole. */
export interface TrimmedFragment {
  readonly leading: Fragment;
  readonly inner: Fragment;
  readonly trailing: Fragment;
}

const isBlank = (part: FragmentPart): boolean => part.kind !== "text" || part.text.trim() === "";

/**
 * Takes codes and white space off both edges: an engine cannot lose what it does not get. A pair goes only as a whole: `<1>all</1>`
 * does, `<1>the first</1> words` stays. Halves of a pair whose other half stands in another segment go too.
 */
export function trimEdges(fragment: Fragment): TrimmedFragment {
  const parts = splitOuterSpace(normaliseFragment(fragment));
  const first = parts.findIndex((part) => !isBlank(part));
  if (first === -1) return { leading: parts, inner: [], trailing: [] };
  const last = parts.findLastIndex((part) => !isBlank(part));
  const partner = partners(parts);
  let head = first;
  let tail = last + 1;
  const isOutside = (index: number): boolean => index < head || index >= tail;
  for (let moved = true; moved;) {
    moved = false;
    for (const [index, other] of partner) {
      if (isOutside(index) === isOutside(other)) continue;
      if (index < head) head = index;
      else if (index >= tail) tail = index + 1;
      moved = true;
    }
  }
  return { leading: parts.slice(0, head), inner: parts.slice(head, tail), trailing: parts.slice(tail) };
}

/** The places of codes that pair up within the fragment, both ways. */
export function partners(parts: Fragment): ReadonlyMap<number, number> {
  const opened = new Map<string, number>();
  const result = new Map<number, number>();
  parts.forEach((part, index) => {
    if (part.kind === "open" && !opened.has(part.id)) opened.set(part.id, index);
    if (part.kind !== "close") return;
    const start = opened.get(part.id);
    if (start === undefined || result.has(start)) return;
    result.set(start, index);
    result.set(index, start);
  });
  return result;
}

/** White space at the outer ends of the first and last words becomes parts of its own, to be taken off. */
function splitOuterSpace(parts: Fragment): Fragment {
  const first = parts.findIndex((part) => !isBlank(part));
  const last = parts.findLastIndex((part) => !isBlank(part));
  const text = (value: string): FragmentPart[] => (value === "" ? [] : [{ kind: "text", text: value }]);
  return parts.flatMap((part, index): readonly FragmentPart[] => {
    if (part.kind !== "text" || (index !== first && index !== last)) return [part];
    const start = index === first ? part.text.length - part.text.trimStart().length : 0;
    const end = index === last ? part.text.trimEnd().length : part.text.length;
    return [...text(part.text.slice(0, start)), ...text(part.text.slice(start, end)), ...text(part.text.slice(end))];
  });
}

/** The codes of a fragment, in order. */
export function codesOf(fragment: Fragment): readonly InlineCode[] {
  return fragment.filter((part): part is InlineCode => part.kind !== "text");
}
