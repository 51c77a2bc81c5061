import { refuse, type XliffElement } from "../xliff-element.ts";
import { orderOf, type UnitRule } from "./unit-view.ts";

/** Parts whose targets would stand at the same place of the translation, or behind its end (4.3.1.25). */
export const targetOrder: UnitRule = ({ parts }, report) => {
  const taken = new Map<number, XliffElement>();
  for (const [index, { target }] of parts.entries()) {
    if (!target) continue;
    const order = orderOf(target, index);
    if (order > parts.length)
      refuse(
        report,
        target,
        "target-order",
        `order="${order}" is more than the unit's ${parts.length} segments and ignorables.`,
      );
    if (taken.has(order)) refuse(report, target, "target-order", `Two targets of this unit stand at place ${order}.`);
    taken.set(order, target);
  }
};
