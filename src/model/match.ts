import type { Fragment } from "./fragment.ts";
import type { SegmentId } from "./identity.ts";
import type { MatchKind, TargetState } from "./unit.ts";

/** A reviewed translation as the memory keeps it. */
export interface MemoryEntry {
  readonly source: Fragment;
  readonly target: Fragment;
  /** The source texts before and after it in its document, numbered codes included; "" at an edge, absent where unknown. */
  readonly previous?: string;
  readonly next?: string;
  readonly document?: string;
  readonly segment?: SegmentId;
  readonly state?: TargetState;
  /** Remarks that stand with it in a TMX file. */
  readonly notes?: readonly string[];
}

/** What the memory is asked for one segment. */
export interface MemoryQuery {
  readonly source: Fragment;
  readonly previous?: string;
  readonly next?: string;
  /** As in MemoryEntry: where both are given, an entry with the same two is the very segment. */
  readonly document?: string;
  readonly segment?: SegmentId;
}

/** An entry that answers a query. Score: 102 same id, 101 in context, 100 exact, below that word-level similarity in per cent. */
export interface Match {
  readonly kind: Exclude<MatchKind, "repetition">;
  readonly score: number;
  readonly entry: MemoryEntry;
}
