import { attribute, refuse, type XliffElement } from "../xliff-element.ts";
import type { UnitRule } from "./unit-view.ts";

/** xml:space of a source and its target agree, and a segment with a state beyond initial has a target (4.3.1.37, 4.7.2.2). */
export const segments: UnitRule = ({ parts }, report) => {
  for (const { element, source, target } of parts) {
    const isSameSpace = !source || !target || effectiveSpace(source) === effectiveSpace(target);
    if (!isSameSpace) refuse(report, target, "space", "xml:space of the target differs from that of its source.");
    const state = attribute(element, "state");
    if (state !== undefined && state !== "initial" && !target)
      refuse(report, element, "state", `The segment is ${state}, but has no target.`);
    if (attribute(element, "subState") !== undefined && state === undefined)
      refuse(report, element, "state", "subState needs state.");
  }
};

function effectiveSpace(element: XliffElement): string {
  let around: XliffElement | undefined = element;
  while (around && !around.attributes.has("xml:space")) around = around.parent;
  return around?.attributes.get("xml:space") ?? "default";
}
