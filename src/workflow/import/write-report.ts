import { join } from "node:path";
import { shortHash } from "../../model/identity.ts";
import { renderHtml } from "../../reports/render-html.ts";
import { stageFile, waitingFile } from "../../store/write-atomically.ts";
import { FOLDERS } from "../project.ts";
import type { WrittenRows } from "./segment-rows.ts";
import { toReport, type ReportedOutcome } from "./to-report.ts";

/** What is reported of an import. */
export interface ReportTask {
  readonly outcomes: readonly ReportedOutcome[];
  /** Names the files: the same import gives the same report. */
  readonly edition: string;
}

/** A file that waits beside its place. */
export interface WaitingFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** Where its bytes are meanwhile. */
  readonly temporary: string;
}

/** Writes the report for people and for programs, up to putting it in its place. Errors: those of `stageFile`. */
export async function stageReport(
  root: string,
  { outcomes, edition }: ReportTask,
  remembered: number,
  rowsOf: (rows: number) => WrittenRows,
): Promise<WaitingFile[]> {
  const path = `${FOLDERS.reports}/import-${shortHash(edition, 8)}`;
  const page = toReport(outcomes, remembered, rowsOf);
  const html = await stageFile(join(root, `${path}.html`), { [Symbol.iterator]: () => renderHtml(page) });
  const pieces = { [Symbol.iterator]: () => jsonPieces(outcomes, remembered, rowsOf) };
  const json = await stageFile(join(root, `${path}.json`), pieces).catch(async (error: unknown) => {
    await html.discard();
    throw error;
  });
  return [
    { path: `${path}.html`, temporary: html.temporary },
    { path: `${path}.json`, temporary: json.temporary },
  ];
}

/** Puts files in their places, and gives their names. Errors: StoreError. */
export async function putInPlace(root: string, files: readonly WaitingFile[]): Promise<string[]> {
  for (const { path, temporary } of files) await waitingFile(join(root, path), temporary).commit();
  return files.map(({ path }) => path);
}

/** Removes files that are not to be put in their places. */
export async function discardFiles(root: string, files: readonly WaitingFile[]): Promise<void> {
  for (const { path, temporary } of files) await waitingFile(join(root, path), temporary).discard();
}

/** The report as JSON, a segment a line: there may be more of them than memory holds. */
function* jsonPieces(
  outcomes: readonly ReportedOutcome[],
  remembered: number,
  rowsOf: (rows: number) => WrittenRows,
): Generator<string | Uint8Array> {
  yield `{\n  "files": [`;
  let separator = "\n";
  for (const outcome of outcomes) {
    yield `${separator}    `;
    yield* filePieces(outcome, rowsOf);
    separator = ",\n";
  }
  yield `\n  ],\n  "remembered": ${remembered}\n}\n`;
}

function* filePieces(outcome: ReportedOutcome, rowsOf: (rows: number) => WrittenRows): Generator<string | Uint8Array> {
  const { name } = outcome;
  if ("error" in outcome) {
    const { code, message, hint, place } = outcome.error;
    yield JSON.stringify({ name, error: { code, message, hint, place } });
    return;
  }
  yield `${JSON.stringify({ name, ...outcome.file }).slice(0, -1)},"segments":[`;
  const rows = outcome.rows === undefined ? undefined : rowsOf(outcome.rows);
  if (rows) yield* rows.json;
  yield rows && rows.length > 0 ? "\n    ]}" : "]}";
}
