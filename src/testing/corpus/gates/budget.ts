import type { FragmentPart } from "../../../model/fragment.ts";
import { gateResult, quote, type Gate } from "../gate.ts";

/** Native markup in what an editor sees: a tag, a comment or an instruction. */
const MARKUP = /<\/?[A-Za-z][\w.:-]*(?:\s[^<>]*)?\/?>|<[!?]/;

/** G6: few codes, and none that shows raw markup. The budget itself is kept by the whole folder: the report adds up these counts. */
export const budget: Gate = {
  id: "G6",
  title: "few codes, named by meaning",
  async run(subject) {
    const { units } = await subject.extraction();
    const parts = units.flatMap((unit) => unit.source);
    const failures = units.flatMap((unit) =>
      unit.source
        .filter((part) => part.kind !== "text" && showsMarkup(part))
        .map((part) => `${unit.place}: a code shows raw markup: ${quote(JSON.stringify(part))}.`),
    );
    const ofKind = (kind: FragmentPart["kind"]): number => parts.filter((part) => part.kind === kind).length;
    return gateResult("G6", failures, {
      paragraphs: units.length,
      "codes: pairs": ofKind("open"),
      "codes: standalone": ofKind("standalone"),
    });
  },
};

function showsMarkup(part: FragmentPart): boolean {
  return part.kind !== "text" && (MARKUP.test(part.display ?? "") || MARKUP.test(part.type));
}
