import { compareCodes, repairCodes, type CodeComparison } from "../../model/codes.ts";
import { normaliseFragment, renderFragment, type Fragment } from "../../model/fragment.ts";

/** InDesign's codes in what numbers a list: a caret and a character, "^#" the number, "^t" a tab, "^3" the number of level 3. */
const CODE = /\^[^]/g;

const DISPLAYS: ReadonlyMap<string, string> = new Map([
  ["^#", "number"],
  ["^t", "tab"],
  ["^H", "chapter number"],
  ["^V", "text variable"],
]);

/** An expression such as "Step ^#:^t" as a fragment, its codes numbered from 1. */
export function numberingFragment(expression: string): Fragment {
  const parts: Fragment[number][] = [];
  let position = 0;
  let count = 0;
  for (const match of expression.matchAll(CODE)) {
    const [data] = match;
    parts.push({ kind: "text", text: expression.slice(position, match.index) });
    count += 1;
    const display = DISPLAYS.get(data) ?? (/^\^\d$/.test(data) ? `number of level ${data[1]}` : "special character");
    parts.push({ kind: "standalone", id: String(count), type: "ui/xlf:var", data, display });
    position = match.index + data.length;
  }
  parts.push({ kind: "text", text: expression.slice(position) });
  return normaliseFragment(parts);
}

/** The expression of a target, whatever codes it has; carets that a translation holds stand for themselves. */
export function numberingOf(
  source: Fragment,
  target: Fragment,
): { readonly expression: string; readonly problems?: CodeComparison } {
  const data = new Map(source.flatMap((part) => (part.kind === "text" ? [] : [[part.id, part.data] as const])));
  const comparison = compareCodes(source, target);
  const isBroken = Object.values(comparison).some((codes: readonly unknown[]) => codes.length > 0);
  const code = ({ id }: { readonly id: string }): string => data.get(id) ?? "";
  const expression = renderFragment(repairCodes(source, target), {
    text: ({ text }) => text.replaceAll("^", "^^"),
    open: code,
    close: () => "",
    standalone: code,
  }).join("");
  return isBroken ? { expression, problems: comparison } : { expression };
}
