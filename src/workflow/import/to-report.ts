import type { Report, ReportCell, ReportSection } from "../../reports/report.ts";
import type { Locale } from "../../model/locale.ts";
import { placeOf } from "../place-of.ts";
import type { SegmentOutcome } from "./decide.ts";
import { needsLook, type ImportedFile, type ImportReport } from "./import-report.ts";
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

/** The import as a page for people: what needs a look first, then every segment. */
export function toReport({ outcomes, remembered }: Pick<ImportReport, "outcomes" | "remembered">): Report {
  const imported = outcomes.flatMap(({ name, result }) => (result ? [{ name, file: result }] : []));
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
      ...imported.map(({ name, file }) => attention(name, file)),
      ...imported.map(({ name, file }) => everything(name, file)),
    ].filter((section) => section !== undefined),
  };
}

function failures(outcomes: ImportReport["outcomes"]): ReportSection | undefined {
  const rows = outcomes.flatMap(({ name, error }): ReportCell[][] =>
    error
      ? [[{ text: name }, { text: error.message }, { text: placeOf(error.place) }, { text: error.hint ?? "" }]]
      : [],
  );
  return rows.length === 0
    ? undefined
    : { title: "Files that could not be imported", columns: ["File", "Why", "Where", "What to do"], rows };
}

function attention(name: string, file: ImportedFile): ReportSection | undefined {
  if (file.segments.remarkable + file.findings.length === 0) return undefined;
  const row = (segment: SegmentReport): ReportCell[] => [
    { text: segment.place },
    { text: OUTCOME_WORDS[segment.outcome] },
    {
      text: [
        ...segment.findings.map(({ message }) => message),
        ...segment.notes.map(({ text }) => `Note: ${text}`),
      ].join("\n"),
    },
    ...texts(segment, file.locale),
  ];
  const ofFile = file.findings.map(({ place = "", message }): ReportCell[] => [
    { text: place },
    { text: "" },
    { text: message },
    ...TEXT_COLUMNS.map(() => ({ text: "" })),
  ]);
  const ofSegments = eachRow(file.segments, (segment) => (needsLook(segment) ? row(segment) : undefined));
  const rows = { [Symbol.iterator]: () => joined(ofFile, ofSegments) };
  return { title: `${name}: please look at these`, columns: ["Where", "What", "Why", ...TEXT_COLUMNS], rows };
}

function* joined<T>(first: Iterable<T>, second: Iterable<T>): Generator<T> {
  yield* first;
  yield* second;
}

/** The rows of segments, made when they are asked for. */
function eachRow(
  segments: Iterable<SegmentReport>,
  rowOf: (segment: SegmentReport) => ReportCell[] | undefined,
): ReportSection["rows"] {
  return {
    *[Symbol.iterator]() {
      for (const segment of segments) {
        const row = rowOf(segment);
        if (row) yield row;
      }
    },
  };
}

const TEXT_COLUMNS = ["Source", "Sent", "Came back", "Now"];

function everything(name: string, file: ImportedFile): ReportSection {
  const title = `${name} → ${file.document} (${file.locale})`;
  if (file.isRepeated)
    return { title, summary: "This file was imported before; nothing was done.", columns: [], rows: [] };
  const rows = eachRow(file.segments, (segment) => [
    { text: segment.place },
    { text: OUTCOME_WORDS[segment.outcome] },
    { text: segment.state ?? "" },
    ...texts(segment, file.locale),
  ]);
  const summary = file.isThreeWay
    ? {}
    : { summary: "What was sent is no longer stored, so the file was compared with what is here only." };
  return { title, ...summary, columns: ["Where", "What", "State now", ...TEXT_COLUMNS], rows };
}

function texts({ source, sent, returned, now }: SegmentReport, locale: Locale): ReportCell[] {
  return [
    { text: source },
    { text: sent ?? "", locale },
    { text: returned ?? "", locale },
    { text: now ?? "", locale },
  ];
}
