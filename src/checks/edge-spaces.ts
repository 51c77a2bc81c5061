import { plainText } from "../model/fragment.ts";
import { defineCheck, type Check } from "./check.ts";

/** White space at an end of the translation where the source has none, or none where the source has some: words run together, or drift apart. */
export const edgeSpaces: Check = defineCheck<{ readonly end: string; readonly has: boolean }>({
  id: "edge-spaces",
  severity: "minor",
  *find({ source, target }) {
    const [before, after] = [plainText(source), target && plainText(target)];
    if (!after?.trim()) return;
    for (const [end, pattern] of ENDS) {
      if (pattern.test(before) !== pattern.test(after)) yield { end, has: pattern.test(after) };
    }
  },
  message: ({ end, has }) =>
    has
      ? `The translation has white space at its ${end}, the source has none.`
      : `The source has white space at its ${end}, the translation has none.`,
});

const ENDS = [
  ["beginning", /^\s/u],
  ["end", /\s$/u],
] as const;
