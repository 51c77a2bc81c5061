import { hasLetters } from "../../model/fragment.ts";
import { count, type Discoveries } from "./discoveries.ts";
import type { SlotSink } from "./slot.ts";

/**
 * Counts what it takes as left, for this reason, instead of handing it on.
 * @param finding what the coordinator is told of every text
 */
export function skipSink(found: Discoveries, category: string, reason: string, finding?: string): SlotSink {
  const skip: SlotSink = (slots) => {
    for (const slot of slots) {
      if (slot.twin === undefined && hasLetters(slot.source)) {
        found.coverage.skipped(category, reason);
        if (finding !== undefined) count(found, finding);
      }
      skip(slot.nested);
    }
  };
  return skip;
}
