import type { CodeComparison } from "../../model/codes.ts";
import type { Fragment } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import type { Edit } from "../../xml/edits.ts";

/** The edits of one slot in its own part. */
export interface SlotMerge {
  readonly edits: readonly Edit[];
  readonly problems?: CodeComparison;
}

/** A place of the document that holds text: what a unit is made of, and how a target is put there. */
export interface Slot {
  /** "word/document.xml". */
  readonly part: string;
  /** What unit ids begin with: "document", "header1". */
  readonly partKey: string;
  /** Told apart in unit ids: "p" for paragraphs, else what it is. */
  readonly kind: string;
  /** The row of the coverage report. */
  readonly category: string;
  readonly place: string;
  readonly context?: UnitContext;
  readonly source: Fragment;
  /** Where it begins in the part. */
  readonly start: number;
  /** Slots inside its blocks: text boxes, alternative texts. Their edits lie within its own. */
  readonly nested: readonly Slot[];
  /**
   * The slot whose target goes here too (the newer form of a text box, the first page's header), or "none" for what nobody sees beside
   * its newer form. Only slots without it are units.
   */
  twin?: Slot | "none";
  /** The edits for a target, those of the nested slots among them. Without target: the nested ones. */
  merge(target: Fragment | undefined, nested: readonly Edit[]): SlotMerge;
}
