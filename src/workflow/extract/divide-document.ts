import type { BilingualDocument, BilingualUnit } from "../../model/document.ts";
import { segmentId, type UnitId } from "../../model/identity.ts";
import type { Note, Segment, TextUnit } from "../../model/unit.ts";
import { locateSegments } from "../../segmentation/locate-segments.ts";
import type { Piece } from "../../segmentation/piece.ts";
import { segmentFragment } from "../../segmentation/segment-fragment.ts";
import type { Project } from "../project.ts";
import type { ReadDocument } from "./read-document.ts";

/**
 * Divides a document's units into segments; without targets.
 * @param previous what the document's last extraction looked like: unchanged units keep their boundaries
 */
export function divideDocument(
  { name, sha256, filter, options, units }: ReadDocument,
  { sourceLocale, segmentation }: Pick<Project, "sourceLocale" | "segmentation">,
  previous: BilingualDocument | undefined,
): BilingualDocument {
  const known = previous?.segmentation === segmentation ? previous.units : [];
  const boundaries = new Map<UnitId, BilingualUnit>(known.map((unit) => [unit.id, unit]));
  const earlierPieces = (unit: TextUnit): readonly Piece[] | undefined =>
    boundaries.size === 0 ? undefined : dividedAs(unit, boundaries.get(unit.id));
  return {
    original: { name, sha256, filter, options },
    sourceLocale,
    segmentation,
    units: units
      .map((unit) => {
        const pieces = earlierPieces(unit) ?? segmentFragment(unit.source, sourceLocale, segmentation);
        return bilingualUnit(unit, pieces);
      })
      .filter(({ segments }) => segments.length > 0),
  };
}

/** The unit's pieces where an earlier extraction divided the same text: newer Unicode rules must not move boundaries under an editor. */
function dividedAs(unit: TextUnit, earlier: BilingualUnit | undefined): readonly Piece[] | undefined {
  return (
    earlier &&
    locateSegments(
      unit.source,
      earlier.segments.map(({ source }) => source),
    )
  );
}

const NO_NOTES: readonly Note[] = [];

function bilingualUnit(unit: TextUnit, pieces: readonly Piece[]): BilingualUnit {
  const segments: Segment[] = [];
  for (const { kind, source } of pieces) {
    if (kind === "segment") segments.push({ id: segmentId(unit.id, segments.length + 1), source, notes: NO_NOTES });
  }
  const divided: { -readonly [K in keyof BilingualUnit]: BilingualUnit[K] } = {
    id: unit.id,
    place: unit.place,
    segments,
  };
  if (unit.context) divided.context = unit.context;
  if (unit.maxLength !== undefined) divided.maxLength = unit.maxLength;
  return divided;
}
