import type { Fragment } from "./fragment.ts";
import type { SegmentId, UnitId } from "./identity.ts";

/** What a reader should know about where a unit stands; all of it plain text. */
export interface UnitContext {
  /** The first cell of the unit's table row. */
  readonly row?: string;
  /** The header cell of the unit's table column. */
  readonly column?: string;
  /** The heading, slide title or sheet the unit stands under: translators batch and describe by it. */
  readonly heading?: string;
}

/** A paragraph, cell, title or other whole text of a document. */
export interface TextUnit {
  readonly id: UnitId;
  /** For people: "Slide 4, title", "Table 2, row 3, column 1", "Footnote 7". */
  readonly place: string;
  readonly source: Fragment;
  readonly preserveSpace: boolean;
  readonly context?: UnitContext;
  /** The most characters the format can hold here. */
  readonly maxLength?: number;
}

/** PRODUCT.md (States) says what each means and how XLIFF spells it. In rising order. */
export const TARGET_STATES = ["initial", "draft", "edited", "reviewed", "final"] as const;

export type TargetState = (typeof TARGET_STATES)[number];

/** Whether `state` is `least` or above it. */
export function isAtLeast(state: TargetState, least: TargetState): boolean {
  return TARGET_STATES.indexOf(state) >= TARGET_STATES.indexOf(least);
}

export interface Target {
  readonly fragment: Fragment;
  readonly state: TargetState;
}

/** A remark for the editor, or from one. Plain text. */
export interface Note {
  /** Who says it: "pitrans" for ours; an editor's tool writes what it likes. */
  readonly from?: string;
  readonly text: string;
}

/** A sentence (or a whole unit, with `--segment paragraph`) and its translation. */
export interface Segment {
  readonly id: SegmentId;
  readonly source: Fragment;
  /** Absent: no translation (`initial`). */
  readonly target?: Target;
  readonly notes: readonly Note[];
  /** The source has changed since the target was written; the target is the old text. */
  readonly stale?: true;
}

/** The state of a segment: `initial` where it has no target. */
export function stateOf(segment: Segment): TargetState {
  return segment.target?.state ?? "initial";
}

/** Text between segments that is not translated: white space, codes, list numbers. Found again from the unit's source. */
export interface Ignorable {
  readonly source: Fragment;
}

/** Where a target came from; kept in history by export and segment id. */
export type Origin =
  | { readonly kind: "memory"; readonly match: MatchKind; readonly score: number }
  | { readonly kind: "glossary" }
  | { readonly kind: "copied" }
  | { readonly kind: "translator"; readonly translator: string; readonly model?: string }
  | HumanOrigin;

/** `time`: when the file that the text came in was saved, ISO 8601. */
export interface HumanOrigin {
  readonly kind: "human";
  readonly reviewer?: string;
  readonly time?: string;
}

/** ICE: in context, between the same neighbours; repetition: the same source earlier in this job. */
export type MatchKind = "ice" | "exact" | "repetition" | "fuzzy";
