import type { BilingualDocument, BilingualUnit } from "../model/document.ts";
import { parseSegmentId } from "../model/identity.ts";
import type { Segment } from "../model/unit.ts";
import { reviewEvidence } from "./review-evidence.ts";
import { stateOnReading } from "./state-on-reading.ts";
import { parseUnitNotes } from "./unit-notes.ts";
import type { ReturnedFile, ReturnedUnit, XliffFile } from "./xliff-file.ts";

/**
 * The document that a working file of ours holds, states by what the file itself says (PRODUCT.md, States, without a baseline).
 * Undefined where the file is not one of ours: not exactly one document, no identity, ids that are not ours or that repeat.
 * `isUntouched`: the bytes are known to be those we wrote, so that every text is the one its state was given for.
 */
export function toBilingualDocument(file: XliffFile, isUntouched = false): BilingualDocument | undefined {
  const [only, ...others] = file.files;
  return only === undefined || others.length > 0 ? undefined : documentOf(only, isUntouched);
}

function documentOf(file: ReturnedFile, isUntouched: boolean): BilingualDocument | undefined {
  const { identity, sourceLocale, targetLocale } = file;
  if (identity === undefined || sourceLocale === undefined) return undefined;
  const units = new Map<string, BilingualUnit & { readonly segments: Segment[] }>();
  const seen = new Set<string>();
  for (const returned of file.units) {
    const id = parseSegmentId(returned.id);
    if (id === undefined || seen.has(returned.id)) return undefined;
    seen.add(returned.id);
    const { facts, notes } = parseUnitNotes(returned.notes);
    const segment = { ...segmentOf(returned, isUntouched), notes };
    const unit = units.get(id.unit);
    if (unit) unit.segments.push(segment);
    else {
      const maxLength = facts.maxLength ?? returned.maxLength;
      units.set(id.unit, {
        id: id.unit,
        ...facts,
        ...(maxLength === undefined ? {} : { maxLength }),
        segments: [segment],
      });
    }
  }
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
    units: [...units.values()],
  };
}

function segmentOf({ id, source, target, recorded, evidence }: ReturnedUnit, isUntouched: boolean): Segment {
  // Tools that indent anew put white space into empty targets.
  const isWhite = target?.every((part) => part.kind === "text" && part.text.trim() === "") === true;
  const isEmpty = target === undefined || (isWhite && (recorded?.state ?? "initial") === "initial");
  if (isEmpty) return { id, source, notes: [] };
  const { state, isStale } =
    isUntouched && recorded !== undefined
      ? recorded
      : stateOnReading({
          source,
          target,
          ...(recorded === undefined ? {} : { recorded }),
          evidence: reviewEvidence(evidence),
        });
  if (state === "initial") return { id, source, notes: [] };
  return { id, source, target: { fragment: target, state }, notes: [], ...(isStale ? { stale: true } : {}) };
}
