import { hasLetters, plainText, type Fragment } from "../model/fragment.ts";
import { unitIds, type UnitId } from "../model/identity.ts";
import type { CoverageCounter } from "./coverage.ts";
import type { TextUnit, UnitContext } from "../model/unit.ts";

/** A place of a document that holds text. */
interface TextSlot {
  readonly place: string;
  readonly context?: UnitContext | undefined;
  readonly source: Fragment;
  /** Another place whose target goes here too. */
  readonly twin?: unknown;
}

/** A slot as it is read, with those inside it. */
interface ReadSlot extends TextSlot {
  readonly partKey: string;
  readonly kind: string;
  readonly category: string;
  readonly nested: readonly ReadSlot[];
}

/** Makes units of slots while a document is read. */
export interface SlotUnits {
  /** Slots as they come: twins are linked while the document is read on. */
  readonly take: (slots: readonly ReadSlot[]) => void;
  /** Counts what was taken, once all is read. */
  readonly count: (coverage: CoverageCounter) => void;
}

/** @param give takes each unit, in the order of the document */
export function openSlotUnits(give: (unit: TextUnit) => void): SlotUnits {
  const nextId = unitIds();
  // Few: documents have as many categories as a reader has places to look at.
  const tallies: { readonly category: string; readonly isUnit: boolean; count: number }[] = [];
  const tally = (category: string, isUnit: boolean): void => {
    const known = tallies.find((each) => each.isUnit === isUnit && each.category === category);
    if (known === undefined) tallies.push({ category, isUnit, count: 1 });
    else known.count += 1;
  };
  const take = (slots: readonly ReadSlot[]): void => {
    for (const slot of slots) {
      const isUnit = isOwnUnit(slot);
      if (isUnit) give(unitOfSlot(slot, nextId(slot.partKey, slot.kind, slot.source)));
      if (isUnit || (slot.twin === undefined && plainText(slot.source).trim() !== "")) tally(slot.category, isUnit);
      if (slot.nested.length > 0) take(slot.nested);
    }
  };
  return {
    take,
    count(coverage) {
      for (const { category, isUnit, count } of tallies) {
        if (isUnit) coverage.extracted(category, count);
        else coverage.skipped(category, "no letters", count);
      }
    },
  };
}

/** Whether the slot is a unit: it has letters and repeats no other. */
export function isOwnUnit(slot: TextSlot): boolean {
  return slot.twin === undefined && hasLetters(slot.source);
}

function unitOfSlot({ place, source, context }: TextSlot, id: UnitId): TextUnit {
  if (context === undefined) return { id, place, source, preserveSpace: true };
  return { id, place, source, preserveSpace: true, context };
}
