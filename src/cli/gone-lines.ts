import type { GoneDocument } from "../workflow/gone-documents.ts";
import type { Output } from "./output.ts";

/** A line for each document that left `sources/`: where its translation went, and where it still is. */
export function goneLines(documents: readonly GoneDocument[], isDryRun: boolean, { colors }: Output): string[] {
  return documents.map(({ name, files, carriedTo }) => {
    const where = files.join(" and ");
    const words =
      carriedTo.length > 0
        ? `its translation ${isDryRun ? "would be" : "was"} carried over to ${carriedTo.join(" and ")}; the old one stays in ${where}. If nobody needs that any more, delete it.`
        : `its translation is still in ${where}. Put the document back, or delete that file if nobody needs it any more.`;
    return `${colors.yellow("!")} ${name} is gone from sources/; ${words}`;
  });
}
