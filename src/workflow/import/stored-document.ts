import type { BilingualStream, BilingualUnit } from "../../model/document.ts";
import type { SegmentId } from "../../model/identity.ts";
import type { Segment } from "../../model/unit.ts";
import type { Scratch } from "../../store/scratch.ts";
import type { SegmentList } from "../../xliff/match-return.ts";

/** A document laid up so that its units can be had in order and its segments one by one, without all of it being in memory. */
export interface StoredDocument extends SegmentList {
  readonly document: BilingualStream;
  /** Where the segment stands, for people. */
  placeOf(segment: number): string;
  indexOf(id: SegmentId): number | undefined;
}

/** Reads a document once and lays it up. Errors: those of reading it. */
export function storeDocument(document: BilingualStream, scratch: Scratch): StoredDocument {
  const units = scratch.spool<BilingualUnit>();
  const ids: SegmentId[] = [];
  /** By segment, its unit. */
  const unitOf: number[] = [];
  /** By unit, its first segment. */
  const firstOf: number[] = [];
  for (const unit of document.units) {
    firstOf.push(ids.length);
    for (const { id } of unit.segments) {
      ids.push(id);
      unitOf.push(units.length);
    }
    units.push(unit);
  }
  // Seldom asked for, and large.
  let indexes: ReadonlyMap<SegmentId, number> | undefined;
  let latest: { readonly index: number; readonly unit: BilingualUnit } | undefined;
  // Neighbours are asked for one after another.
  const unitAt = (index: number): BilingualUnit => {
    if (latest?.index !== index) latest = { index, unit: units.get(index) };
    return latest.unit;
  };
  return {
    document: { ...document, units },
    ids,
    get(segment) {
      const index = unitOf[segment]!;
      return unitAt(index).segments[segment - firstOf[index]!]!;
    },
    placeOf: (segment) => unitAt(unitOf[segment]!).place,
    indexOf(id) {
      indexes ??= new Map(ids.map((each, index) => [each, index]));
      return indexes.get(id);
    },
  };
}

/** What became of segments of a stored document, by their numbers. */
export interface DocumentChanges<Change extends { readonly segment: Segment }> {
  get(segment: number): Change | undefined;
  has(segment: number): boolean;
  /** Another change of the same segment takes the place of the earlier one. */
  set(segment: number, change: Change): void;
}

/** No changes of a document yet. */
export function noChanges<Change extends { readonly segment: Segment }>(
  { ids }: StoredDocument,
  scratch: Scratch,
): DocumentChanges<Change> {
  const changes = scratch.spool<Change>();
  /** By segment, one more than where its change is. */
  const places = new Uint32Array(ids.length);
  return {
    get(segment) {
      const place = places[segment]!;
      return place === 0 ? undefined : changes.get(place - 1);
    },
    has: (segment) => places[segment]! > 0,
    set(segment, change) {
      changes.push(change);
      places[segment] = changes.length;
    },
  };
}

/** The document with its changes; those that are still to come count too. */
export function withChanges(
  base: StoredDocument,
  changes: DocumentChanges<{ readonly segment: Segment }>,
): StoredDocument {
  const { document } = base;
  const units = function* (): Generator<BilingualUnit> {
    let next = 0;
    for (const unit of document.units) {
      const first = next;
      next += unit.segments.length;
      const isChanged = unit.segments.some((_, n) => changes.has(first + n));
      const changed = (segment: Segment, n: number): Segment => changes.get(first + n)?.segment ?? segment;
      yield isChanged ? { ...unit, segments: unit.segments.map(changed) } : unit;
    }
  };
  return {
    ...base,
    document: { ...document, units: { [Symbol.iterator]: units } },
    get: (segment) => changes.get(segment)?.segment ?? base.get(segment),
  };
}
