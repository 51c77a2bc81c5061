import { hasLetters, type Fragment } from "../model/fragment.ts";
import type { UnitId } from "../model/identity.ts";
import type { TextUnit, UnitContext } from "../model/unit.ts";

/** A place of a document that holds text. */
interface TextSlot {
  readonly place: string;
  readonly context?: UnitContext;
  readonly source: Fragment;
  /** Another place whose target goes here too. */
  readonly twin?: unknown;
}

/** Whether the slot is a unit: it has letters and repeats no other. */
export function isOwnUnit(slot: TextSlot): boolean {
  return slot.twin === undefined && hasLetters(slot.source);
}

/** The unit of a slot. */
export function unitOfSlot({ place, source, context }: TextSlot, id: UnitId): TextUnit {
  return { id, place, source, preserveSpace: true, ...(context === undefined ? {} : { context }) };
}
