import type { Locale } from "./locale.ts";
import type { UnitId } from "./identity.ts";
import type { Segment, UnitContext } from "./unit.ts";

/** Which document a bilingual file was made from. */
export interface Original {
  /** Relative to `sources/`, with `/`, in NFC: "elpida/module-1.docx". */
  readonly name: string;
  /** Of the document's bytes, hexadecimal. */
  readonly sha256: string;
  /** The id of the filter that read it: "docx". */
  readonly filter: string;
  readonly options: object;
}

/** A unit as XLIFF carries it: its segments. What stands between them is found again in the original (`locateSegments`). */
export interface BilingualUnit {
  readonly id: UnitId;
  readonly place: string;
  readonly context?: UnitContext;
  readonly maxLength?: number;
  readonly segments: readonly Segment[];
}

/** Where a document's units are divided. */
export type SegmentationMode = "sentence" | "paragraph";

/** The versions that are written. */
export const XLIFF_VERSIONS = ["1.2", "2.0", "2.1"] as const;

export type XliffVersion = (typeof XLIFF_VERSIONS)[number];

/** What an XLIFF file of ours holds. */
export interface BilingualDocument {
  readonly original: Original;
  readonly sourceLocale: Locale;
  /** None in `xliff/source`. */
  readonly targetLocale?: Locale;
  readonly segmentation: SegmentationMode;
  /** The engine, where all drafts are of one that must be known without `.pitrans/`: "pseudo". */
  readonly engine?: string;
  /** What its file is written as; absent: 1.2. */
  readonly xliffVersion?: Exclude<XliffVersion, "1.2">;
  readonly units: readonly BilingualUnit[];
}

/** What an XLIFF file of ours says of its document, but for its units. */
export type DocumentFacts = Omit<BilingualDocument, "units">;

/** A document that is not held whole: its units come one by one, anew each time they are asked for. */
export interface BilingualStream extends DocumentFacts {
  readonly units: Iterable<BilingualUnit>;
}

/** The document, to be written as this version. */
export function withXliffVersion(document: BilingualDocument, version: XliffVersion): BilingualDocument {
  const { xliffVersion: _, ...rest } = document;
  return version === "1.2" ? rest : { ...rest, xliffVersion: version };
}

/** Every segment of the document, in order. */
export function segmentsOf(document: BilingualDocument): Segment[] {
  return document.units.flatMap((unit) => unit.segments);
}

/** Every segment of units that come one by one, in order. */
export function* eachSegment(units: Iterable<BilingualUnit>): Generator<Segment> {
  for (const { segments } of units) yield* segments;
}
