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
  const indexes = new Map(ids.map((id, index) => [id, index]));
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
    indexOf: (id) => indexes.get(id),
  };
}

/** What became of segments of a stored document. */
export interface DocumentChanges<Change extends { readonly segment: Segment }> {
  readonly size: number;
  get(id: SegmentId): Change | undefined;
  has(id: SegmentId): boolean;
  /** Another change of the same segment takes the place of the earlier one. */
  add(change: Change): void;
}

/** No changes yet. */
export function noChanges<Change extends { readonly segment: Segment }>(scratch: Scratch): DocumentChanges<Change> {
  const changes = scratch.spool<Change>();
  const indexes = new Map<SegmentId, number>();
  return {
    get size() {
      return indexes.size;
    },
    get(id) {
      const index = indexes.get(id);
      return index === undefined ? undefined : changes.get(index);
    },
    has: (id) => indexes.has(id),
    add(change) {
      indexes.set(change.segment.id, changes.length);
      changes.push(change);
    },
  };
}

/** The document with its changes; those that are still to come count too. */
export function withChanges(
  base: StoredDocument,
  changes: DocumentChanges<{ readonly segment: Segment }>,
): StoredDocument {
  const changed = (segment: Segment): Segment => changes.get(segment.id)?.segment ?? segment;
  const { document } = base;
  const units = function* (): Generator<BilingualUnit> {
    for (const unit of document.units) {
      yield unit.segments.some(({ id }) => changes.has(id)) ? { ...unit, segments: unit.segments.map(changed) } : unit;
    }
  };
  return {
    ...base,
    document: { ...document, units: { [Symbol.iterator]: units } },
    get: (segment) => changed(base.get(segment)),
  };
}
