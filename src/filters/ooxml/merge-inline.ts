import { compareCodes, repairCodes, type CodeComparison } from "../../model/codes.ts";
import { isSameFragment, normaliseFragment, onlyText, type Fragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import { fillGaps } from "./fill-gaps.ts";
import type { InlineDialect } from "./inline.ts";
import type { InlinePlan } from "./plan-inline.ts";
import { rebuildLine } from "./rebuild-line.ts";

/** How a target goes into its paragraph. */
export interface InlineMerge {
  readonly edits: readonly Edit[];
  /** What was wrong with the codes of the target, and has been repaired; undefined: nothing. */
  readonly problems?: CodeComparison;
}

/**
 * The edits that put a target into a paragraph. A target equal to its source gives none. Where its codes stand in the order of the
 * source, only text is replaced, in place; where they were moved, the line is rebuilt of its own bytes. Lost, unknown, repeated and
 * overlapping codes are repaired first. `nested` are edits inside the line's blocks (text boxes), which come back among the edits.
 */
export function mergeInline(
  plan: InlinePlan,
  target: Fragment,
  text: string,
  dialect: InlineDialect,
  nested: readonly Edit[] = [],
): InlineMerge {
  if (isSameFragment(plan.source, target)) return { edits: nested };
  // Most targets hold the codes as the source has them, and then nothing can be wrong with them.
  if (isInSourceOrder(plan, target)) {
    const edits = fillGaps(plan, gapTexts(target), text, dialect);
    return { edits: nested.length === 0 ? edits : [...nested, ...edits] };
  }
  const comparison = compareCodes(plan.source, target);
  const isBroken =
    comparison.missing.length + comparison.unknown.length + comparison.duplicated.length + comparison.misnested.length >
    0;
  const whole = isBroken ? repairCodes(plan.source, target) : normaliseFragment(target);
  const edits = isInSourceOrder(plan, whole)
    ? [...nested, ...fillGaps(plan, gapTexts(whole), text, dialect)]
    : (rebuildLine(plan, whole, text, dialect, nested) ?? [
        ...nested,
        ...fillGaps(plan, gapTexts(inSourceOrder(plan, whole)), text, dialect),
      ]);
  return isBroken ? { edits, problems: comparison } : { edits };
}

/** Whether the target's codes are those of the source, in the source's order. */
export function isInSourceOrder(plan: InlinePlan, target: Fragment): boolean {
  let at = 0;
  for (const part of target) {
    if (part.kind === "text") continue;
    const code = plan.codes[at]?.part;
    if (code?.kind !== part.kind || code.id !== part.id) return false;
    at += 1;
  }
  return at === plan.codes.length;
}

/** The texts between the codes: one more than there are codes. */
export function gapTexts(target: Fragment): string[] {
  const only = onlyText(target);
  if (only !== undefined) return [only];
  const texts = [""];
  for (const part of target) {
    if (part.kind === "text") texts[texts.length - 1] += part.text;
    else texts.push("");
  }
  return texts;
}

/** The target with the codes of the source in the source's order, at the places where its own codes stand: the last resort. */
export function inSourceOrder(plan: InlinePlan, target: Fragment): Fragment {
  let at = 0;
  return target.map((part) => {
    if (part.kind === "text") return part;
    const code = plan.codes[at]!.part;
    at += 1;
    return code;
  });
}
