import type { SegmentId, UnitId } from "./identity.ts";

/** As the field grades them (MQM): critical makes a document unusable, neutral is for information. */
export type Severity = "critical" | "major" | "minor" | "neutral";

/** A result about a document or its translation: data, shown in a report. A failure is a PitransError instead. */
export interface Finding {
  /** Kebab-case, permanent: "missing-codes", "hidden-slide-skipped". */
  readonly id: string;
  readonly severity: Severity;
  /** A full sentence for a reader who is no developer. */
  readonly message: string;
  /** Where, in a person's words: "Slide 4, title". */
  readonly place?: string;
  readonly unit?: UnitId;
  readonly segment?: SegmentId;
}
