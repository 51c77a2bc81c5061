import { plainText, type Fragment } from "../model/fragment.ts";
import { shortHash } from "../model/identity.ts";
import type { Segment } from "../model/unit.ts";
import { withoutSpelledCodes } from "./code-repairs.ts";
import type { ReturnedUnit } from "./xliff-file.ts";

/** By what a returned unit was recognised, most trusted first. */
type MatchedBy = "id" | "resname" | "trimmed-id" | "source";

/** Units that came back. They need not all be in memory: only their ids are. */
export interface ReturnedList {
  readonly ids: readonly string[];
  readonly resnames: readonly (string | undefined)[];
  get(unit: number): ReturnedUnit;
}

/** Segments that were sent, in order. */
export interface SegmentList {
  readonly ids: readonly string[];
  get(segment: number): Segment;
}

/** Units that are all in memory, as a list. */
export function listOfUnits(units: readonly ReturnedUnit[]): ReturnedList {
  return {
    ids: units.map(({ id }) => id),
    resnames: units.map(({ resname }) => resname),
    get: (unit) => units[unit]!,
  };
}

/** Segments that are all in memory, as a list. @internal */
export function listOfSegments(segments: readonly Segment[]): SegmentList {
  return { ids: segments.map(({ id }) => id), get: (segment) => segments[segment]! };
}

/** A return laid beside what was sent, all by number. Every returned unit and every segment stands in exactly one place. */
export interface ReturnMatch {
  /** By segment, the unit that answers it; below 0 where none came back, or several that contradict each other. */
  readonly answers: Int32Array;
  /** By segment, how its answer was recognised. */
  readonly by: readonly (MatchedBy | undefined)[];
  /** Units that answer to no segment. */
  readonly unmatched: readonly number[];
  /** By segment, the units of those that came back more than once with different targets: none of them is taken. */
  readonly duplicates: ReadonlyMap<number, readonly number[]>;
}

/** A shorter rest of an id could be anything. */
const MIN_CUT_ID = 12;

const NONE = -1;

/**
 * Matches by id, then by resname, then by an id that lost its edges or got others, then by source text in order: sdlxliff and mqxliff
 * renumber, others cut ids or put the file's name before them. A step sees only what the earlier ones left over, and texts are looked at
 * only for those.
 */
export function matchReturn(returned: ReturnedList, sent: SegmentList): ReturnMatch {
  if (isSameOrder(returned.ids, sent.ids)) {
    return {
      answers: Int32Array.from(sent.ids.keys()),
      by: Array.from<MatchedBy>({ length: sent.ids.length }).fill("id"),
      unmatched: [],
      duplicates: new Map(),
    };
  }
  const answers = new Int32Array(sent.ids.length).fill(NONE);
  const by: (MatchedBy | undefined)[] = Array.from(sent.ids, () => undefined);
  /** Of segments with several answers: the later ones. */
  const others = new Map<number, number[]>();
  let open = [...returned.ids.keys()];
  const step = (how: MatchedBy, find: (unit: number) => number | undefined): void => {
    /** Answered in this step first: further units of this step contradict or repeat it. */
    const fresh = new Set<number>();
    const left: number[] = [];
    for (const unit of open) {
      const segment = find(unit);
      if (segment === undefined || (answers[segment] !== NONE && !fresh.has(segment))) left.push(unit);
      else if (answers[segment] === NONE) {
        answers[segment] = unit;
        by[segment] = how;
        fresh.add(segment);
      } else others.set(segment, [...(others.get(segment) ?? []), unit]);
    }
    open = left;
  };
  const unanswered = (): number[] => [...answers.keys()].filter((segment) => answers[segment] === NONE);

  const byId = new Map(sent.ids.map((id, segment) => [id, segment]));
  step("id", (unit) => byId.get(returned.ids[unit]!));
  const resname = (unit: number): string | undefined => returned.resnames[unit];
  step("resname", (unit) => byId.get(resname(unit) ?? ""));
  if (open.length > 0) {
    const findCut = cutIdFinder(sent.ids, unanswered());
    step("trimmed-id", (unit) => findCut(returned.ids[unit]!) ?? findCut(resname(unit) ?? ""));
  }
  for (const readText of [textOf, textWithoutCodes]) {
    if (open.length === 0) break;
    const pairs = pairBySource(returned, open, sent, unanswered(), readText);
    step("source", (unit) => pairs.get(unit));
  }
  if (open.length > 0) {
    const pairs = pairByNeighbours(returned, new Set(open), sent, { answers, others });
    step("source", (unit) => pairs.get(unit));
  }

  const duplicates = new Map<number, readonly number[]>();
  for (const [segment, later] of others) {
    const units = [answers[segment]!, ...later];
    const only = onlyAnswer(units, returned);
    answers[segment] = only ?? NONE;
    if (only === undefined) duplicates.set(segment, units);
  }
  return { answers, by, unmatched: open, duplicates };
}

/** Most returns hold what was sent, and nothing else. */
function isSameOrder(ids: readonly string[], others: readonly string[]): boolean {
  return ids.length === others.length && ids.every((id, index) => id === others[index]);
}

/** Of several units for one segment the one with a target, or the first where all targets say the same; never simply the last. */
function onlyAnswer(units: readonly number[], returned: ReturnedList): number | undefined {
  const read = units.map((unit) => ({ unit, ...returned.get(unit) }));
  const delivered = read.filter(({ target }) => target !== undefined && target.length > 0);
  const candidates = delivered.length === 0 ? read : delivered;
  const [first] = candidates;
  const key = ({ target = [], evidence }: ReturnedUnit): string => JSON.stringify([target, evidence]);
  return candidates.every((unit) => key(unit) === key(first!)) ? first!.unit : undefined;
}

/** Finds the one segment whose id is the text, but for white space, case, something before it, or its end cut off. */
function cutIdFinder(ids: readonly string[], segments: readonly number[]): (text: string) => number | undefined {
  const sorted = segments
    .map((segment) => ({ id: ids[segment]!.toLowerCase(), segment }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map(sorted.map(({ id, segment }) => [id, segment]));
  return (text) => {
    const wanted = text.trim().toLowerCase();
    const exact = byId.get(wanted);
    if (exact !== undefined) return exact;
    for (let at = wanted.search(/[^a-z0-9._-]/); at >= 0;) {
      const found = byId.get(wanted.slice(at + 1));
      if (found !== undefined) return found;
      const next = wanted.slice(at + 1).search(/[^a-z0-9._-]/);
      at = next < 0 ? -1 : at + 1 + next;
    }
    if (wanted.length < MIN_CUT_ID) return undefined;
    const first = lowerBound(sorted, wanted);
    const [one, two] = [sorted[first], sorted[first + 1]];
    return one?.id.startsWith(wanted) === true && two?.id.startsWith(wanted) !== true ? one.segment : undefined;
  };
}

function lowerBound(sorted: readonly { readonly id: string }[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.id < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Units and segments of the same text, the first with the first and so on; texts that occur more or less often than sent are left to `pairByNeighbours`. */
function pairBySource(
  returned: ReturnedList,
  units: readonly number[],
  sent: SegmentList,
  segments: readonly number[],
  readText: TextReader,
): Map<number, number> {
  const waiting = groupByText(segments, sent, readText);
  const pairs = new Map<number, number>();
  for (const [text, same] of groupByText(units, returned, readText)) {
    const twins = waiting.get(text) ?? [];
    if (twins.length !== same.length) continue;
    for (const [index, unit] of same.entries()) pairs.set(unit, twins[index]!);
  }
  return pairs;
}

/**
 * Twins of which some are missing: a unit that stands directly after (or before) a matched one, where the segment after (or before) that
 * one has its text.
 */
function pairByNeighbours(
  returned: ReturnedList,
  open: ReadonlySet<number>,
  sent: SegmentList,
  { answers, others }: { readonly answers: Int32Array; readonly others: ReadonlyMap<number, readonly number[]> },
): Map<number, number> {
  const segmentOf = new Map<number, number>();
  for (const [segment, unit] of answers.entries()) if (unit !== NONE) segmentOf.set(unit, segment);
  for (const [segment, units] of others) for (const unit of units) segmentOf.set(unit, segment);
  const taken = new Set(segmentOf.values());
  const pairs = new Map<number, number>();
  const walk = (units: Iterable<number>, direction: 1 | -1): void => {
    let previous = Number.NaN;
    for (const unit of units) {
      const segment = segmentOf.get(unit);
      const candidate = previous + direction;
      if (segment !== undefined) previous = segment;
      else if (
        open.has(unit) &&
        sent.ids[candidate] !== undefined &&
        !taken.has(candidate) &&
        isSame(unit, candidate)
      ) {
        pairs.set(unit, candidate);
        segmentOf.set(unit, candidate);
        taken.add(candidate);
        previous = candidate;
      } else previous = Number.NaN;
    }
  };
  const isSame = (unit: number, segment: number): boolean => {
    const text = textWithoutCodes(returned.get(unit));
    return text !== "" && text === textWithoutCodes(sent.get(segment));
  };
  walk(returned.ids.keys(), 1);
  walk([...returned.ids.keys()].reverse(), -1);
  return pairs;
}

type TextReader = (item: { readonly source: Fragment }) => string;

/** Without codes that some tool wrote as text. */
const textWithoutCodes: TextReader = (item) => withoutSpelledCodes(textOf(item)).replaceAll(/\s+/gu, " ").trim();

function textOf({ source }: { readonly source: Fragment }): string {
  return plainText(source).normalize("NFC").replaceAll(/\s+/gu, " ").trim();
}

/** Long texts are kept as their hash. */
const LONGEST_KEY = 24;

function groupByText(
  items: readonly number[],
  list: { get(item: number): { readonly source: Fragment } },
  readText: TextReader,
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const item of items) {
    const text = readText(list.get(item));
    if (text === "") continue;
    const key = text.length > LONGEST_KEY ? shortHash(text, LONGEST_KEY) : text;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
