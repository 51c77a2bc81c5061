import { attribute, refuse } from "../xliff-element.ts";
import { problemAt } from "../xliff-element.ts";
import type { UnitRule } from "./unit-view.ts";

/** What markers of each kind carry (4.7.3). Where their references lead is `fragment-references.ts`. */
export const annotations: UnitRule = ({ sources, targets }, report) => {
  for (const marker of [...sources, ...targets]) {
    if (marker.name !== "mrk" && marker.name !== "sm") continue;
    const type = attribute(marker, "type") ?? "generic";
    const hasReference = attribute(marker, "ref") !== undefined;
    if (type === "comment" && hasReference === (attribute(marker, "value") !== undefined))
      refuse(report, marker, "annotation", "A comment has either a value or a reference to a note, and not both.");
    if (type === "mtc:match" && hasReference)
      refuse(report, marker, "annotation", "The marker of a translation candidate has no reference.");
    if (
      type === "generic" &&
      attribute(marker, "translate") === undefined &&
      !hasForeign([...marker.attributes.keys()])
    ) {
      const message = "A generic marker without translate says nothing.";
      report(problemAt(marker, "annotation", message, "warning"));
    }
  }
};

const hasForeign = (names: readonly string[]): boolean => names.some((name) => name.includes(":"));
