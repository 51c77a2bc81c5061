import type { Flavour } from "../blocks.ts";

/** What may mean something in a line of CommonMark and GFM: a line end does where white space stands before it. */
const MARK = /[&*<[\\\]_`~]|[ \t]\n/;

/** The same, and what may begin a loose code (`findLooseCodes`). */
const MARK_OR_EXTRA = /[&*<[\\\]_`~{$@:]|[ \t]\n|www\./;

/** Whether a line is nothing but text, as most are: no sign in it may mean anything. */
export function isPlainLine(content: string, { hasExtras }: Flavour): boolean {
  return !(hasExtras ? MARK_OR_EXTRA : MARK).test(content);
}
