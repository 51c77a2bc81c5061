import type { BilingualStream, BilingualUnit } from "../../model/document.ts";
import { isSameFragment } from "../../model/fragment.ts";
import type { SegmentId } from "../../model/identity.ts";
import type { HumanOrigin, Segment, Target, TargetState } from "../../model/unit.ts";
import type { Scratch } from "../../store/scratch.ts";
import type { SegmentList } from "../../xliff/match-return.ts";
import { packFragment, unpackFragment, UNIT_FORM, type PackedFragment } from "./packed-units.ts";

/** A document laid up so that its units can be had in order and its segments one by one, without all of it being in memory. */
export interface StoredDocument extends SegmentList {
  readonly document: BilingualStream;
  /** Where the segment stands, for people. */
  placeOf(segment: number): string;
  indexOf(id: SegmentId): number | undefined;
}

/** Reads a document once and lays it up. Errors: those of reading it. */
export function storeDocument(document: BilingualStream, scratch: Scratch): StoredDocument {
  const units = scratch.spool(UNIT_FORM);
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

/** What a segment says from now on. */
export interface SegmentChange {
  readonly target: Target;
  /** Whose work that is, where it is known. */
  readonly origin?: HumanOrigin;
}

/** What became of segments of a stored document, by their numbers. */
export interface DocumentChanges {
  has(segment: number): boolean;
  /** Another change of the same segment takes the place of the earlier one; one that changes nothing is none. */
  set(segment: number, change: SegmentChange): void;
  /** The segment as it is from now on. Text for the source as it is now: what was stale is stale no more. */
  apply(segment: Segment, number: number): Segment;
  originOf(segment: number): HumanOrigin | undefined;
}

/** Null: the text that stands there. */
type PackedChange = readonly [fragment: PackedFragment | null, state: TargetState, origin: number];

/** No changes of a document yet. */
export function noChanges(base: StoredDocument, scratch: Scratch): DocumentChanges {
  const changes = scratch.spool<PackedChange>();
  const origins: (HumanOrigin | undefined)[] = [];
  /** By segment, one more than where its change is. */
  const places = new Uint32Array(base.ids.length);
  const find = (segment: number): PackedChange | undefined => {
    const place = places[segment]!;
    return place === 0 ? undefined : changes.get(place - 1);
  };
  return {
    apply(segment, number) {
      const change = find(number);
      if (!change) return segment;
      const { id, source, notes } = segment;
      const [packed, state] = change;
      const fragment = packed === null ? segment.target!.fragment : unpackFragment(packed);
      return { id, source, target: { fragment, state }, notes };
    },
    originOf(segment) {
      const change = find(segment);
      return change && origins[change[2]];
    },
    has: (segment) => places[segment]! > 0,
    set(segment, { target: { fragment, state }, origin }) {
      const { target: old, stale } = base.get(segment);
      const isSameText = old !== undefined && isSameFragment(old.fragment, fragment);
      if (isSameText && old.state === state && !stale) {
        places[segment] = 0;
        return;
      }
      // The changes of one return come one after another.
      if (origins.length === 0 || origins.at(-1) !== origin) origins.push(origin);
      changes.push([isSameText ? null : packFragment(fragment), state, origins.length - 1]);
      places[segment] = changes.length;
    },
  };
}

/** The document with its changes; those that are still to come count too. */
export function withChanges(base: StoredDocument, changes: DocumentChanges): StoredDocument {
  const { document } = base;
  const units = function* (): Generator<BilingualUnit> {
    let next = 0;
    for (const unit of document.units) {
      const first = next;
      next += unit.segments.length;
      const isChanged = unit.segments.some((_, n) => changes.has(first + n));
      const changed = (segment: Segment, n: number): Segment => changes.apply(segment, first + n);
      yield isChanged ? { ...unit, segments: unit.segments.map(changed) } : unit;
    }
  };
  return {
    ...base,
    document: { ...document, units: { [Symbol.iterator]: units } },
    get: (segment) => changes.apply(base.get(segment), segment),
  };
}
