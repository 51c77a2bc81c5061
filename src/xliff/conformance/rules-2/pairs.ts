import type { Report } from "../problem.ts";
import { attribute, refuse, type XliffElement } from "../xliff-element.ts";
import type { UnitRule } from "./unit-view.ts";

/** The ends of a pair must agree in these (4.3.1, constraints of sc and ec). */
const HINTS = { canCopy: "yes", canDelete: "yes", canOverlap: "yes", canReorder: "yes" } as const;

/** sc and ec find each other in the same unit, in order, unless they are isolated; sm and em always do (4.2.3.4 to 4.2.3.8). */
export const pairs: UnitRule = ({ sources, targets }, report) => {
  for (const inline of [sources, targets]) {
    checkCodes(inline, report);
    checkMarkers(inline, report);
  }
};

const isIsolated = (element: XliffElement): boolean => attribute(element, "isolated") === "yes";

function checkCodes(inline: readonly XliffElement[], report: Report): void {
  const open = new Map<string, XliffElement>();
  for (const element of inline) {
    if (element.name === "sc") open.set(attribute(element, "id") ?? "", element);
    else if (element.name === "ec") checkEnd(element, open, report);
  }
  for (const [id, start] of open) {
    if (!isIsolated(start))
      refuse(
        report,
        start,
        "code-pair",
        `The start code ${id} has no end code after it in this unit and is not isolated.`,
      );
  }
}

function checkEnd(end: XliffElement, open: Map<string, XliffElement>, report: Report): void {
  const startRef = attribute(end, "startRef");
  if (isIsolated(end)) {
    if (startRef !== undefined || attribute(end, "id") === undefined)
      refuse(report, end, "code-pair", "An isolated end code has an id, and no startRef.");
    return;
  }
  if (startRef === undefined || attribute(end, "id") !== undefined) {
    refuse(
      report,
      end,
      "code-pair",
      "An end code that is not isolated names its start code by startRef, and has no id.",
    );
    return;
  }
  const start = open.get(startRef);
  if (!start || isIsolated(start)) {
    const message = start
      ? `The start code ${startRef} is isolated, but has an end code in this unit.`
      : `No start code ${startRef} stands before its end code in this unit.`;
    refuse(report, end, "code-pair", message);
    return;
  }
  open.delete(startRef);
  for (const [hint, usual] of Object.entries(HINTS)) {
    const atStart = attribute(start, hint) ?? usual;
    const atEnd = attribute(end, hint) ?? usual;
    const expected = hint === "canReorder" && atStart === "firstNo" ? "no" : atStart;
    if (atEnd !== expected)
      refuse(
        report,
        end,
        "code-pair",
        `${hint} is ${atStart} at the start code ${startRef}, but ${atEnd} at its end code.`,
      );
  }
  const foreign = [...end.attributes.keys()].find((name) => name.startsWith("fs:") || name.startsWith("slr:"));
  if (foreign !== undefined)
    refuse(report, end, "code-pair", `${foreign} stands at the start code, not at the end code of a pair.`);
}

function checkMarkers(inline: readonly XliffElement[], report: Report): void {
  const open = new Map<string, XliffElement>();
  for (const element of inline) {
    if (element.name === "sm") open.set(attribute(element, "id") ?? "", element);
    if (element.name !== "em") continue;
    const startRef = attribute(element, "startRef") ?? "";
    if (!open.delete(startRef))
      refuse(report, element, "marker-pair", `No sm ${startRef} stands before this em in the unit.`);
  }
  for (const [id, start] of open)
    refuse(report, start, "marker-pair", `The marker ${id} has no em after it in this unit.`);
}
