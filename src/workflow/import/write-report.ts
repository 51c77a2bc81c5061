import { join } from "node:path";
import { shortHash } from "../../model/identity.ts";
import { renderHtml } from "../../reports/render-html.ts";
import { writeAtomically } from "../../store/write-atomically.ts";
import type { Outcome } from "../outcome.ts";
import { FOLDERS, type Project } from "../project.ts";
import type { ImportedFile, ImportReport } from "./import-report.ts";
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
  const page = toReport(report);
  await writeAtomically(join(project.root, html), { [Symbol.iterator]: () => renderHtml(page) });
  await writeAtomically(join(project.root, json), { [Symbol.iterator]: () => jsonPieces(report) });
  return [html, json];
}

/** The report as JSON, a segment a line: there may be more of them than memory holds. */
function* jsonPieces({ outcomes, remembered }: Pick<ImportReport, "outcomes" | "remembered">): Generator<string> {
  yield `{\n  "files": [`;
  let separator = "\n";
  for (const outcome of outcomes) {
    yield `${separator}    `;
    yield* filePieces(outcome);
    separator = ",\n";
  }
  yield `\n  ],\n  "remembered": ${remembered}\n}\n`;
}

/** About as much is handed on at once, in characters. */
const PIECE = 1 << 14;

function* filePieces({ name, result, error }: Outcome<ImportedFile>): Generator<string> {
  if (error) {
    const { code, message, hint, place } = error;
    yield JSON.stringify({ name, error: { code, message, hint, place } });
    return;
  }
  const { segments, ...rest } = result;
  let piece = `${JSON.stringify({ name, ...rest }).slice(0, -1)},"segments":[`;
  let separator = "\n";
  for (const text of segments.texts()) {
    piece += `${separator}      ${text}`;
    separator = ",\n";
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}${separator === "\n" ? "" : "\n    "}]}`;
}
