import { attribute, childrenOf, refuse, type XliffElement } from "../xliff-element.ts";
import type { Report } from "../problem.ts";
import type { UnitRule } from "./unit-view.ts";

/** Ids of segments, ignorables, codes and markers are unique in a unit; those in targets repeat the ids of what they stand for (4.3.1.20). */
export const uniqueIds: UnitRule = ({ unit, parts, sources, targets }, report) => {
  const bySource = new Map<string, XliffElement>();
  for (const element of [...parts.map((part) => part.element), ...sources]) claim(bySource, element, "unit", report);
  const byTarget = new Map<string, XliffElement>();
  for (const element of targets) {
    const id = attribute(element, "id");
    if (id === undefined) continue;
    claim(byTarget, element, "translation of the unit", report);
    const namesake = bySource.get(id);
    if (namesake && !isSameKind(namesake, element)) {
      const message = `The id ${id} stands for ${namesake.spelling} in the source, but for ${element.spelling} in the target.`;
      refuse(report, element, "unique-id", message);
    }
  }
  uniqueAmong(
    childrenOf(unit, "originalData").flatMap((data) => childrenOf(data, "data")),
    "originalData",
    report,
  );
};

/** A pair may be written as one element or as two. */
function isSameKind(source: XliffElement, target: XliffElement): boolean {
  const kind = ({ name }: XliffElement): string => (name === "sc" ? "pc" : name === "sm" ? "mrk" : name);
  return kind(source) === kind(target);
}

/** Reports those of the elements whose id another one of them has. `scope` is where they stand, for the sentence. */
export function uniqueAmong(elements: readonly XliffElement[], scope: string, report: Report): void {
  const seen = new Map<string, XliffElement>();
  for (const element of elements) claim(seen, element, scope, report);
}

function claim(seen: Map<string, XliffElement>, element: XliffElement, scope: string, report: Report): void {
  const id = attribute(element, "id") ?? (element.name === "" ? attribute(element, "xml:id") : undefined);
  if (id === undefined) return;
  const first = seen.get(id);
  if (first)
    refuse(report, element, "unique-id", `The id ${id} stands twice in the ${scope}; first in line ${first.line}.`);
  else seen.set(id, element);
}
