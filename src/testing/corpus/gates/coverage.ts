import { extname } from "node:path";
import { comparePairs } from "../changed-parts.ts";
import { count, gateResult, type Gate } from "../gate.ts";
import { kindOf } from "../kinds/index.ts";
import { isArchive, textOf, type RawMember } from "../raw-archive.ts";

/**
 * G4: the filter says of every category how much it took and left, and why. Beside its own words stands a count it does not make: the
 * plain letters of each kind of part before, and those still there after a pseudo-translation that leaves none in what it reaches.
 */
export const coverage: Gate = {
  id: "G4",
  title: "what is extracted, and what is not and why",
  async run(subject) {
    const { units, coverage: rows } = await subject.extraction();
    const failures = rows
      .filter(({ skipped, reason }) => skipped > 0 && !reason)
      .map(({ category, skipped }) => `${skipped} texts of the category ${category} were skipped without a reason.`);
    const taken = rows.reduce((sum, { extracted }) => sum + extracted, 0);
    if (taken < units.length)
      failures.push(`There are ${units.length} units, but the coverage report counts ${taken}.`);
    const counts: Record<string, number> = {};
    const before = subject.parts();
    const after = (await subject.pseudo()).parts;
    const changed = new Set(comparePairs(before, after).changed.map(({ name }) => name));
    const isPlain = !isArchive(subject.bytes);
    for (const [name, member] of before) {
      const group = isPlain ? `file${extname(name).toLowerCase()}` : groupOf(name);
      const letters = lettersOf(member);
      if (letters === 0) continue;
      count(counts, `letters: ${group}`, letters);
      count(counts, `left: ${group}`, changed.has(name) ? lettersOf(after.get(name)!) : letters);
    }
    return gateResult("G4", failures, counts, rows);
  },
};

/** Parts that hold texts; others (styles, scripts, pictures as text) are not counted. */
const TEXT_PARTS = /\.(?:xml|x?html?|ncx|opf|json|arb|md|srt|txt|vtt)$/i;

/** Plain letters in the paragraphs of a part; 0 where it has none or cannot be read. */
function lettersOf(member: RawMember): number {
  if (!TEXT_PARTS.test(member.name)) return 0;
  try {
    const text = textOf(member.content());
    return kindOf(member.name, text)
      .texts(text, false)
      .filter(({ place }) => place !== "element")
      .reduce((sum, { text }) => sum + (text.match(/[A-Za-z]/g)?.length ?? 0), 0);
  } catch {
    return 0;
  }
}

/** "word/header2.xml" → "word/header#.xml", "Stories/Story_u1ae.xml" → "Stories/Story_#.xml". */
function groupOf(name: string): string {
  const plain = name.replace(/^((?:Stories|Spreads|MasterSpreads)\/[A-Za-z]+_).*(?=\.xml$)/, "$1#");
  return plain.replaceAll(/\d+/g, "#").replaceAll(/##+/g, "#");
}
