import type { Fragment } from "../model/fragment.ts";

/** A unit's source is the concatenation of its pieces, but for the halves of pairs that a boundary cut (`cutPieces`). */
export interface Piece {
  /** An ignorable is not translated: white space, codes, text without letters. */
  readonly kind: "segment" | "ignorable";
  readonly source: Fragment;
}
