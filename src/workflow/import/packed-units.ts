import type { BilingualUnit } from "../../model/document.ts";
import type { Note, Segment, TargetState, UnitContext } from "../../model/unit.ts";
import type { RecordedState } from "../../xliff/recorded-state.ts";
import type { SpoolForm } from "../../store/scratch.ts";
import { isFact } from "../../xliff/unit-notes.ts";
import type { RawEvidence, ReturnedUnit } from "../../xliff/xliff-file.ts";
import {
  joinFields,
  packFragment,
  packJson,
  packText,
  splitFields,
  unpackFragment,
  unpackJson,
  unpackText,
  type LatestField,
} from "./packed-fields.ts";

/** As many fields tell of a unit itself. */
const UNIT_FIELDS = 4;

/** As many tell of each of its segments. */
const SEGMENT_FIELDS = 6;

/** How units of ours are kept in a spool. Those that are read share their contexts. */
export const UNIT_FORM: SpoolForm<BilingualUnit> = {
  write({ id, place, context, maxLength = "", segments }) {
    const fields = [packText(id), packText(place), packJson(context), maxLength];
    for (const { id: segment, source, target, stale, notes } of segments) {
      fields.push(
        packText(segment),
        packFragment(source),
        packFragment(target?.fragment),
        target?.state ?? "",
        stale ? "stale" : "",
        packNotes(notes),
      );
    }
    return joinFields(fields);
  },
  read(text) {
    const fields = splitFields(text);
    const [id, place, packedContext, maxLength] = fields;
    const context = unpackJson(packedContext!, latestContext);
    const segments: Segment[] = [];
    for (let at = UNIT_FIELDS; at < fields.length; at += SEGMENT_FIELDS) segments.push(readSegment(fields, at));
    return {
      id: unpackText(id!)!,
      place: unpackText(place!)!,
      ...(context === undefined ? {} : { context }),
      ...(maxLength === "" ? {} : { maxLength: Number(maxLength) }),
      segments,
    };
  },
};

/** Units under one heading have the same context. */
const latestContext: LatestField<UnitContext> = { text: "", value: {} };

function readSegment(fields: readonly string[], at: number): Segment {
  const fragment = unpackFragment(fields[at + 2]!);
  return {
    id: unpackText(fields[at]!)!,
    source: unpackFragment(fields[at + 1]!)!,
    ...(fragment === undefined ? {} : { target: { fragment, state: fields[at + 3] as TargetState } }),
    notes: unpackJson<Note[]>(fields[at + 5]!) ?? [],
    ...(fields[at + 4] === "" ? {} : { stale: true }),
  };
}

/** How units that came back are kept in a spool: notes only where one of them is none of ours (`addedNotes`). Those that are read share their evidence. */
export const RETURNED_FORM: SpoolForm<ReturnedUnit> = {
  write: ({ id, resname, source, target, hasTarget, line, notes, evidence, recorded, maxLength = "", isProtected }) =>
    joinFields([
      packText(id),
      packText(resname),
      packFragment(source),
      packFragment(target),
      hasTarget ? "target" : "",
      line,
      packNotes(notes.every(isFact) ? [] : notes),
      packJson(evidence),
      recorded?.state ?? "",
      recorded?.hash ?? "",
      recorded?.isStale ? "stale" : "",
      maxLength,
      isProtected ? "protected" : "",
    ]),
  read(text) {
    const [id, name, source, written, hasTarget, line, notes, evidence, state, hash, stale, maxLength, isProtected] =
      splitFields(text);
    const resname = unpackText(name!);
    const target = unpackFragment(written!);
    return {
      id: unpackText(id!)!,
      ...(resname === undefined ? {} : { resname }),
      source: unpackFragment(source!)!,
      ...(target === undefined ? {} : { target }),
      hasTarget: hasTarget !== "",
      evidence: unpackJson(evidence!, latestEvidence) ?? {},
      ...(state === "" ? {} : { recorded: recordedOf(state as TargetState, hash!, stale !== "") }),
      notes: unpackJson<Note[]>(notes!) ?? [],
      ...(maxLength === "" ? {} : { maxLength: Number(maxLength) }),
      ...(isProtected === "" ? {} : { isProtected: true }),
      line: Number(line),
    };
  },
};

/** Most came back alike. */
const latestEvidence: LatestField<RawEvidence> = { text: "", value: {} };

function packNotes(notes: readonly Note[]): string {
  return notes.length === 0 ? "" : JSON.stringify(notes);
}

/** A state that was given without a target has no hash. */
function recordedOf(state: TargetState, hash: string, isStale: boolean): RecordedState {
  return hash === "" ? { state, isStale } : { state, hash, isStale };
}
