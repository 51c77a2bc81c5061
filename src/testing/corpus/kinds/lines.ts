import { bare } from "../text-dump.ts";
import { plainTokens, type PartKind } from "./kind.ts";

/** What stands before an item of a list and is no text of a unit. */
const LIST_MARK = /^\s*(?:[-*•–—]|\(?(?:\d{1,3}|[a-z])[.)])\s+/i;

/** Plain text: a token is a line that is no text of a unit, its end included; lines of one text together are one token. */
export const lines: PartKind = {
  id: "lines",
  tokens: (text, { isInUnits }) => {
    const sequence: string[] = [];
    let isInText = false;
    for (const [line] of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
      const mark = LIST_MARK.exec(line)?.[0] ?? "";
      const isItem = mark !== "" && !isInUnits(line) && isInUnits(line.slice(mark.length));
      const isText = bare(line) !== "" && (isItem || isInUnits(line));
      const token = isText ? `${isItem ? mark : ""}¶${/[\r\n]*$/.exec(line)![0]}` : line;
      if (isText && isInText && !isItem) sequence[sequence.length - 1] = token;
      else if (token !== "") sequence.push(token);
      isInText = isText;
    }
    return plainTokens(sequence);
  },
  texts: (text) => [{ text, place: "paragraph" }],
  whyDamaged: () => undefined,
};
