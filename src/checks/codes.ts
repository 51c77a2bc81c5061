import { compareCodes } from "../model/codes.ts";
import type { InlineCode } from "../model/fragment.ts";
import { defineCheck, type Check } from "./check.ts";

type Fault = "missing" | "unknown" | "duplicated" | "misnested";

const WORDS: Readonly<Record<Fault, string>> = {
  missing: "stands in the source, but not in the translation",
  unknown: "stands in the translation, but not in the source",
  duplicated: "stands more often in the translation than in the source",
  misnested: "is closed before it is opened, not closed, or crosses another one",
};

/** Codes of the translation that are not those of the source. The two ends of a pair count once. */
export const codes: Check = defineCheck<{ readonly fault: Fault; readonly code: InlineCode }>({
  id: "codes",
  severity: "critical",
  *find({ source, target }) {
    if (target === undefined || target.length === 0) return;
    const comparison = compareCodes(source, target);
    for (const fault of Object.keys(WORDS) as Fault[]) {
      const named = new Set<string>();
      for (const code of comparison[fault]) {
        if (!named.has(code.id)) yield { fault, code };
        named.add(code.id);
      }
    }
  },
  message: ({ fault, code }) => `The code ${code.display ?? code.id} ${WORDS[fault]}.`,
});
