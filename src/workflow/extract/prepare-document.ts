import type { BilingualDocument, BilingualUnit, SegmentationMode } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import { segmentId, sha256, type UnitId } from "../../model/identity.ts";
import type { Locale } from "../../model/locale.ts";
import type { TextUnit } from "../../model/unit.ts";
import type { CoverageRow } from "../../filters/filter.ts";
import { filterFor } from "../../filters/registry.ts";
import { locateSegments } from "../../segmentation/locate-segments.ts";
import type { Piece } from "../../segmentation/piece.ts";
import { segmentFragment } from "../../segmentation/segment-fragment.ts";

export interface DocumentToPrepare {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sourceLocale: Locale;
  readonly segmentation: SegmentationMode;
  readonly filterOptions: Readonly<Record<string, object>>;
  /** What the document's last extraction looked like: unchanged units keep their boundaries. */
  readonly previous: BilingualDocument | undefined;
}

export interface PreparedDocument {
  /** Without targets. */
  readonly document: BilingualDocument;
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
}

/** Extracts a document and divides its units into segments. Errors: those of the filters. */
export async function prepareDocument(task: DocumentToPrepare): Promise<PreparedDocument> {
  const { name, bytes, sourceLocale, segmentation, previous } = task;
  const { filter, findings: choice } = await filterFor(name, bytes);
  const options = task.filterOptions[filter.id] ?? {};
  const { units, findings, coverage } = await filter.extract({ name, bytes, locale: sourceLocale }, options);
  const known = previous?.segmentation === segmentation ? previous.units : [];
  const boundaries = new Map<UnitId, BilingualUnit>(known.map((unit) => [unit.id, unit]));
  const document: BilingualDocument = {
    original: { name, sha256: sha256(bytes), filter: filter.id, options },
    sourceLocale,
    segmentation,
    units: units
      .map((unit) =>
        bilingualUnit(
          unit,
          dividedAs(unit, boundaries.get(unit.id)) ?? segmentFragment(unit.source, sourceLocale, segmentation),
        ),
      )
      .filter(({ segments }) => segments.length > 0),
  };
  return { document, findings: [...choice, ...findings], coverage };
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

function bilingualUnit(unit: TextUnit, pieces: readonly Piece[]): BilingualUnit {
  const segments = pieces.filter(({ kind }) => kind === "segment");
  return {
    id: unit.id,
    place: unit.place,
    ...(unit.context ? { context: unit.context } : {}),
    ...(unit.maxLength === undefined ? {} : { maxLength: unit.maxLength }),
    segments: segments.map(({ source }, index) => ({ id: segmentId(unit.id, index + 1), source, notes: [] })),
  };
}
