import { bare } from "../text-dump.ts";
import { plainTokens, type PartKind } from "./kind.ts";

/** Plain text: a token is a line that is no text of a unit, its end included; lines of one text together are one token. */
export const lines: PartKind = {
  id: "lines",
  tokens: (text, { isInUnits }) => {
    const sequence: string[] = [];
    let isInText = false;
    for (const [line] of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
      const isText = bare(line) !== "" && isInUnits(line);
      const token = isText ? `¶${/[\r\n]*$/.exec(line)![0]}` : line;
      if (isText && isInText) sequence[sequence.length - 1] = token;
      else if (token !== "") sequence.push(token);
      isInText = isText;
    }
    return plainTokens(sequence);
  },
  texts: (text) => [{ text, place: "paragraph" }],
  whyDamaged: () => undefined,
};
