import type { DelimiterRun } from "./emphasis.ts";
import type { InlineItem } from "./inline.ts";

/** What a line is read as before its marks of emphasis are paired. */
export type Token = InlineItem | DelimiterRun;

/** Delimiter runs as the items they have become, neighbouring texts joined. */
export function settleTokens(tokens: readonly Token[], from: number): InlineItem[] {
  const items: InlineItem[] = [];
  const push = (item: InlineItem): void => {
    const last = items.at(-1);
    if (item.kind === "text" && last?.kind === "text" && last.end === item.start) {
      items[items.length - 1] = { ...last, end: item.end, text: last.text + item.text };
    } else items.push(item);
  };
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    if (token.kind === "delimiters") for (const item of runItems(token)) push(item);
    else push(token);
  }
  return items;
}

function runItems({ start, character, left, closes, opens }: DelimiterRun): InlineItem[] {
  const items: InlineItem[] = [];
  let at = start;
  for (const { pair, width } of closes ?? []) {
    items.push({ kind: "close", start: at, end: at + width, pair });
    at += width;
  }
  if (left > 0) items.push({ kind: "text", start: at, end: at + left, text: character.repeat(left) });
  at += left;
  for (const { pair, width } of opens?.toReversed() ?? []) {
    items.push({ kind: "open", start: at, end: at + width, pair });
    at += width;
  }
  return items;
}
