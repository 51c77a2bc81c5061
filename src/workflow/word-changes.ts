import { diffWordsWithSpace } from "diff";

/** A stretch of a text that was changed, or of what stayed. */
export interface WordChange {
  readonly kind: "kept" | "removed" | "added";
  readonly text: string;
}

/** What became of a text, word by word; white space belongs to the words around it. Kept and removed stretches are the old text, kept and added ones the new. */
export function wordChanges(before: string, after: string): WordChange[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "kept",
    text: value,
  }));
}

/** The changes as a line for people, as `git` spells them: "We meet on [-Monday-]{+Tuesday+}." */
export function spellChanges(changes: readonly WordChange[]): string {
  return changes
    .map(({ kind, text }) => (kind === "kept" ? text : kind === "removed" ? `[-${text}-]` : `{+${text}+}`))
    .join("");
}
