import type { BilingualStream, BilingualUnit, DocumentFacts } from "../../model/document.ts";
import { isSameFragment, type Fragment } from "../../model/fragment.ts";
import type { SegmentId } from "../../model/identity.ts";
import { TARGET_STATES, type HumanOrigin, type Segment, type Target } from "../../model/unit.ts";
import {
  openShared,
  type Scratch,
  type SharedSpool,
  type Spool,
  type SpooledValues,
  type SpoolForm,
} from "../../store/scratch.ts";
import { detached } from "../../xliff/detached.ts";
import type { SegmentList } from "../../xliff/match-return.ts";
import { packFragment, unpackFragment } from "./packed-fields.ts";
import { UNIT_FORM } from "./packed-units.ts";

/** A document laid up so that its units can be had in order and its segments one by one, without all of it being in memory. */
export interface StoredDocument extends SegmentList {
  readonly document: BilingualStream;
  /** Where the segment stands, for people. */
  placeOf(segment: number): string;
  indexOf(id: SegmentId): number | undefined;
  /** Its units, without changes, for another thread (`UNIT_FORM`). */
  shareUnits(): SharedSpool;
}

/** The units of a document where they can be had one by one. */
interface LaidUnits {
  readonly units: SpooledValues<BilingualUnit>;
  readonly ids: readonly SegmentId[];
  /** By segment, its unit. */
  readonly unitOf: Uint32Array;
  /** By unit, its first segment. */
  readonly firstOf: Uint32Array;
  /** The units alone, for another thread (`UNIT_FORM`). */
  readonly share: () => SharedSpool;
}

/** Laid units on their way to another thread. */
export interface SharedUnits extends Pick<LaidUnits, "unitOf" | "firstOf"> {
  readonly units: SharedSpool;
  readonly ids: SharedSpool;
}

/** Ids are texts as they are. */
const ID_FORM: SpoolForm<string> = { write: (id) => id, read: (id) => id };

/** Reads units once and lays them up for another thread. Errors: those of reading them. */
export function shareUnits(units: Iterable<BilingualUnit>, scratch: Scratch): SharedUnits {
  const ids = scratch.spool(ID_FORM);
  const { units: laid, ...numbers } = layUp(units, scratch, (id) => ids.push(id));
  return { ...numbers, units: laid.share(), ids: ids.share() };
}

function layUp(
  units: Iterable<BilingualUnit>,
  scratch: Scratch,
  addId: (id: SegmentId) => void,
): Pick<LaidUnits, "unitOf" | "firstOf"> & { readonly units: Spool<BilingualUnit> } {
  const laid = scratch.spool(UNIT_FORM);
  const unitOf: number[] = [];
  const firstOf: number[] = [];
  for (const unit of units) {
    firstOf.push(unitOf.length);
    for (const { id } of unit.segments) {
      addId(id);
      unitOf.push(laid.length);
    }
    laid.push(unit);
  }
  return { units: laid, unitOf: Uint32Array.from(unitOf), firstOf: Uint32Array.from(firstOf) };
}

/** A document whose units another thread laid up; `known` as in `storeDocument`. */
export function openStoredDocument(
  document: DocumentFacts,
  { units, ids, ...numbers }: SharedUnits,
  known: readonly string[],
): StoredDocument {
  const kept: SegmentId[] = [];
  for (const id of openShared(ids, ID_FORM)) kept.push(known[kept.length] === id ? known[kept.length]! : detached(id));
  return storedDocument(document, {
    ...numbers,
    units: openShared(units, UNIT_FORM),
    ids: kept,
    share: () => units,
  });
}

/**
 * Reads a document once and lays it up. Errors: those of reading it.
 *
 * @param known ids that are in memory already: those that stand at the same place are kept once
 */
export function storeDocument(
  document: BilingualStream,
  scratch: Scratch,
  known: readonly string[] = [],
): StoredDocument {
  const ids: SegmentId[] = [];
  const laid = layUp(document.units, scratch, (id) => ids.push(known[ids.length] === id ? known[ids.length]! : id));
  return storedDocument(document, { ...laid, ids, share: () => laid.units.share() });
}

function storedDocument(document: DocumentFacts, { units, ids, unitOf, firstOf, share }: LaidUnits): StoredDocument {
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
    shareUnits: share,
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
export interface DocumentChanges extends AppliedChanges {
  /** Another change of the same segment takes the place of the earlier one; one that changes nothing is none. */
  set(segment: number, change: SegmentChange): void;
  originOf(segment: number): HumanOrigin | undefined;
  /** Those of segments from one number to before another, as they are now, for another thread (`openSharedChanges`). */
  share(from?: number, to?: number): SharedChanges;
}

/** Changes, to be read. */
export interface AppliedChanges {
  has(segment: number): boolean;
  /** The segment as it is from now on. Text for the source as it is now: what was stale is stale no more. */
  apply(segment: Segment, number: number): Segment;
}

/** Changes of a stretch of segments on their way to another thread. */
export interface SharedChanges {
  /** The number of the first segment. */
  readonly first: number;
  readonly states: Uint8Array;
  readonly places: Uint32Array;
  /** Which text is the first that is shared. */
  readonly firstText: number;
  readonly texts: SharedSpool;
}

/** How new texts are kept in a spool. */
const TEXT_FORM: SpoolForm<Fragment> = {
  write: packFragment,
  read: (field) => unpackFragment(field)!,
};

/** No changes of a document yet. */
export function noChanges(base: StoredDocument, scratch: Scratch): DocumentChanges {
  const { length } = base.ids;
  const texts = scratch.spool(TEXT_FORM);
  /** By segment, one more than the number of its state; 0: it is not changed. */
  const states = new Uint8Array(length);
  /** By segment, one more than where its new text is; 0: the text that stands there. */
  const places = new Uint32Array(length);
  const origins: (HumanOrigin | undefined)[] = [];
  const originOf = new Uint32Array(length);
  return {
    ...appliedChanges(states, places, texts),
    originOf: (segment) => (states[segment] === 0 ? undefined : origins[originOf[segment]!]),
    set(segment, { target: { fragment, state }, origin }) {
      const { target: old, stale } = base.get(segment);
      const isSameText = old !== undefined && isSameFragment(old.fragment, fragment);
      if (isSameText && old.state === state && !stale) {
        states[segment] = 0;
        return;
      }
      // The changes of one return come one after another.
      if (origins.length === 0 || origins.at(-1) !== origin) origins.push(origin);
      if (!isSameText) texts.push(fragment);
      states[segment] = TARGET_STATES.indexOf(state) + 1;
      places[segment] = isSameText ? 0 : texts.length;
      originOf[segment] = origins.length - 1;
    },
    share(from = 0, to = length) {
      const placesThere = places.slice(from, to);
      const firstText = placesThere.reduce(
        (least, place) => (place === 0 ? least : Math.min(least, place - 1)),
        texts.length,
      );
      return {
        first: from,
        states: states.slice(from, to),
        places: placesThere,
        firstText,
        texts: texts.share(firstText),
      };
    },
  };
}

/** Changes that another thread shares. */
export function openSharedChanges({ first, states, places, firstText, texts }: SharedChanges): AppliedChanges {
  return appliedChanges(states, places, openShared(texts, TEXT_FORM), first, firstText);
}

/** @param first the segment that the first state is of @param firstText the number of the first text */
function appliedChanges(
  states: Uint8Array,
  places: Uint32Array,
  texts: SpooledValues<Fragment>,
  first = 0,
  firstText = 0,
): AppliedChanges {
  return {
    has: (segment) => states[segment - first] !== 0,
    apply(segment, number) {
      const state = states[number - first]!;
      if (state === 0) return segment;
      const { id, source, notes } = segment;
      const place = places[number - first]!;
      const fragment = place === 0 ? segment.target!.fragment : texts.get(place - 1 - firstText);
      return { id, source, target: { fragment, state: TARGET_STATES[state - 1]! }, notes };
    },
  };
}

/** The document with its changes; those that are still to come count too. */
export function withChanges(base: StoredDocument, changes: AppliedChanges): StoredDocument {
  const { document } = base;
  return {
    ...base,
    document: { ...document, units: { [Symbol.iterator]: () => changedUnits(document.units, changes) } },
    get: (segment) => changes.apply(base.get(segment), segment),
  };
}

/** The units of a document with its changes. */
function* changedUnits(units: Iterable<BilingualUnit>, changes: AppliedChanges): Generator<BilingualUnit> {
  let next = 0;
  for (const unit of units) {
    const first = next;
    next += unit.segments.length;
    const isChanged = unit.segments.some((_, n) => changes.has(first + n));
    const changed = (segment: Segment, n: number): Segment => changes.apply(segment, first + n);
    yield isChanged ? { ...unit, segments: unit.segments.map(changed) } : unit;
  }
}
