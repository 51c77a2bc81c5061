import { posix } from "node:path";
import { plainText } from "../../../model/fragment.ts";
import { count, gateResult, quote, type Gate } from "../gate.ts";
import { readRawArchive, textOf, type RawMember } from "../raw-archive.ts";
import { bare, dumpTexts, type DumpedText } from "../text-dump.ts";

/** G5: no copy of a translated text stays behind in the places that Office keeps second copies in. */
export const linked: Gate = {
  id: "G5",
  title: "linked copies are translated together",
  async run(subject) {
    const { units } = await subject.extraction();
    const { parts } = await subject.pseudo();
    const originals = subject.parts();
    const sources = new Set(units.map((unit) => bare(plainText(unit.source))));
    const counts: Record<string, number> = {};
    const failures: string[] = [];
    const look = (name: string, texts: readonly DumpedText[], kind: string): void => {
      for (const { text } of texts) {
        count(counts, `texts in ${kind}`);
        if (sources.has(bare(text))) failures.push(`${name} still holds ${quote(text)} in ${kind}.`);
      }
    };
    for (const [name, member] of parts) {
      if (!/\.xml$/i.test(name)) continue;
      const texts = textsOf(member).filter(({ text }) => /\p{L}/u.test(text));
      look(
        name,
        texts.filter(({ place }) => place === "fallback"),
        "alternate content",
      );
      if (/\/diagrams\/drawing[^/]*$/.test(name)) look(name, texts, "the drawing of a diagram");
      if (/\/charts\/chart[^/]*$/.test(name)) {
        look(
          name,
          texts.filter(({ place }) => place === "cache"),
          "the cache of a chart",
        );
        failures.push(...staleWorkbook(name, originals, parts, counts));
      }
    }
    return gateResult("G5", failures, counts);
  },
};

/** Cells of a chart's workbook that still hold what the chart's cache held before it was translated. */
function staleWorkbook(
  chart: string,
  originals: ReadonlyMap<string, RawMember>,
  parts: ReadonlyMap<string, RawMember>,
  counts: Record<string, number>,
): string[] {
  const original = originals.get(chart);
  const workbook = workbookOf(chart, parts);
  if (original === undefined || workbook === undefined) return [];
  const caches = (member: RawMember): string[] =>
    textsOf(member).flatMap(({ place, text }) => (place === "cache" && /\p{L}/u.test(text) ? [bare(text)] : []));
  const now = new Set(caches(parts.get(chart)!));
  const translated = new Set(caches(original).filter((text) => !now.has(text)));
  return [...readRawArchive(workbook.content()).values()]
    .filter(({ name }) => /^xl\/(?:sharedStrings|worksheets\/[^/]+)\.xml$/.test(name))
    .flatMap((member) => textsOf(member))
    .flatMap(({ text }) => {
      count(counts, "texts in workbooks of charts");
      return translated.has(bare(text))
        ? [`${workbook.name} still holds ${quote(text)}, which ${chart} shows translated.`]
        : [];
    });
}

/** The embedded xlsx a chart is drawn from, by its relations. */
function workbookOf(chart: string, parts: ReadonlyMap<string, RawMember>): RawMember | undefined {
  const relations = parts.get(posix.join(posix.dirname(chart), "_rels", `${posix.basename(chart)}.rels`));
  if (relations === undefined) return undefined;
  const target = /Target="(?<target>[^"]+\.xls[xm])"/i.exec(textOf(relations.content()))?.groups?.["target"];
  if (target === undefined) return undefined;
  const path = target.startsWith("/") ? target.slice(1) : posix.join(posix.dirname(chart), target);
  return parts.get(path);
}

function textsOf(member: RawMember): DumpedText[] {
  try {
    return dumpTexts(textOf(member.content()));
  } catch {
    return [];
  }
}
