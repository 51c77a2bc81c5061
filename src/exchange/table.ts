import { addXliffOnly, lossCounter, type ExchangeDocument, type ExchangeUnit, type Loss } from "../model/exchange.ts";
import { TARGET_STATES, type Note, type TargetState } from "../model/unit.ts";
import { fromMarkers } from "./code-markers.ts";
import type { ReadContext } from "./format.ts";
import { malformed } from "./malformed.ts";
import { plainUnit } from "./plain-unit.ts";

/** The columns of a table, in their order; `source` must be there, the others may be missing or stand elsewhere. */
const COLUMNS = ["file", "id", "name", "group", "source", "target", "state", "maxLength", "notes"] as const;

type Column = (typeof COLUMNS)[number];

/** What people write over the columns instead of our names. */
const SYNONYMS: Readonly<Record<string, Column>> = {
  key: "id",
  context: "name",
  original: "source",
  english: "source",
  translation: "target",
  status: "state",
  note: "notes",
  comment: "notes",
  comments: "notes",
};

/** Divides names of groups, and remarks, within a cell. */
const GROUP_SIGN = " / ";

/** The document as rows of cells, the first with the names of the columns. */
export function toRows(document: ExchangeDocument): {
  readonly rows: readonly (readonly string[])[];
  readonly losses: readonly Loss[];
} {
  const losses = lossCounter();
  addXliffOnly(document.files, losses);
  const rows = document.files.flatMap(({ original, notes, units }) => {
    losses.add("notes of whole files", notes.length);
    return units.map((each) => {
      const { unit, source, target, state } = plainUnit(each, losses);
      losses.add("marks of texts that are not translated", unit.isTranslatable ? 0 : 1);
      const cells: Readonly<Record<Column, string>> = {
        file: original,
        id: unit.id,
        name: unit.name ?? "",
        group: unit.groups.join(GROUP_SIGN),
        source,
        target: target ?? "",
        state,
        maxLength: unit.maxLength === undefined ? "" : String(unit.maxLength),
        notes: unit.notes.map(({ from, text }) => (from === undefined ? text : `${from}: ${text}`)).join("\n"),
      };
      return COLUMNS.map((column) => cells[column]);
    });
  });
  return { rows: [[...COLUMNS], ...rows], losses: losses.losses() };
}

/** The document of such rows, or of any table with a column of sources. Rows without a source are passed over. Errors: DocumentError. */
export function fromRows(rows: readonly (readonly string[])[], context: ReadContext): ExchangeDocument {
  const columns = columnsOf(rows[0] ?? []);
  if (!columns.has("source")) {
    throw malformed(
      context.file,
      "its first row names no column for the source texts.",
      `Name the columns in the first row: ${COLUMNS.join(", ")}; only source is needed.`,
      1,
    );
  }
  const files = new Map<string, ExchangeUnit[]>();
  for (const [index, row] of rows.entries()) {
    if (index === 0) continue;
    const cell = (column: Column): string => row[columns.get(column) ?? -1] ?? "";
    if (cell("source").trim() === "") continue;
    const units = files.get(cell("file")) ?? [];
    files.set(cell("file"), units);
    units.push(unitOf(cell, String(index)));
  }
  const { sourceLocale, targetLocale } = context;
  return {
    sourceLocale,
    ...(targetLocale === undefined ? {} : { targetLocale }),
    files: [...files].map(([original, units]) => ({ original, notes: [], units })),
  };
}

function columnsOf(names: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, written] of names.entries()) {
    const name = written.trim();
    const column = COLUMNS.find((known) => known.toLowerCase() === name.toLowerCase()) ?? SYNONYMS[name.toLowerCase()];
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

function unitOf(cell: (column: Column) => string, fallbackId: string): ExchangeUnit {
  const target = cell("target");
  const named = TARGET_STATES.find((state) => state === cell("state").trim().toLowerCase());
  const state: TargetState = target === "" ? "initial" : named === undefined || named === "initial" ? "draft" : named;
  const maxLength = Number(cell("maxLength"));
  return {
    id: cell("id") === "" ? fallbackId : cell("id"),
    ...(cell("name") === "" ? {} : { name: cell("name") }),
    groups: cell("group") === "" ? [] : cell("group").split(GROUP_SIGN),
    notes: cell("notes").split("\n").filter(Boolean).map(noteOf),
    isTranslatable: true,
    preserveSpace: true,
    ...(Number.isInteger(maxLength) && maxLength > 0 ? { maxLength } : {}),
    parts: [
      {
        isSegment: true,
        source: fromMarkers(cell("source")),
        ...(target === "" ? {} : { target: fromMarkers(target) }),
        state,
      },
    ],
    proposals: [],
  };
}

/** "editor: a remark"; what has no single word before a colon is all remark. */
function noteOf(text: string): Note {
  const said = /^(?<from>[\w-]{1,30}): (?<text>.*)$/su.exec(text)?.groups;
  return said ? { from: said["from"]!, text: said["text"]! } : { text };
}
