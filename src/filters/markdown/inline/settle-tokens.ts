import type { DelimiterRun } from "./emphasis.ts";
import type { InlineItem, TextItem } from "./inline.ts";

/** What a line is read as before its marks of emphasis are paired. */
export type Token = InlineItem | DelimiterRun;

/** Delimiter runs as the items they have become, neighbouring texts joined. */
export function settleTokens(tokens: readonly Token[], from: number): InlineItem[] {
  const items: InlineItem[] = [];
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    if (token.kind === "text") pushText(items, token);
    else if (token.kind === "delimiters") pushRun(items, token);
    else items.push(token);
  }
  return items;
}

function pushText(items: InlineItem[], item: TextItem): void {
  const last = items.at(-1);
  if (last?.kind === "text" && last.end === item.start) {
    items[items.length - 1] = { kind: "text", start: last.start, end: item.end, text: last.text + item.text };
  } else items.push(item);
}

function pushRun(items: InlineItem[], { start, character, left, closes, opens }: DelimiterRun): void {
  let at = start;
  for (const { pair, width } of closes ?? []) {
    items.push({ kind: "close", start: at, end: at + width, pair });
    at += width;
  }
  if (left > 0) pushText(items, { kind: "text", start: at, end: at + left, text: character.repeat(left) });
  at += left;
  for (const { pair, width } of opens?.toReversed() ?? []) {
    items.push({ kind: "open", start: at, end: at + width, pair });
    at += width;
  }
}
