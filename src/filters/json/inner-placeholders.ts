import { compareCodes, hasSameCodes, repairCodes } from "../../model/codes.ts";
import type { Finding } from "../../model/finding.ts";
import { normaliseFragment, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import type { UnitId } from "../../model/identity.ts";
import type { TextUnit } from "../../model/unit.ts";
import { codesRepaired } from "../codes-repaired.ts";
import type { Targets } from "../filter.ts";

/** Makes codes of stretches of text: gives the text's parts, codes numbered from `firstId`. */
export type Protect = (text: string, firstId: number) => Fragment;

/** Ids of codes of ours, so that they never meet those of the inner filter. */
const PREFIX = "v";

/**
 * A unit of an inner document with stretches of its text protected as codes that the inner filter does not know of. The unit's id stays,
 * so the inner filter's ids are right.
 */
export function withProtected(unit: TextUnit, protect: Protect): TextUnit {
  return { ...unit, source: protectedSource(unit.source, protect) };
}

function protectedSource(source: Fragment, protect: Protect): Fragment {
  let next = 1;
  return source.flatMap((part): FragmentPart[] => {
    if (part.kind !== "text") return [part];
    return protect(part.text, next).map((inner) => {
      if (inner.kind === "text") return inner;
      next = Math.max(next, Number(inner.id) + 1);
      return { ...inner, id: PREFIX + inner.id };
    });
  });
}

/**
 * Targets for an inner document whose units were protected: codes of ours are text again, and codes of both kinds are repaired.
 * `places`: of the units, for findings, which are added to `findings`. `finish`: a last change to repaired targets.
 */
export function withoutProtected(
  targets: Targets,
  protect: Protect,
  places: ReadonlyMap<UnitId, string>,
  findings: Finding[],
  finish: (target: Fragment) => Fragment = (target) => target,
): Targets {
  return {
    get: (id, innerSource) => {
      const source = protectedSource(innerSource, protect);
      const target = targets.get(id, source);
      if (target === undefined) return undefined;
      if (!hasSameCodes(source, target))
        findings.push(codesRepaired({ id, place: places.get(id) ?? "" }, compareCodes(source, target)));
      const data = new Map(
        source.flatMap((part) => (part.kind === "text" ? [] : [[`${part.kind} ${part.id}`, part.data] as const])),
      );
      return normaliseFragment(
        finish(repairCodes(source, target)).map((part): FragmentPart =>
          part.kind !== "text" && part.id.startsWith(PREFIX)
            ? { kind: "text", text: data.get(`${part.kind} ${part.id}`) ?? "" }
            : part,
        ),
      );
    },
  };
}
