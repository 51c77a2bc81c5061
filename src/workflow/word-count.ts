import { segmentsOf, type BilingualDocument } from "../model/document.ts";
import { plainText, type Fragment } from "../model/fragment.ts";
import { stateOf, type TargetState } from "../model/unit.ts";

/** Words as a person counts them: runs of characters between white space that hold a letter or a digit. */
function countWords(fragment: Fragment): number {
  return plainText(fragment).match(/[^\s\p{L}\p{N}]*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}

/** Words and segments of a document by state; stale ones are counted apart, whatever their state. */
export interface StateCounts {
  readonly segments: number;
  readonly words: number;
  readonly byState: Readonly<Record<TargetState | "stale", { segments: number; words: number }>>;
}

/** Counts a document's segments by state. */
export function countByState(document: BilingualDocument): StateCounts {
  const zero = (): { segments: number; words: number } => ({ segments: 0, words: 0 });
  const byState = { initial: zero(), draft: zero(), edited: zero(), reviewed: zero(), final: zero(), stale: zero() };
  let words = 0;
  const segments = segmentsOf(document);
  for (const segment of segments) {
    const count = countWords(segment.source);
    const row = byState[segment.stale ? "stale" : stateOf(segment)];
    row.segments += 1;
    row.words += count;
    words += count;
  }
  return { segments: segments.length, words, byState };
}
