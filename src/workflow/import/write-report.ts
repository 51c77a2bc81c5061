import { join } from "node:path";
import { shortHash } from "../../model/identity.ts";
import { renderHtml } from "../../reports/render-html.ts";
import { writeAtomically } from "../../store/write-atomically.ts";
import { FOLDERS, type Project } from "../project.ts";
import type { ImportReport } from "./import-report.ts";
import { toReport } from "./to-report.ts";

/** Writes the report for people and for programs, named after `edition`: the same import gives the same report. Gives the files' names. */
export async function writeReport(
  project: Project,
  report: Pick<ImportReport, "outcomes" | "remembered">,
  edition: string,
): Promise<string[]> {
  const id = shortHash(edition, 8);
  const html = `${FOLDERS.reports}/import-${id}.html`;
  const json = `${FOLDERS.reports}/import-${id}.json`;
  await writeAtomically(join(project.root, html), renderHtml(toReport(report)));
  const files = report.outcomes.map(({ name, result, error }) =>
    error
      ? { name, error: { code: error.code, message: error.message, hint: error.hint, place: error.place } }
      : { name, ...result },
  );
  await writeAtomically(
    join(project.root, json),
    `${JSON.stringify({ files, remembered: report.remembered }, undefined, 2)}\n`,
  );
  return [html, json];
}
