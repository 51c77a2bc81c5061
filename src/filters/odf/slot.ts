import type { CodeComparison } from "../../model/codes.ts";
import type { Fragment } from "../../model/fragment.ts";
import type { UnitId } from "../../model/identity.ts";
import type { UnitContext } from "../../model/unit.ts";
import type { Edit } from "../../xml/edits.ts";

/** The edits of one slot in its own part. */
export interface SlotMerge {
  readonly edits: readonly Edit[];
  readonly problems?: CodeComparison;
}

/** A place of the document that holds text: what a unit is made of, and how a target is put there. */
export interface Slot {
  /** "content.xml", "Object 1/content.xml". */
  readonly part: string;
  /** What unit ids begin with: "content", "styles", "meta", "Object 1". */
  readonly partKey: string;
  /** Told apart in unit ids: "p" for paragraphs, else what it is. */
  readonly kind: string;
  /** The row of the coverage report. */
  readonly category: string;
  /** For people. Settled when the shape it stands in has been read. */
  place: string;
  readonly context?: UnitContext | undefined;
  readonly source: Fragment;
  /** Slots inside its line: notes, text boxes, alternative texts. Their edits lie within its own. */
  readonly nested: readonly Slot[];
  /**
   * The slot whose target goes here too (a header said twice, a chart's copy of a cell), or "none" for what follows from other slots and is
   * no text of its own. Only slots without it are units.
   */
  twin?: Slot | "none";
  /** The id of its unit, once a merge has counted so far. */
  unitId?: UnitId;
  /** The edits for a target, those of the nested slots among them. Without target: the nested ones. */
  merge(target: Fragment | undefined, nested: readonly Edit[]): SlotMerge;
}

/** Takes the slots of one paragraph or another place, in reading order. */
export type SlotSink = (slots: readonly Slot[]) => void;
