import { sha256 } from "../../../model/identity.ts";
import { gateResult, type Gate } from "../gate.ts";
import { partsOf } from "../raw-archive.ts";
import { comparePairs } from "../changed-parts.ts";

/** G1: every target equal to its source, in the document's own language, gives the same file. */
export const noOp: Gate = {
  id: "G1",
  title: "unchanged targets give the identical file",
  async run(subject) {
    const { units } = await subject.extraction();
    const document = subject.document();
    const targets = new Map(units.map((unit) => [unit.id, unit.source]));
    const merged = await (await subject.filter()).merge(document, { locale: document.locale, targets });
    if (sha256(merged.bytes) === sha256(subject.bytes)) return gateResult("G1", [], { units: units.length });
    const { changed, failures } = comparePairs(subject.parts(), partsOf(subject.name, merged.bytes));
    const reasons = [...changed.map(({ name }) => `${name} differs.`), ...failures];
    return gateResult("G1", reasons.length > 0 ? reasons : ["The archive differs outside its parts."]);
  },
};
