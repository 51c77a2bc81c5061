import { plainText } from "../../../model/fragment.ts";
import { comparePairs, type ChangedPart } from "../changed-parts.ts";
import { count, gateResult, quote, type Gate } from "../gate.ts";
import { PSEUDO_OPEN } from "../pseudo-text.ts";
import { isArchive, readRawArchive, textOf } from "../raw-archive.ts";
import { partTokens, type PartTokens } from "../part-tokens.ts";
import { bare } from "../text-dump.ts";

/** What stands for the number in the text of a list level: "Chapter %1" (ECMA-376, lvlText). */
const NUMBER_CODE = /%[1-9]/g;

/** G2: a merge touches nothing but texts, and what the list of declared changes names. */
export const locality: Gate = {
  id: "G2",
  title: "only texts change, but for declared changes",
  async run(subject) {
    const { units } = await subject.extraction();
    const pseudo = await subject.pseudo();
    const before = subject.parts();
    if (before === undefined || pseudo.parts === undefined) return gateResult("G2", []);
    const sources = new Set(units.map((unit) => bare(plainText(unit.source))));
    const isTranslated = (value: string): boolean =>
      value.includes(PSEUDO_OPEN) || sources.has(bare(value)) || sources.has(bare(value.replaceAll(NUMBER_CODE, "")));
    const counts: Record<string, number> = {};
    const { changed, failures } = comparePairs(before, pseudo.parts);
    const found = [...failures];
    for (const part of changed) found.push(...compareParts(part, isTranslated, counts));
    return gateResult("G2", found, counts);
  },
};

function compareParts(
  part: ChangedPart,
  isTranslated: (value: string) => boolean,
  counts: Record<string, number>,
): string[] {
  if (isArchive(part.before)) {
    count(counts, "declared: embedded workbooks");
    const { changed, failures } = comparePairs(readRawArchive(part.before), readRawArchive(part.after));
    return [...failures, ...changed.flatMap((inner) => compareParts(inner, isTranslated, counts))].map(
      (failure) => `${part.name}: ${failure}`,
    );
  }
  const before = partTokens(textOf(part.before), isTranslated);
  const after = partTokens(textOf(part.after), isTranslated);
  countDeclared(before, after, counts);
  return [...compareSequences(before.sequence, after.sequence), ...compareRuns(before, after, counts)].map(
    (failure) => `${part.name}: ${failure}`,
  );
}

function compareSequences(before: readonly string[], after: readonly string[]): string[] {
  const lost = difference(tallied(before), tallied(after));
  const added = difference(tallied(after), tallied(before));
  const failures = [
    ...[...lost].map(([token, times]) => `${quote(token)} was lost ${times} times.`),
    ...[...added].map(([token, times]) => `${quote(token)} was added ${times} times.`),
  ];
  if (failures.length > 0) return failures;
  const at = before.findIndex((token, index) => token !== after[index]);
  return at === -1 ? [] : [`${quote(before[at]!)} stands in another place.`];
}

/** Runs may go where joining emptied them, and come where a target has text and the source had none, formatted as another run is. */
function compareRuns(before: PartTokens, after: PartTokens, counts: Record<string, number>): string[] {
  for (const times of difference(before.runs, after.runs).values())
    count(counts, "declared: emptied runs removed", times);
  const failures: string[] = [];
  for (const [run, times] of difference(after.runs, before.runs)) {
    const format = run.slice(run.indexOf(">") + 1);
    if (format === "" || before.formats.has(format)) count(counts, "declared: runs added", times);
    else failures.push(`A run was added ${times} times with formatting that is not in the part: ${quote(run)}.`);
  }
  return failures;
}

function countDeclared(before: PartTokens, after: PartTokens, counts: Record<string, number>): void {
  for (const changes of [difference(before.declared, after.declared), difference(after.declared, before.declared)]) {
    for (const [key, times] of changes) count(counts, `declared: ${key.slice(0, key.indexOf("\t"))}`, times);
  }
}

function tallied(tokens: readonly string[]): Map<string, number> {
  const tally = new Map<string, number>();
  for (const token of tokens) tally.set(token, (tally.get(token) ?? 0) + 1);
  return tally;
}

/** What is more often in `left` than in `right`, and how much more often. */
function difference(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): Map<string, number> {
  const more = new Map<string, number>();
  for (const [key, times] of left) {
    const surplus = times - (right.get(key) ?? 0);
    if (surplus > 0) more.set(key, surplus);
  }
  return more;
}
