import type { Range } from "./line-items.ts";
import type { PageAttribute } from "./token-list.ts";

/** Where the value of an attribute stands, and in which quotes; "" for none. */
export interface ValueRange extends Range {
  readonly quote: '"' | "'" | "";
}

/** The value's range, quotes left out; undefined for an attribute without a value. */
export function valueRange(page: string, attribute: PageAttribute): ValueRange | undefined {
  const { start, end, name } = attribute;
  let at = page.indexOf("=", start + Math.min(name.length, 1));
  if (at === -1 || at >= end) return undefined;
  at += 1;
  while (at < end && /[ \t\n\r\f]/.test(page[at]!)) at += 1;
  const quote = page[at];
  if (quote !== '"' && quote !== "'") return { start: at, end, quote: "" };
  return { start: at + 1, end: Math.max(at + 1, end - 1), quote };
}
