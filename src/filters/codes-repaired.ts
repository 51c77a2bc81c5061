import type { CodeComparison } from "../model/codes.ts";
import type { Finding } from "../model/finding.ts";
import type { InlineCode } from "../model/fragment.ts";
import type { TextUnit } from "../model/unit.ts";

/** The finding that tells which codes of a target were wrong and what was done. */
export function codesRepaired(unit: Pick<TextUnit, "id" | "place">, problems: CodeComparison): Finding {
  const { missing, unknown, duplicated, misnested } = problems;
  const facts = [
    tell("put back", missing),
    tell("left out, being unknown here,", unknown),
    tell("left out, being there twice,", duplicated),
    tell("set right, being wrongly nested,", misnested),
  ].filter((fact) => fact !== "");
  return {
    id: "codes-repaired",
    severity: "major",
    message: `The translation's codes did not match the source: ${facts.join("; ")}. Look at this place in the finished document.`,
    place: unit.place,
    unit: unit.id,
  };
}

function tell(deed: string, codes: readonly InlineCode[]): string {
  const names = [
    ...new Set(codes.map((code) => (code.display === undefined ? code.id : `${code.id} (${code.display})`))),
  ];
  return names.length === 0 ? "" : `${deed} ${names.join(", ")}`;
}
