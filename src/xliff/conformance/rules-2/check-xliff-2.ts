import type { Report } from "../problem.ts";
import { attribute, childrenOf, refuse, type XliffElement } from "../xliff-element.ts";
import { annotations } from "./annotations.ts";
import { codeData } from "./code-data.ts";
import { codeTypes } from "./code-types.ts";
import { editingHints } from "./editing-hints.ts";
import { fileReferences } from "./file-references.ts";
import { languages } from "./languages.ts";
import { checkModuleAttributes, checkModules } from "./modules.ts";
import { pairs } from "./pairs.ts";
import { segments } from "./segments.ts";
import { targetOrder } from "./target-order.ts";
import { uniqueAmong, uniqueIds } from "./unique-ids.ts";
import { viewOf, type UnitRule } from "./unit-view.ts";
import type { RuleCheck } from "../rule-check.ts";

/** The rules of a unit, one line each. */
const UNIT_RULES: readonly UnitRule[] = [
  uniqueIds,
  pairs,
  codeData,
  codeTypes,
  editingHints,
  targetOrder,
  segments,
  annotations,
  languages,
];

/** The rules of XLIFF 2 that a schema cannot express (the constraints and processing requirements of XLIFF 2.1, 4 and 5). */
export function checkXliff2(report: Report): RuleCheck {
  const references = fileReferences();
  const files = new Set<string>();
  /** Ids of the groups and of the units of the file that is open. */
  let ids: Readonly<Record<string, Set<string>>> = {};
  const claim = (taken: Set<string>, element: XliffElement, scope: string): void => {
    const id = attribute(element, "id") ?? "";
    if (taken.has(id))
      refuse(report, element, "unique-id", `The id ${id} stands twice among the ${element.name}s of the ${scope}.`);
    taken.add(id);
  };
  return {
    begin(element) {
      checkModuleAttributes(element, report);
      if (element.name === "file") {
        claim(files, element, "document");
        ids = { group: new Set(), unit: new Set() };
      }
      const taken = ids[element.name];
      if (taken) claim(taken, element, "file");
      if (isContainer(element)) references.addContainer(element);
    },
    end(element) {
      if (element.name === "skeleton") checkSkeleton(element, report);
      if (!isContainer(element)) return true;
      for (const notes of childrenOf(element, "notes")) uniqueAmong(notes.children, "notes", report);
      checkModules(element, report);
      references.addContents(element);
      if (element.name !== "unit") return false;
      if (childrenOf(element, "segment").length === 0)
        refuse(report, element, "missing-element", "A unit must have a segment.");
      const view = viewOf(element);
      for (const rule of UNIT_RULES) rule(view, report);
      return false;
    },
    finish: () => references.finish(report),
  };
}

const isContainer = ({ name }: XliffElement): boolean => name === "file" || name === "group" || name === "unit";

/** A skeleton is either here or elsewhere (4.2.2.3). */
function checkSkeleton(skeleton: XliffElement, report: Report): void {
  const isEmpty = skeleton.children.length === 0 && skeleton.text === "";
  if (isEmpty === (attribute(skeleton, "href") !== undefined)) return;
  refuse(
    report,
    skeleton,
    "skeleton",
    isEmpty ? "An empty skeleton must have an href." : "A skeleton with an href must be empty.",
  );
}
