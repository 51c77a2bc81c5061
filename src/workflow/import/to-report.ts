import { renderRow } from "../../reports/render-html.ts";
import type { Report, ReportCell, ReportSection } from "../../reports/report.ts";
import type { Locale } from "../../model/locale.ts";
import { placeOf } from "../place-of.ts";
import type { Outcome } from "../outcome.ts";
import { packFailure, type PackedFailure } from "../thread-failure.ts";
import type { SegmentOutcome } from "./decide.ts";
import type { ImportedFile } from "./import-report.ts";
import type { SegmentReport } from "./reconcile-return.ts";

/** What a person reads for each outcome. */
export const OUTCOME_WORDS: Readonly<Record<SegmentOutcome, string>> = {
  confirmed: "confirmed as right",
  changed: "changed by the editor",
  untouched: "came back as sent, not marked as right",
  empty: "came back without a translation",
  overtaken: "older than what stands here, which was kept",
  missing: "not in the returned file",
  unmatched: "in the returned file, but not in the document",
  conflict: "contradicts what is here, or itself",
};

/** What became of one returned file, without its segments: those come as rows. */
export type ReportedOutcome =
  | { readonly name: string; readonly error: PackedFailure }
  | {
      readonly name: string;
      readonly file: Omit<ImportedFile, "segments">;
      /** How many segments need a person's look. */
      readonly remarkable: number;
      /** Which rows are its; absent: it was imported before. */
      readonly rows?: number;
    };

/** What a report tells of an outcome. @param rows which rows are the file's */
export function reportedOutcome(
  { name, result, error }: Outcome<ImportedFile>,
  rows: number | undefined,
): ReportedOutcome {
  if (error) return { name, error: packFailure(error) };
  const { segments, ...file } = result;
  return { name, file, remarkable: segments.remarkable, ...(rows === undefined ? {} : { rows }) };
}

/** The rows of the segments of one returned file. */
export interface SegmentRows {
  /** Of those that need a look. */
  readonly remarkable: Iterable<Uint8Array>;
  readonly all: Iterable<Uint8Array>;
}

/** The import as a page for people: what needs a look first, then every segment. */
export function toReport(
  outcomes: readonly ReportedOutcome[],
  remembered: number,
  rowsOf: (rows: number) => SegmentRows,
): Report {
  const imported = outcomes.filter((outcome) => "file" in outcome);
  const sum = (outcome: SegmentOutcome): number =>
    imported.reduce((total, { file }) => total + file.counts[outcome], 0);
  return {
    title: "Import of reviewed translations",
    figures: [
      ["Returned files", String(outcomes.length)],
      ["Confirmed", String(sum("confirmed"))],
      ["Changed", String(sum("changed"))],
      ["Untouched", String(sum("untouched"))],
      ["Contradictions", String(sum("conflict"))],
      ["Added to the memory", String(remembered)],
    ],
    sections: [
      failures(outcomes),
      ...imported.map((outcome) => attention(outcome, rowsOf)),
      ...imported.map((outcome) => everything(outcome, rowsOf)),
    ].filter((section) => section !== undefined),
  };
}

type ImportedOutcome = Extract<ReportedOutcome, { readonly file: unknown }>;

function failures(outcomes: readonly ReportedOutcome[]): ReportSection | undefined {
  const rows = outcomes.flatMap((outcome) => {
    if ("file" in outcome) return [];
    const { name, error } = outcome;
    return [
      renderRow([{ text: name }, { text: error.message }, { text: placeOf(error.place) }, { text: error.hint ?? "" }]),
    ];
  });
  return rows.length === 0
    ? undefined
    : { title: "Files that could not be imported", columns: ["File", "Why", "Where", "What to do"], rows };
}

function attention(
  { name, file, remarkable, rows }: ImportedOutcome,
  rowsOf: (rows: number) => SegmentRows,
): ReportSection | undefined {
  if (remarkable + file.findings.length === 0) return undefined;
  const ofFile = file.findings.map(({ place = "", message }) =>
    renderRow([{ text: place }, { text: "" }, { text: message }, ...TEXT_COLUMNS.map(() => ({ text: "" }))]),
  );
  return {
    title: `${name}: please look at these`,
    columns: ["Where", "What", "Why", ...TEXT_COLUMNS],
    rows: joined(ofFile, rows === undefined ? [] : rowsOf(rows).remarkable),
  };
}

function* joined(first: Iterable<string>, second: Iterable<Uint8Array>): Generator<string | Uint8Array> {
  yield* first;
  yield* second;
}

const TEXT_COLUMNS = ["Source", "Sent", "Came back", "Now"];

function everything({ name, file, rows }: ImportedOutcome, rowsOf: (rows: number) => SegmentRows): ReportSection {
  const title = `${name} → ${file.document} (${file.locale})`;
  if (file.isRepeated)
    return { title, summary: "This file was imported before; nothing was done.", columns: [], rows: [] };
  const summary = file.isThreeWay
    ? {}
    : { summary: "What was sent is no longer stored, so the file was compared with what is here only." };
  return {
    title,
    ...summary,
    columns: ["Where", "What", "State now", ...TEXT_COLUMNS],
    rows: rows === undefined ? [] : rowsOf(rows).all,
  };
}

/** A segment among all of a returned file. */
export function segmentRow(segment: SegmentReport, locale: Locale): string {
  const { place, outcome, state = "" } = segment;
  return renderRow([{ text: place }, { text: OUTCOME_WORDS[outcome] }, { text: state }, ...texts(segment, locale)]);
}

/** A segment among those that need a person's look. */
export function remarkableRow(segment: SegmentReport, locale: Locale): string {
  const { place, outcome, findings, notes } = segment;
  const why = [...findings.map(({ message }) => message), ...notes.map(({ text }) => `Note: ${text}`)];
  return renderRow([
    { text: place },
    { text: OUTCOME_WORDS[outcome] },
    { text: why.join("\n") },
    ...texts(segment, locale),
  ]);
}

function texts({ source, sent, returned, now }: SegmentReport, locale: Locale): ReportCell[] {
  return [
    { text: source },
    { text: sent ?? "", locale },
    { text: returned ?? "", locale },
    { text: now ?? "", locale },
  ];
}
