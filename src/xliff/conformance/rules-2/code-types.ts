import { attribute, refuse } from "../xliff-element.ts";
import type { UnitRule } from "./unit-view.ts";

/** The types that the standard's own sub-types belong to (4.3.1.33). */
const TYPE_OF: ReadonlyMap<string, string> = new Map([
  ["xlf:lb", "fmt"],
  ["xlf:pb", "fmt"],
  ["xlf:b", "fmt"],
  ["xlf:i", "fmt"],
  ["xlf:u", "fmt"],
  ["xlf:var", "ui"],
]);

/** Sub-types with their types, and what a cp may stand for: characters that XML cannot hold (4.2.3.1). */
export const codeTypes: UnitRule = ({ sources, targets }, report) => {
  for (const code of [...sources, ...targets]) {
    const subType = attribute(code, "subType");
    if (subType !== undefined) {
      const type = attribute(code, "type");
      const expected = TYPE_OF.get(subType);
      if (type === undefined) refuse(report, code, "code-type", "subType needs type.");
      else if (subType.startsWith("xlf:") && expected === undefined)
        refuse(report, code, "code-type", `${subType} is no sub-type of the standard, and xlf: is its prefix.`);
      else if (expected !== undefined && type !== expected)
        refuse(report, code, "code-type", `The sub-type ${subType} belongs to the type ${expected}, not ${type}.`);
    }
    const hex = code.name === "cp" ? attribute(code, "hex") : undefined;
    if (hex !== undefined && !isForbidden(Number.parseInt(hex, 16)))
      refuse(report, code, "code-point", `U+${hex} may stand in XML as it is; cp is for characters that may not.`);
  }
};

/** Whether XML 1.0 has no such character, though Unicode has such a code point (XML 1.0, 2.2). */
function isForbidden(codePoint: number): boolean {
  if (codePoint > 0x10_ff_ff) return false;
  if (codePoint < 0x20) return codePoint !== 0x9 && codePoint !== 0xa && codePoint !== 0xd;
  return (codePoint >= 0xd8_00 && codePoint <= 0xdf_ff) || codePoint === 0xff_fe || codePoint === 0xff_ff;
}
