import { numberedText, plainText } from "../../model/fragment.ts";
import { segmentsOf, withXliffVersion, type BilingualDocument } from "../../model/document.ts";
import { wordSimilarity, wordsOf } from "../../model/similarity.ts";
import type { Segment } from "../../model/unit.ts";
import { EARLIER_SOURCE, isEarlierSource } from "./earlier-source.ts";

/** A document made anew, with what its predecessor held. */
export interface CarriedOver {
  readonly document: BilingualDocument;
  /** Segments of the predecessor that have no place any more. History keeps them. */
  readonly removed: readonly Segment[];
  readonly counts: { readonly kept: number; readonly stale: number; readonly added: number };
}

/** Less alike than this, an old translation helps nobody. */
const LEAST_SIMILARITY = 0.5;

/** How far apart, in segments, a changed sentence and its predecessor may stand within a stretch of changes: keeps the cost linear. */
const WINDOW = 25;

interface Placed {
  readonly segment: Segment;
  readonly key: string;
  readonly previous: string;
  readonly next: string;
}

/**
 * Moves translations from `old` into `fresh`: by id, then by text between the same neighbours, then by text; a changed sentence takes the
 * old translation of the one that stood in its place, marked stale. States stay as they were, and so does the version of XLIFF.
 */
export function carryOver(fresh: BilingualDocument, old: BilingualDocument): CarriedOver {
  const olds = place(segmentsOf(old));
  const news = place(segmentsOf(fresh));
  const match = new Map<Placed, Placed>();
  const free = new Set(olds);
  const pair = (target: Placed, source: Placed | undefined): void => {
    if (!source) return;
    match.set(target, source);
    free.delete(source);
  };

  const byId = new Map(olds.map((placed) => [placed.segment.id, placed]));
  for (const placed of news) {
    const same = byId.get(placed.segment.id);
    if (same && same.key === placed.key) pair(placed, same);
  }
  const byText = new Map<string, Placed[]>();
  for (const placed of free) byText.set(placed.key, [...(byText.get(placed.key) ?? []), placed]);
  for (const isContextNeeded of [true, false]) {
    for (const placed of news) {
      if (match.has(placed)) continue;
      const candidates = byText.get(placed.key)?.filter((candidate) => free.has(candidate));
      pair(
        placed,
        candidates?.find(
          ({ previous, next }) => !isContextNeeded || (previous === placed.previous && next === placed.next),
        ),
      );
    }
  }
  const changed = matchChanged(news, olds, match, free);
  for (const source of changed.values()) free.delete(source);

  let kept = 0;
  let stale = 0;
  let added = 0;
  const results = new Map<string, Segment>();
  for (const placed of news) {
    const same = match.get(placed)?.segment;
    const similar = changed.get(placed)?.segment;
    if (same) kept += 1;
    else if (similar) stale += 1;
    else added += 1;
    results.set(
      placed.segment.id,
      same ? keep(placed.segment, same) : similar ? offer(placed.segment, similar) : placed.segment,
    );
  }
  const units = fresh.units.map((unit) => ({
    ...unit,
    segments: unit.segments.map((segment) => results.get(segment.id)!),
  }));
  const { xliffVersion = "1.2" } = old;
  return {
    document: withXliffVersion({ ...fresh, units }, xliffVersion),
    removed: [...free].map(({ segment }) => segment),
    counts: { kept, stale, added },
  };
}

function place(segments: readonly Segment[]): Placed[] {
  const keys = segments.map(({ source }) => numberedText(source));
  return segments.map((segment, index) => ({
    segment,
    key: keys[index]!,
    previous: keys[index - 1] ?? "",
    next: keys[index + 1] ?? "",
  }));
}

/** Pairs what is left between two matched neighbours: the most alike first, each old segment once. */
function matchChanged(
  news: readonly Placed[],
  olds: readonly Placed[],
  match: ReadonlyMap<Placed, Placed>,
  free: ReadonlySet<Placed>,
): Map<Placed, Placed> {
  const indexOfOld = new Map(olds.map((placed, index) => [placed, index]));
  const pairs: { placed: Placed; candidate: Placed; score: number }[] = [];
  let anchor = -1;
  let anchorIndex = -1;
  for (let index = 0; index < news.length; index += 1) {
    const matched = match.get(news[index]!);
    if (matched) {
      anchor = indexOfOld.get(matched)!;
      anchorIndex = index;
      continue;
    }
    const words = wordsOf(plainText(news[index]!.segment.source));
    const expected = anchor + (index - anchorIndex);
    const last = Math.min(olds.length - 1, expected + WINDOW);
    for (let at = Math.max(anchor + 1, expected - WINDOW); at <= last; at += 1) {
      const candidate = olds[at]!;
      if (!free.has(candidate)) break;
      if (!candidate.segment.target) continue;
      const score = wordSimilarity(words, wordsOf(plainText(candidate.segment.source)));
      if (score >= LEAST_SIMILARITY) pairs.push({ placed: news[index]!, candidate, score });
    }
  }
  const result = new Map<Placed, Placed>();
  const used = new Set<Placed>();
  for (const { placed, candidate } of pairs.sort((a, b) => b.score - a.score)) {
    if (result.has(placed) || used.has(candidate)) continue;
    result.set(placed, candidate);
    used.add(candidate);
  }
  return result;
}

function keep(segment: Segment, old: Segment): Segment {
  const { target, stale, notes } = old;
  return { ...segment, notes, ...(target ? { target } : {}), ...(stale ? { stale } : {}) };
}

function offer(segment: Segment, old: Segment): Segment {
  if (!old.target) return segment;
  const source = old.notes.find(isEarlierSource)?.text ?? EARLIER_SOURCE + plainText(old.source);
  const notes = [...old.notes.filter((note) => !isEarlierSource(note)), { from: "pitrans", text: source }];
  return { ...segment, target: old.target, stale: true, notes };
}
