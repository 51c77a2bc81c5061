import { plainText, type Fragment } from "../model/fragment.ts";
import type { Segment } from "../model/unit.ts";
import type { ReturnedUnit } from "./xliff-file.ts";

/** By what a returned unit was recognised, most trusted first. */
type MatchedBy = "id" | "resname" | "trimmed-id" | "source";

interface MatchedUnit {
  readonly segment: Segment;
  readonly unit: ReturnedUnit;
  readonly by: MatchedBy;
}

/** A return laid beside what was sent. Every returned unit and every segment stands in exactly one of the lists. */
export interface ReturnMatch {
  /** In the order of the segments. */
  readonly matched: readonly MatchedUnit[];
  /** Segments that did not come back, or came back more than once. */
  readonly missing: readonly Segment[];
  /** Units that answer to no segment. */
  readonly unmatched: readonly ReturnedUnit[];
  /** Segments that came back more than once with different targets: none of them is taken. */
  readonly duplicates: readonly { readonly segment: Segment; readonly units: readonly ReturnedUnit[] }[];
}

/** A shorter rest of an id could be anything. */
const MIN_CUT_ID = 12;

/**
 * Matches by id, then by resname, then by an id that lost its edges or got others, then by source text in order: sdlxliff and mqxliff
 * renumber, others cut ids or put the file's name before them. A step sees only what the earlier ones left over.
 */
export function matchReturn(returned: readonly ReturnedUnit[], expected: readonly Segment[]): ReturnMatch {
  const answers = new Map<Segment, { units: ReturnedUnit[]; by: MatchedBy }>();
  const open = new Set(returned);
  const step = (by: MatchedBy, find: (unit: ReturnedUnit) => Segment | undefined): void => {
    const taken = new Map<Segment, ReturnedUnit[]>();
    for (const unit of open) {
      const segment = find(unit);
      if (segment === undefined || answers.has(segment)) continue;
      taken.set(segment, [...(taken.get(segment) ?? []), unit]);
    }
    for (const [segment, units] of taken) {
      answers.set(segment, { units, by });
      for (const unit of units) open.delete(unit);
    }
  };

  const byId = new Map(expected.map((segment) => [segment.id, segment]));
  step("id", ({ id }) => byId.get(id));
  step("resname", ({ resname }) => (resname === undefined ? undefined : byId.get(resname)));
  if (open.size > 0) {
    const findCut = cutIdFinder(expected.filter((segment) => !answers.has(segment)));
    step("trimmed-id", ({ id, resname }) => findCut(id) ?? (resname === undefined ? undefined : findCut(resname)));
  }
  if (open.size > 0) {
    const pairs = pairBySource(
      [...open],
      expected.filter((segment) => !answers.has(segment)),
    );
    step("source", (unit) => pairs.get(unit));
  }
  if (open.size > 0) {
    const segmentOf = new Map(
      [...answers].flatMap(([segment, { units }]) => units.map((unit) => [unit, segment] as const)),
    );
    const pairs = pairByNeighbours(returned, expected, segmentOf);
    step("source", (unit) => pairs.get(unit));
  }

  const matched: MatchedUnit[] = [];
  const duplicates: { segment: Segment; units: readonly ReturnedUnit[] }[] = [];
  const missing: Segment[] = [];
  for (const segment of expected) {
    const answer = answers.get(segment);
    if (answer === undefined) {
      missing.push(segment);
      continue;
    }
    const unit = onlyAnswer(answer.units);
    if (unit) matched.push({ segment, unit, by: answer.by });
    else duplicates.push({ segment, units: answer.units });
  }
  return { matched, missing, unmatched: [...open], duplicates };
}

/** Of several units for one segment the one with a target, or the first where all targets say the same; never simply the last. */
function onlyAnswer(units: readonly ReturnedUnit[]): ReturnedUnit | undefined {
  const delivered = units.filter(({ target }) => target !== undefined && target.length > 0);
  const candidates = delivered.length === 0 ? units : delivered;
  const first = candidates[0]!;
  const key = ({ target = [], evidence }: ReturnedUnit): string => JSON.stringify([target, evidence]);
  return candidates.every((unit) => key(unit) === key(first)) ? first : undefined;
}

/** Finds the one segment whose id is the text, but for white space, case, something before it, or its end cut off. */
function cutIdFinder(segments: readonly Segment[]): (text: string) => Segment | undefined {
  const byId = new Map(segments.map((segment) => [segment.id.toLowerCase(), segment]));
  const sorted = segments
    .map((segment) => ({ id: segment.id.toLowerCase(), segment }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return (text) => {
    const wanted = text.trim().toLowerCase();
    const exact = byId.get(wanted);
    if (exact) return exact;
    for (let at = wanted.search(/[^a-z0-9._-]/); at >= 0;) {
      const found = byId.get(wanted.slice(at + 1));
      if (found) return found;
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
function pairBySource(units: readonly ReturnedUnit[], segments: readonly Segment[]): Map<ReturnedUnit, Segment> {
  const waiting = groupBy(segments);
  const pairs = new Map<ReturnedUnit, Segment>();
  for (const [text, same] of groupBy(units)) {
    const twins = waiting.get(text) ?? [];
    if (text === "" || twins.length !== same.length) continue;
    for (const [index, unit] of same.entries()) pairs.set(unit, twins[index]!);
  }
  return pairs;
}

/**
 * Twins of which some are missing: a unit that stands directly after (or before) a matched one, where the segment after (or before) that
 * one has its text.
 */
function pairByNeighbours(
  returned: readonly ReturnedUnit[],
  expected: readonly Segment[],
  matched: ReadonlyMap<ReturnedUnit, Segment>,
): Map<ReturnedUnit, Segment> {
  const position = new Map(expected.map((segment, index) => [segment, index]));
  const taken = new Set(matched.values());
  const known = new Map(matched);
  const pairs = new Map<ReturnedUnit, Segment>();
  const walk = (units: readonly ReturnedUnit[], direction: 1 | -1): void => {
    let previous = Number.NaN;
    for (const unit of units) {
      const segment = known.get(unit);
      const candidate = expected[previous + direction];
      if (segment) previous = position.get(segment)!;
      else if (candidate && !taken.has(candidate) && textOf(unit) !== "" && textOf(unit) === textOf(candidate)) {
        pairs.set(unit, candidate);
        known.set(unit, candidate);
        taken.add(candidate);
        previous += direction;
      } else previous = Number.NaN;
    }
  };
  walk(returned, 1);
  walk(returned.toReversed(), -1);
  return pairs;
}

function textOf({ source }: { readonly source: Fragment }): string {
  return plainText(source).normalize("NFC").replaceAll(/\s+/gu, " ").trim();
}

function groupBy<T extends { readonly source: Fragment }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const text = textOf(item);
    const group = groups.get(text);
    if (group) group.push(item);
    else groups.set(text, [item]);
  }
  return groups;
}
