import type { InPlaceEdits } from "../workflow/working-file.ts";
import { plural } from "./plural.ts";

/** The line that says that a working file was edited in place; none where nothing a person changed was found in it. */
export function editedInPlace(edits: InPlaceEdits | undefined, isDryRun: boolean): string[] {
  if (!edits || edits.changed === 0) return [];
  const were = edits.changed === 1 ? "was" : "were";
  const taken = isDryRun ? "would be taken in" : `${were} taken in (to take that back: pitrans import --undo)`;
  return [`  ${plural(edits.changed, "segment")} edited in the working file itself ${taken}`];
}
