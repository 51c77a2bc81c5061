import type { ImportReport } from "../workflow/import/import-report.ts";

/** The command that fits what an import left: merging only where every segment of every document it touched is good enough for that. */
export function afterImport({ outcomes }: Pick<ImportReport, "outcomes">): string {
  const locales = new Set<string>();
  for (const { result } of outcomes) {
    if (!result) return "pitrans status";
    // Nothing is known of the segments of a file that was imported before.
    if (result.isRepeated || result.segments.unready > 0) return "pitrans status";
    locales.add(result.locale);
  }
  return `pitrans merge --to ${[...locales].join(",")}`;
}
