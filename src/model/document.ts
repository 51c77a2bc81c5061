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

/** What an XLIFF file of ours holds. */
export interface BilingualDocument {
  readonly original: Original;
  readonly sourceLocale: Locale;
  /** None in `xliff/source`. */
  readonly targetLocale?: Locale;
  readonly segmentation: SegmentationMode;
  /** The engine, where all drafts are of one that must be known without `.pitrans/`: "pseudo". */
  readonly engine?: string;
  readonly units: readonly BilingualUnit[];
}

/** Every segment of the document, in order. */
export function segmentsOf(document: BilingualDocument): Segment[] {
  return document.units.flatMap((unit) => unit.segments);
}
