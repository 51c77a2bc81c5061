import { normaliseFragment, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import { collapseSpaces, type LinePlan } from "./plan-line.ts";
import { elementOf } from "./render-line.ts";

/** Emphasis that begins and ends at text: white space at its edges moves out, and a pair around nothing goes. */
export function settleEmphasis(
  plan: LinePlan,
  target: Fragment,
): { readonly fragment: Fragment; readonly isChanged: boolean } {
  const isMark = (part: FragmentPart | undefined, kind: "open" | "close"): boolean =>
    part?.kind === kind && elementOf(plan, part) !== undefined;
  if (!target.some((part) => isMark(part, "open"))) return { fragment: target, isChanged: false };
  const moved = (parts: Fragment, kind: "open" | "close", edge: RegExp): FragmentPart[] => {
    const result: FragmentPart[] = [];
    for (const part of parts) {
      const space = part.kind === "text" ? edge.exec(part.text)?.[0] : undefined;
      if (part.kind !== "text" || space === undefined || !isMark(result.at(-1), kind)) {
        result.push(part);
        continue;
      }
      let at = result.length;
      while (isMark(result[at - 1], kind)) at -= 1;
      const rest = part.text.replace(edge, "");
      result.splice(at, 0, { kind: "text", text: space });
      if (rest !== "") result.push({ kind: "text", text: rest });
    }
    return result;
  };
  const forward = moved(target, "open", /^\s+/u);
  const backward = normaliseFragment(moved(forward.toReversed(), "close", /\s+$/u).toReversed());
  const kept: FragmentPart[] = [];
  for (const part of backward) {
    const last = kept.at(-1);
    if (isMark(part, "close") && last?.kind === "open" && part.kind === "close" && last.id === part.id) kept.pop();
    else kept.push(part);
  }
  return { fragment: collapseSpaces(kept), isChanged: kept.length < backward.length };
}
