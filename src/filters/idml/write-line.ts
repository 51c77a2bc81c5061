import { compareCodes, repairCodes, type CodeComparison } from "../../model/codes.ts";
import { isSameFragment, normaliseFragment, type Fragment } from "../../model/fragment.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { escapeText } from "../../xml/escape.ts";
import { fillGaps } from "../ooxml/fill-gaps.ts";
import type { InlineDialect } from "../ooxml/inline.ts";
import { gapTexts, inSourceOrder, isInSourceOrder, mergeInline } from "../ooxml/merge-inline.ts";
import { planInline, type InlinePlan } from "../ooxml/plan-inline.ts";
import { detachLine } from "./detach-line.ts";
import type { LineItem } from "./line.ts";

/** How a target goes into its paragraph. */
export interface LineMerge {
  /** Those inside the line's blocks among them. */
  readonly edits: readonly Edit[];
  readonly problems?: CodeComparison;
}

/** Characters stay where they are, or stand in a `Content` of their own in a detached line. A line feed is a forced line break, which InDesign writes as U+2028. */
const DIALECT: InlineDialect = {
  text(text, name) {
    const spelt = escapeText(text.replaceAll(/\r\n|\r|\n/g, "\u2028"));
    return name === "" ? spelt : `<Content>${spelt}</Content>`;
  },
};

/**
 * The edits that put a target into a line of a story. A target equal to its source gives none. Where its codes stand in the order of the
 * source, only characters are replaced, in place; where they were moved, the line is made anew of its own bytes. Lost, unknown, repeated
 * and overlapping codes are repaired first. `nested` are the edits inside the line's blocks.
 */
export function mergeLine(
  plan: InlinePlan,
  line: readonly LineItem[],
  target: Fragment,
  part: string,
  nested: readonly Edit[],
): LineMerge {
  if (isSameFragment(plan.source, target)) return { edits: nested };
  const comparison = compareCodes(plan.source, target);
  const isBroken = Object.values(comparison).some((codes: readonly unknown[]) => codes.length > 0);
  const whole = isBroken ? repairCodes(plan.source, target) : normaliseFragment(target);
  const problems = isBroken ? { problems: comparison } : {};
  if (isInSourceOrder(plan, whole) && !fillsEmptyGap(plan, gapTexts(whole))) {
    return { edits: [...nested, ...fillLine(plan, line, gapTexts(whole), part)], ...problems };
  }
  const detached = detachLine(line, part, nested);
  if (detached === undefined) {
    const texts = withoutEmptyGaps(plan, gapTexts(inSourceOrder(plan, whole)));
    return { edits: [...nested, ...fillLine(plan, line, texts, part)], ...problems };
  }
  const { text, items, start, end, before, after } = detached;
  const { edits } = mergeInline(planInline(items), whole, text, DIALECT);
  const outside = nested.filter((edit) => edit.start < start || edit.end > end);
  return { edits: [...outside, { start, end, text: `${before}${applyEdits(text, edits)}${after}` }], ...problems };
}

/** The edits that put a text into every gap; where the line begins with a large initial, the first letters of its word go there. */
function fillLine(plan: InlinePlan, line: readonly LineItem[], texts: readonly string[], part: string): Edit[] {
  const at = line.findIndex(({ isInitial }) => isInitial);
  const initial = line[at]?.item;
  const index = plan.gaps.findIndex((gap) => gap.items.includes(at));
  const gap = plan.gaps[index];
  const wanted = texts[index] ?? "";
  if (initial?.kind !== "text" || gap === undefined || wanted === gap.text) return fillGaps(plan, texts, part, DIALECT);
  const head = /^\s*\p{P}?(?:\p{L}\p{M}*)?/u.exec(wanted)?.[0] ?? "";
  const rest = { ...gap, items: gap.items.filter((item) => item !== at), text: gap.text.slice(initial.text.length) };
  const others = fillGaps(
    { ...plan, gaps: plan.gaps.with(index, rest) },
    texts.with(index, wanted.slice(head.length)),
    part,
    DIALECT,
  );
  return [{ start: initial.start, end: initial.end, text: escapeText(head) }, ...others];
}

function fillsEmptyGap(plan: InlinePlan, texts: readonly string[]): boolean {
  return plan.gaps.some((gap, index) => gap.items.length === 0 && texts[index] !== "");
}

/** The texts with those for which there is no element put to their neighbours: the last resort, in lines that cannot be taken apart. */
function withoutEmptyGaps(plan: InlinePlan, texts: readonly string[]): string[] {
  const moved = [...texts];
  const hasElement = (index: number): boolean => (plan.gaps[index]?.items.length ?? 0) > 0;
  const first = plan.gaps.findIndex((_, index) => hasElement(index));
  for (let index = 0; index < moved.length; index += 1) {
    if (hasElement(index) || moved[index] === "") continue;
    let home = index;
    while (home >= 0 && !hasElement(home)) home -= 1;
    if (home >= 0) moved[home] += moved[index]!;
    else moved[first] = `${moved[index]!}${moved[first]!}`;
    moved[index] = "";
  }
  return moved;
}
