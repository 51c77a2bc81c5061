import { plainText, type Fragment } from "../../../model/fragment.ts";
import { comparePairs, type ChangedPart } from "../changed-parts.ts";
import { officeFormat, traitsOf } from "../format-traits.ts";
import { count, gateResult, quote, type Gate } from "../gate.ts";
import { kindOf } from "../kinds/index.ts";
import { PSEUDO_OPEN } from "../pseudo-text.ts";
import { isArchive, readRawArchive, textOf, type RawMember } from "../raw-archive.ts";
import { once, type PseudoMerge, type Subject } from "../subject.ts";
import { bare, type DumpedText } from "../text-dump.ts";
import { textsInLibreOffice } from "../libre-office.ts";

/** G3: pseudo-translated, every changed part is well-formed, every text is found again, and the document can be read once more. */
export const pseudo: Gate = {
  id: "G3",
  title: "pseudo-translated documents are sound and hold every text",
  async run(subject) {
    const { units } = await subject.extraction();
    const merge = await subject.pseudo();
    const counts: Record<string, number> = { units: units.length };
    const failures = [
      ...damagedParts(subject, merge.parts),
      ...missingTexts(merge, units, counts),
      ...(await extractedAgain(subject, merge, counts)),
      ...(subject.hasSoffice ? await inLibreOffice(subject, merge, counts) : []),
    ];
    return gateResult("G3", failures, counts);
  },
};

/** Sentences about parts that were sound and are damaged now. */
export function damagedParts(subject: Subject, parts: ReadonlyMap<string, RawMember>): string[] {
  return comparePairs(subject.parts(), parts).changed.flatMap((part) => {
    if (!isArchive(part.after)) return whyDamaged(part.name, part);
    const inner = comparePairs(readRawArchive(part.before), readRawArchive(part.after)).changed;
    return inner.flatMap((member) => whyDamaged(`${part.name}: ${member.name}`, member));
  });
}

function whyDamaged(name: string, { before, after }: ChangedPart): string[] {
  const original = textOf(before);
  const kind = kindOf(name, original);
  const reason = kind.whyDamaged(textOf(after));
  return reason === undefined || kind.whyDamaged(original) !== undefined
    ? []
    : [`${name} is not well-formed: ${reason}`];
}

interface NamedUnit {
  readonly id: string;
  readonly place: string;
}

function missingTexts(merge: PseudoMerge, units: readonly NamedUnit[], counts: Record<string, number>): string[] {
  const texts = mergedTexts(merge.parts);
  const whole = new Set(texts);
  const haystack = texts.join("\n");
  return units.flatMap(({ id, place }) => {
    const target = merge.targets.get(id)!;
    const isFound = whole.has(bare(plainText(target))) || standsIn(haystack, target);
    if (isFound) return [];
    count(counts, "units not found");
    return [`${place}: ${quote(plainText(target))} is not in the merged document.`];
  });
}

/** Texts of every part of a pseudo-translated document, bare, attributes that were translated among them. */
export function mergedTexts(parts: ReadonlyMap<string, RawMember>): string[] {
  return dumpedTexts(parts)
    .filter(({ place, text }) => place !== "attribute" || text.includes(PSEUDO_OPEN))
    .map(({ text }) => bare(text));
}

function dumpedTexts(parts: ReadonlyMap<string, RawMember>): DumpedText[] {
  return [...parts.values()]
    .filter(({ name }) => parts.size === 1 || TEXT_PARTS.test(name))
    .flatMap((part) => {
      try {
        const text = textOf(part.content());
        return kindOf(part.name, text).texts(text, true);
      } catch {
        return []; // Parts that are not XML, such as most VML, were never translated.
      }
    });
}

/** Parts of archives that may hold text. */
const TEXT_PARTS = /\.(?:xml|vml|rels|x?html?|opf|ncx|svg|smil|json|srt|vtt|psmdcp)$/i;

/** Whether the texts between the target's codes stand in the haystack, one after the other. */
export function standsIn(haystack: string, target: Fragment): boolean {
  let from = 0;
  for (const part of target) {
    if (part.kind !== "text") continue;
    const text = bare(part.text);
    const at = haystack.indexOf(text, from);
    if (at === -1) return false;
    from = at + text.length;
  }
  return true;
}

/** Extracting the merged document gives the same texts: nothing was lost, doubled, or joined to its neighbour. */
async function extractedAgain(subject: Subject, merge: PseudoMerge, counts: Record<string, number>): Promise<string[]> {
  const document = { ...subject.document(), bytes: merge.merged.bytes, locale: subject.targetLocale };
  const again = await (await subject.filter()).extract(document);
  const { cutsAnew, joinsEqual } = traitsOf((await subject.filter()).id);
  if (cutsAnew)
    return sameInAll(
      [...merge.targets.values()],
      again.units.map(({ source }) => source),
    );
  const textsOf = (fragments: readonly Fragment[]): Iterable<string> =>
    joinsEqual ? new Set(fragments.map(plainText)) : fragments.map(plainText);
  const left = new Map<string, number>();
  for (const text of textsOf(again.units.map(({ source }) => source))) left.set(text, (left.get(text) ?? 0) + 1);
  const missing: string[] = [];
  for (const text of textsOf([...merge.targets.values()])) {
    const times = left.get(text) ?? 0;
    if (times > 0) left.set(text, times - 1);
    else missing.push(text);
  }
  const stayed = once(() => stayedWhere(subject, merge));
  const surplus = [...left].filter(([text, times]) => times > 0 && !stayed()(text)).map(([text]) => text);
  if (missing.length + surplus.length === 0) return [];
  count(counts, "units extracted otherwise", missing.length);
  return [
    ...missing.map((text) => `Extracted again, ${quote(text)} is missing.`),
    ...surplus.map((text) => `Extracted again, there is ${quote(text)}, which was not put in.`),
  ];
}

/**
 * Whether a text stands in both versions: what the page says is in the target's language is foreign to the original, and a text like
 * all others of the merged document.
 */
function stayedWhere(subject: Subject, merge: PseudoMerge): (text: string) => boolean {
  const [before, after] = [subject.parts(), merge.parts].map((parts) =>
    dumpedTexts(parts)
      .map(({ text }) => bare(text))
      .join("\n"),
  );
  return (text) => before!.includes(bare(text)) && after!.includes(bare(text));
}

/** Plain text does not say where its paragraphs end once their lengths have changed; so all of it together must be the same. */
export function sameInAll(before: readonly Fragment[], after: readonly Fragment[]): string[] {
  const whole = (fragments: readonly Fragment[]): string => bare(fragments.map(plainText).join(""));
  return whole(before) === whole(after) ? [] : ["Extracted again, the text is not the one that was put in."];
}

async function inLibreOffice(subject: Subject, merge: PseudoMerge, counts: Record<string, number>): Promise<string[]> {
  const format = officeFormat((await subject.filter()).id, subject.name);
  if (format === undefined) return [];
  const after = await textsInLibreOffice(subject.name, merge.merged.bytes, format);
  if (after === undefined) {
    const isDocumentsFault = (await textsInLibreOffice(subject.name, subject.bytes, format)) === undefined;
    count(counts, isDocumentsFault ? "LibreOffice opens neither version" : "LibreOffice refuses the merged version");
    return isDocumentsFault ? [] : ["LibreOffice opens the original but not the merged document."];
  }
  count(counts, "opened by LibreOffice");
  const haystack = after.map(bare).join("\n");
  for (const target of merge.targets.values()) {
    count(counts, standsIn(haystack, target) ? "units shown by LibreOffice" : "units LibreOffice does not show");
  }
  return [];
}
