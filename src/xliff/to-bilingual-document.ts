import type { BilingualDocument, BilingualStream, BilingualUnit, DocumentFacts } from "../model/document.ts";
import { parseSegmentId } from "../model/identity.ts";
import type { Note, Segment } from "../model/unit.ts";
import { reviewEvidence } from "./review-evidence.ts";
import { stateOnReading } from "./state-on-reading.ts";
import { parseUnitNotes, type UnitFacts } from "./unit-notes.ts";
import type { XliffItem } from "./read-xliff.ts";
import type { FileHead, ReturnedUnit, XliffFile } from "./xliff-file.ts";

/**
 * The document that a working file of ours holds, states by what the file itself says (PRODUCT.md, States, without a baseline).
 * Undefined where the file is not one of ours: not exactly one document, no identity, ids that are not ours or that repeat.
 *
 * @param isUntouched the bytes are known to be those we wrote, so that every text is the one its state was given for
 */
export function toBilingualDocument(file: XliffFile, isUntouched = false): BilingualDocument | undefined {
  const [only, ...others] = file.files;
  const facts = only === undefined || others.length > 0 ? undefined : factsOf(only, file.version);
  if (facts === undefined) return undefined;
  const units = new Map<string, BilingualUnit & { readonly segments: Segment[] }>();
  const seen = new Set<string>();
  const readUnit = unitReader(isUntouched);
  for (const returned of only!.units) {
    const id = parseSegmentId(returned.id);
    if (id === undefined || seen.has(returned.id)) return undefined;
    seen.add(returned.id);
    const unit = units.get(id.unit);
    const { facts: own, segment } = readUnit(returned);
    if (unit) unit.segments.push(segment);
    else units.set(id.unit, { id: id.unit, ...own, segments: [segment] });
  }
  return { ...facts, units: [...units.values()] };
}

/**
 * As `toBilingualDocument`, for a file that is known to stand as we wrote it: its units come one by one, and it is read anew each time they
 * are asked for. Undefined where the file is not one of ours.
 */
export function toBilingualStream(open: () => Iterable<XliffItem>): BilingualStream | undefined {
  let version = "";
  for (const item of open()) {
    if (item.kind === "start") ({ version } = item);
    if (item.kind !== "file") continue;
    const facts = factsOf(item.head, version);
    return facts && { ...facts, units: { [Symbol.iterator]: () => unitsOf(open()) } };
  }
  return undefined;
}

/** We write the segments of a unit one after another. */
function* unitsOf(items: Iterable<XliffItem>): Generator<BilingualUnit> {
  let unit: (BilingualUnit & { readonly segments: Segment[] }) | undefined;
  const readUnit = unitReader(true);
  for (const item of items) {
    if (item.kind !== "unit") continue;
    const returned = item.unit;
    const id = parseSegmentId(returned.id)?.unit ?? returned.id;
    const { facts, segment } = readUnit(returned);
    if (unit?.id === id) unit.segments.push(segment);
    else {
      if (unit) yield unit;
      unit = { id, ...facts, segments: [segment] };
    }
  }
  if (unit) yield unit;
}

/** What a file of ours says of its document; undefined where it is none. */
export function factsOf(file: FileHead, version: string): DocumentFacts | undefined {
  const { identity, sourceLocale, targetLocale } = file;
  if (identity === undefined || sourceLocale === undefined) return undefined;
  return {
    original: {
      name: identity.name === "" ? file.original : identity.name,
      sha256: identity.sha256,
      filter: identity.filter,
      options: identity.options,
    },
    sourceLocale,
    ...(targetLocale === undefined ? {} : { targetLocale }),
    segmentation: identity.segmentation,
    ...(identity.engine === undefined ? {} : { engine: identity.engine }),
    ...(version.startsWith("2") ? { xliffVersion: version === "2.0" ? "2.0" : "2.1" } : {}),
  };
}

/** Reads one unit after another; the notes of a unit's segments, where they are the same, only once. */
function unitReader(
  isUntouched: boolean,
): (returned: ReturnedUnit) => { readonly facts: UnitFacts; readonly segment: Segment } {
  let known: readonly Note[] | undefined;
  let parsed = parseUnitNotes([]);
  return (returned) => {
    if (returned.notes !== known) parsed = parseUnitNotes(returned.notes);
    known = returned.notes;
    const maxLength = parsed.facts.maxLength ?? returned.maxLength;
    return {
      facts: maxLength === undefined ? parsed.facts : { ...parsed.facts, maxLength },
      segment: segmentOf(returned, parsed.notes, isUntouched),
    };
  };
}

/** The segment that a unit of a file is; `isUntouched` as above. */
export function segmentOf(
  { id, source, target, recorded, evidence }: Pick<ReturnedUnit, "id" | "source" | "target" | "recorded" | "evidence">,
  notes: readonly Note[],
  isUntouched: boolean,
): Segment {
  // Tools that indent anew put white space into empty targets.
  const isWhite = target?.every((part) => part.kind === "text" && part.text.trim() === "") === true;
  const isEmpty = target === undefined || (isWhite && (recorded?.state ?? "initial") === "initial");
  if (isEmpty) return { id, source, notes };
  const { state, isStale } =
    isUntouched && recorded !== undefined
      ? recorded
      : stateOnReading({
          source,
          target,
          ...(recorded === undefined ? {} : { recorded }),
          evidence: reviewEvidence(evidence),
        });
  if (state === "initial") return { id, source, notes };
  return { id, source, target: { fragment: target, state }, notes, ...(isStale ? { stale: true } : {}) };
}
