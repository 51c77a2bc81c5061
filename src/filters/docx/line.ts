import type { InlineItem } from "../ooxml/inline.ts";
import type { Slot } from "./slot.ts";

/** A paragraph while it is read. */
export interface Line {
  readonly items: InlineItem[];
  /** Slots inside the paragraph's blocks. */
  readonly nested: Slot[];
  /** The paragraph's style. */
  style: string | undefined;
  outlineLevel: number | undefined;
  /** Whether it says itself that it is numbered or not; undefined: its style does. */
  isNumbered: boolean | undefined;
  /** Bookmarks that begin in it. */
  readonly bookmarks: string[];
  /** Bookmarks that its links and page numbers lead to. */
  readonly anchors: string[];
}
