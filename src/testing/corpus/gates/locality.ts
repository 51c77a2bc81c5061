import { plainText, type Fragment } from "../../../model/fragment.ts";
import { comparePairs, type ChangedPart } from "../changed-parts.ts";
import { declaredChanges } from "../declared-changes.ts";
import { count, gateResult, quote, type Gate } from "../gate.ts";
import { kindOf } from "../kinds/index.ts";
import { wordLooks } from "../kinds/looks.ts";
import type { PartTokens, TokenContext } from "../kinds/kind.ts";
import { PSEUDO_OPEN, restored } from "../pseudo-text.ts";
import { isArchive, readRawArchive, textOf, type RawMember } from "../raw-archive.ts";
import { bare } from "../text-dump.ts";

/** What stands for the number in the text of a list level: "Chapter %1" (ECMA-376, lvlText), "Chapter ^#.^t" (InDesign). */
const NUMBER_CODE = /%[1-9]|\^[#0-9A-Za-z]/g;
/** A line break in attributes of workbooks (ECMA-376, ST_Xstring). */
const ESCAPED_BREAK = /_x000[AaDd]_/g;

/** G2: a merge touches nothing but texts, and what the list of declared changes names. */
export const locality: Gate = {
  id: "G2",
  title: "only texts change, but for declared changes",
  async run(subject) {
    const { units } = await subject.extraction();
    const { parts, targets } = await subject.pseudo();
    const counts: Record<string, number> = {};
    const texts = { sources: units.map(({ source }) => source), targets: [...targets.values()] };
    const failures = differencesOutsideTexts(subject.parts(), parts, (await subject.filter()).id, texts, counts);
    return gateResult("G2", failures, counts);
  },
};

/** What was put into a document: its units' sources, and their targets. */
export interface DocumentTexts {
  readonly sources: readonly Fragment[];
  readonly targets: readonly Fragment[];
}

/**
 * Sentences about all that differs between a document and its pseudo-translated version but texts and declared changes; those are added to
 * `counts`. `format`: the filter's id.
 */
export function differencesOutsideTexts(
  before: ReadonlyMap<string, RawMember>,
  after: ReadonlyMap<string, RawMember>,
  format: string,
  { sources, targets }: DocumentTexts,
  counts: Record<string, number> = {},
): string[] {
  const spelled = new Set(sources.flatMap((source) => [bare(plainText(source)), bare(shownText(source))]));
  const isTranslated = (value: string): boolean =>
    value.includes(PSEUDO_OPEN) ||
    [value, value.replaceAll(NUMBER_CODE, ""), value.replaceAll(ESCAPED_BREAK, "")].some((one) =>
      spelled.has(bare(one)),
    );
  const restoredSources = new Set(sources.map((source) => bare(restored(plainText(source)))));
  const declared = declaredChanges(format);
  const styles = before.get("word/styles.xml");
  const looks = styles === undefined ? {} : { looks: wordLooks(textOf(styles.content())) };
  const contexts: Contexts = {
    before: { isTranslated, isInUnits: isInSome(sources), declared, ...looks },
    after: { isTranslated, isInUnits: isInSome(targets), declared, ...looks },
    isSource: (token) => restoredSources.has(bare(/^\u201C(?<text>.*)\u201D/s.exec(token)?.groups?.["text"] ?? "")),
  };
  const { changed, failures } = comparePairs(before, after);
  return [...failures, ...changed.flatMap((part) => compareParts(part, contexts, counts))];
}

/** The text with what its codes show in their places: where formats spell a text with its marks left out, these stay. */
function shownText(fragment: Fragment): string {
  return fragment
    .map((part) => (part.kind === "text" ? part.text : part.kind === "standalone" ? (part.display ?? "") : ""))
    .join("");
}

interface Contexts {
  readonly before: TokenContext;
  readonly after: TokenContext;
  /** Whether a token is the text of some unit, and all of it. */
  readonly isSource: (token: string) => boolean;
}

function isInSome(fragments: readonly Fragment[]): (text: string) => boolean {
  const all = fragments.map((fragment) => bare(plainText(fragment))).join("\n");
  return (text) => all.includes(bare(text));
}

function compareParts(part: ChangedPart, contexts: Contexts, counts: Record<string, number>): string[] {
  if (isArchive(part.before)) {
    count(counts, "declared: embedded workbooks");
    const { changed, failures } = comparePairs(readRawArchive(part.before), readRawArchive(part.after));
    return [...failures, ...changed.flatMap((inner) => compareParts(inner, contexts, counts))].map(
      (failure) => `${part.name}: ${failure}`,
    );
  }
  const original = textOf(part.before);
  const kind = kindOf(part.name, original);
  const merged = textOf(part.after);
  const before = kind.tokens(original, contexts.before, merged);
  const after = kind.tokens(merged, contexts.after, original);
  countDeclared(before, after, counts);
  return [
    ...compareSequences(before.sequence, after.sequence),
    ...compareTexts(before.texts ?? [], after.texts ?? [], contexts.isSource, counts),
    ...compareRuns(before, after, counts),
  ].map((failure) => `${part.name}: ${failure}`);
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

/** What a list of headings says follows the headings, whatever it said before; all else must say the same. */
function compareTexts(
  before: readonly string[],
  after: readonly string[],
  isSource: (token: string) => boolean,
  counts: Record<string, number>,
): string[] {
  if (before.length !== after.length) return compareSequences(before, after);
  const settled = after.map((text, index) => {
    const original = before[index]!;
    if (text === original || isSource(original) || !isSource(text)) return text;
    count(counts, "declared: linked copies");
    return original;
  });
  return compareSequences(before, settled);
}

/** Runs may go where joining emptied them, and come where a target has text and the source had none, formatted as another run is. */
function compareRuns(before: PartTokens, after: PartTokens, counts: Record<string, number>): string[] {
  for (const times of difference(before.runs, after.runs).values())
    count(counts, "declared: emptied runs removed", times);
  const formats = new Set(before.formatOf.values());
  const failures: string[] = [];
  for (const [run, times] of difference(after.runs, before.runs)) {
    const format = after.formatOf.get(run) ?? "";
    if (format === "" || formats.has(format)) count(counts, "declared: runs added", times);
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
