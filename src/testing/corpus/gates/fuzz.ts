import { compareCodes } from "../../../model/codes.ts";
import { plainText, type Fragment } from "../../../model/fragment.ts";
import type { TextUnit } from "../../../model/unit.ts";
import { seededRandom, type Random } from "../../seeded-random.ts";
import { breakCodes } from "../break-codes.ts";
import { traitsOf } from "../format-traits.ts";
import { count, gateResult, quote, type Gate } from "../gate.ts";
import { pseudoTarget } from "../pseudo-text.ts";
import { partsOf, type RawMember } from "../raw-archive.ts";
import { once, type Subject } from "../subject.ts";
import { bare } from "../text-dump.ts";
import { damagedParts, mergedTexts, sameInAll, standsIn } from "./pseudo.ts";

/** How often each document's targets are damaged afresh. */
const ROUNDS = 4;

/** G7: whatever happens to the codes of targets, the document is sound, keeps the text, and a finding names the unit. */
export const fuzz: Gate = {
  id: "G7",
  title: "damaged codes never make a damaged document",
  async run(subject) {
    const { units } = await subject.extraction();
    const counts: Record<string, number> = {};
    const failures: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      failures.push(...(await oneRound(subject, units, seededRandom(`${subject.name} ${round}`), counts)));
    }
    return gateResult("G7", [...new Set(failures)], counts);
  },
};

async function oneRound(
  subject: Subject,
  units: readonly TextUnit[],
  random: Random,
  counts: Record<string, number>,
): Promise<string[]> {
  const targets = new Map<string, Fragment>();
  const wrong = new Map<string, TextUnit>();
  for (const unit of units) {
    const target = breakCodes(pseudoTarget(unit.source, unit.maxLength), random);
    targets.set(unit.id, target);
    const { missing, unknown, duplicated, misnested } = compareCodes(unit.source, target);
    if (missing.length + unknown.length + duplicated.length + misnested.length > 0) wrong.set(unit.id, unit);
  }
  count(counts, "targets with damaged codes", wrong.size);
  const merged = await (await subject.filter()).merge(subject.document(), { locale: subject.targetLocale, targets });
  const parts = partsOf(subject.name, merged.bytes);
  const named = new Set(merged.findings.map((finding) => finding.unit));
  const unnamed = [...wrong.values()].filter((unit) => !named.has(unit.id));
  return [
    ...damagedParts(subject, parts),
    ...unnamed.map((unit) => `${unit.place}: the codes were wrong, and no finding says so.`),
    ...(await lostTexts(subject, merged.bytes, parts, targets, counts)),
  ];
}

async function lostTexts(
  subject: Subject,
  bytes: Uint8Array,
  parts: ReadonlyMap<string, RawMember>,
  targets: ReadonlyMap<string, Fragment>,
  counts: Record<string, number>,
): Promise<string[]> {
  const document = { ...subject.document(), bytes, locale: subject.targetLocale };
  const { units } = await (await subject.filter()).extract(document);
  if (traitsOf((await subject.filter()).id).cutsAnew)
    return sameInAll(
      [...targets.values()],
      units.map(({ source }) => source),
    );
  const present = new Set(units.map((unit) => bare(plainText(unit.source))));
  // A link whose code was lost comes back empty, and the filter may take no tooltip of an empty link, or a link of nothing but a full stop is a
  // code: then the part itself must hold all of it, in order.
  const rest = once(() => mergedTexts(parts));
  return [...targets.values()].flatMap((target) => {
    const text = bare(plainText(target));
    if (present.has(text) || rest().some((whole) => whole === text || isWithin(whole, target))) return [];
    count(counts, "texts lost or changed");
    return [`With damaged codes, ${quote(plainText(target))} did not arrive whole.`];
  });
}

/** Whether a paragraph holds all of the target, from its first piece of text to its last, with nothing but what stands in its codes between. */
function isWithin(whole: string, target: Fragment): boolean {
  const pieces = target.flatMap((part) => (part.kind === "text" && bare(part.text) !== "" ? [bare(part.text)] : []));
  return whole.startsWith(pieces[0] ?? "") && whole.endsWith(pieces.at(-1) ?? "") && standsIn(whole, target);
}
