import { attribute, childrenOf, refuse, type XliffElement } from "../xliff-element.ts";
import type { UnitRule } from "./unit-view.ts";

const REFERENCES = ["dataRef", "dataRefStart", "dataRefEnd"];
/** Attributes of pc that come in twos. */
const TWINS = [
  ["dataRefStart", "dataRefEnd"],
  ["subFlowsStart", "subFlowsEnd"],
  ["equivStart", "equivEnd"],
] as const;

/** Original data and copies of codes: what they refer to is in the same unit (4.3.1.6, 4.3.1.8). */
export const codeData: UnitRule = ({ unit, sources, targets }, report) => {
  const data = new Set(
    childrenOf(unit, "originalData").flatMap((list) => childrenOf(list, "data").map((item) => attribute(item, "id"))),
  );
  const codes = new Map([...targets, ...sources].map((element) => [attribute(element, "id"), element]));
  for (const code of [...sources, ...targets]) {
    for (const name of REFERENCES) {
      const id = attribute(code, name);
      if (id !== undefined && !data.has(id))
        refuse(report, code, "data-reference", `${name}="${id}" names no data of this unit.`);
    }
    for (const [start, end] of code.name === "pc" ? TWINS : []) {
      const isStart = attribute(code, start) !== undefined;
      if (isStart !== (attribute(code, end) !== undefined)) {
        refuse(report, code, "data-reference", `${start} and ${end} stand together or not at all.`);
      }
    }
    const copyOf = attribute(code, "copyOf");
    if (copyOf === undefined) continue;
    const original = codes.get(copyOf);
    if (!original) refuse(report, code, "copy", `copyOf="${copyOf}" names no code of this unit.`);
    else if (hasData(code) || hasData(original))
      refuse(report, code, "copy", `The code ${copyOf} has original data: a copy refers to the data, not to the code.`);
    else if (attribute(original, "canCopy") === "no")
      refuse(report, code, "copy", `The code ${copyOf} may not be copied (canCopy="no").`);
  }
};

const hasData = (code: XliffElement): boolean => REFERENCES.some((name) => attribute(code, name) !== undefined);
