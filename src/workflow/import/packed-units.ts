import type { BilingualUnit } from "../../model/document.ts";
import { textFragment, type Fragment } from "../../model/fragment.ts";
import type { Note, Segment, TargetState, UnitContext } from "../../model/unit.ts";
import type { SpoolForm } from "../../store/scratch.ts";
import type { RecordedState } from "../../xliff/recorded-state.ts";
import type { RawEvidence, ReturnedUnit } from "../../xliff/xliff-file.ts";

/** A text without codes as it is. */
export type PackedFragment = string | Fragment;

/** Notes without authors and such with them, in turn. */
type PackedNotes = readonly (string | readonly [from: string, text: string])[];

type PackedSegment = readonly [
  id: string,
  source: PackedFragment,
  target: PackedFragment | null,
  state: TargetState | null,
  stale: 0 | 1,
  notes: PackedNotes,
];

type PackedUnit = readonly [
  id: string,
  place: string,
  context: UnitContext | null,
  maxLength: number | null,
  ...segments: PackedSegment[],
];

/** How units of ours are kept in a spool. */
export const UNIT_FORM: SpoolForm<BilingualUnit> = {
  write({ id, place, context = null, maxLength = null, segments }) {
    const packed: PackedUnit = [id, place, context, maxLength, ...segments.map(packSegment)];
    return JSON.stringify(packed);
  },
  read(text) {
    const [id, place, context, maxLength, ...segments] = JSON.parse(text) as PackedUnit;
    return {
      id,
      place,
      ...(context === null ? {} : { context }),
      ...(maxLength === null ? {} : { maxLength }),
      segments: segments.map(unpackSegment),
    };
  },
};

function packSegment({ id, source, target, stale, notes }: Segment): PackedSegment {
  const fragment = target ? packFragment(target.fragment) : null;
  return [id, packFragment(source), fragment, target?.state ?? null, stale ? 1 : 0, packNotes(notes)];
}

function unpackSegment([id, source, fragment, state, stale, notes]: PackedSegment): Segment {
  return {
    id,
    source: unpackFragment(source),
    ...(fragment === null || state === null ? {} : { target: { fragment: unpackFragment(fragment), state } }),
    notes: unpackNotes(notes),
    ...(stale === 1 ? { stale: true } : {}),
  };
}

type PackedReturn = readonly [
  id: string,
  resname: string | null,
  source: PackedFragment,
  target: PackedFragment | null,
  hasTarget: 0 | 1,
  line: number,
  notes: PackedNotes,
  evidence: RawEvidence,
  recorded: RecordedState | null,
  maxLength: number | null,
  isProtected: 0 | 1,
];

/** How units that came back are kept in a spool. */
export const RETURNED_FORM: SpoolForm<ReturnedUnit> = {
  write(unit) {
    const packed: PackedReturn = [
      unit.id,
      unit.resname ?? null,
      packFragment(unit.source),
      unit.target ? packFragment(unit.target) : null,
      unit.hasTarget ? 1 : 0,
      unit.line,
      packNotes(unit.notes),
      unit.evidence,
      unit.recorded ?? null,
      unit.maxLength ?? null,
      unit.isProtected ? 1 : 0,
    ];
    return JSON.stringify(packed);
  },
  read(text) {
    const packed = JSON.parse(text) as PackedReturn;
    const [id, resname, source, target, hasTarget, line, notes, evidence, recorded, maxLength, isProtected] = packed;
    return {
      id,
      ...(resname === null ? {} : { resname }),
      source: unpackFragment(source),
      ...(target === null ? {} : { target: unpackFragment(target) }),
      hasTarget: hasTarget === 1,
      evidence,
      ...(recorded === null ? {} : { recorded }),
      notes: unpackNotes(notes),
      ...(maxLength === null ? {} : { maxLength }),
      ...(isProtected === 1 ? { isProtected: true } : {}),
      line,
    };
  },
};

/** As it is kept. */
export function packFragment(fragment: Fragment): PackedFragment {
  const [only] = fragment;
  if (only === undefined) return "";
  return fragment.length === 1 && only.kind === "text" ? only.text : fragment;
}

/** What `packFragment` packed. */
export function unpackFragment(packed: PackedFragment): Fragment {
  return typeof packed === "string" ? textFragment(packed) : packed;
}

function packNotes(notes: readonly Note[]): PackedNotes {
  return notes.map(({ from, text }) => (from === undefined ? text : [from, text]));
}

function unpackNotes(notes: PackedNotes): Note[] {
  return notes.map((note) => (typeof note === "string" ? { text: note } : { from: note[0], text: note[1] }));
}
