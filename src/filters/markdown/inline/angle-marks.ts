import { CLOSING_TAG, OPENING_TAG } from "../html-blocks.ts";

/** An address in angle brackets, a tag, or a comment, instruction or declaration. */
export interface AngleMark {
  readonly kind: "address" | "html";
  readonly end: number;
}

const AUTOLINK =
  /<(?:[A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\u0000-\u0020]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+){0,50})>/y;
const TAG = new RegExp(`${OPENING_TAG}|${CLOSING_TAG}`, "y");

/** Declarations by how they begin; `end` closes them. */
const DECLARATIONS: readonly { readonly start: RegExp; readonly end: string }[] = [
  { start: /<!--(?:-?>)?/y, end: "-->" },
  { start: /<\?/y, end: "?>" },
  { start: /<!\[CDATA\[/y, end: "]]>" },
  { start: /<![A-Za-z]/y, end: ">" },
];

/** What begins with the "<" at `at` (CommonMark 6.5, 6.6). `hopeless`: ends that are known not to follow any more; it grows. */
export function angleMarkAt(text: string, at: number, hopeless: Set<string>): AngleMark | undefined {
  AUTOLINK.lastIndex = at;
  if (AUTOLINK.test(text)) return { kind: "address", end: AUTOLINK.lastIndex };
  TAG.lastIndex = at;
  const end = TAG.test(text) ? TAG.lastIndex : declarationEnd(text, at, hopeless);
  return end === undefined ? undefined : { kind: "html", end };
}

/** Where a comment, instruction or declaration ends. */
function declarationEnd(text: string, at: number, hopeless: Set<string>): number | undefined {
  for (const { start, end } of DECLARATIONS) {
    start.lastIndex = at;
    const opening = start.exec(text)?.[0];
    if (opening === undefined || hopeless.has(end)) continue;
    if (opening.endsWith(">")) return at + opening.length;
    const closing = text.indexOf(end, at + opening.length);
    if (closing !== -1) return closing + end.length;
    hopeless.add(end);
  }
  return undefined;
}
