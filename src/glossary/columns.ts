import { languageName, type Locale } from "../model/locale.ts";

/** What a column of a glossary can hold. */
export type Column = "source" | "target" | "status" | "partOfSpeech" | "note" | "scope" | "caseSensitive";

/** Header names as people and tools write them, lower-case, letters only. */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  source: ["source", "sourceterm", "sourcetext", "term", "original"],
  target: ["target", "targetterm", "targettext", "translation"],
  status: ["status", "termstatus", "administrativestatus", "usage"],
  partOfSpeech: ["partofspeech", "pos", "wordclass"],
  note: ["note", "notes", "comment", "comments", "reason", "definition", "description"],
  scope: ["scope", "domain", "project", "folder"],
  caseSensitive: ["casesensitive", "matchcase"],
};

/** Files without header have these: DeepL's two columns, OmegaT's three. */
const WITHOUT_HEADER: readonly Column[] = ["source", "target", "note"];

const normalised = (cell: string): string => cell.toLowerCase().replaceAll(/[^\p{L}]/gu, "");

/**
 * The columns by their place, read from the first row; `hasHeader` says whether that row is a header. It is one where a cell is named for the
 * source and another for the target, by a word, a locale ("en") or a language ("English").
 */
export function columnsOf(
  row: readonly string[],
  sourceLocale: Locale,
  targetLocale: Locale,
): { columns: ReadonlyMap<Column, number>; hasHeader: boolean } {
  const names: Readonly<Record<Column, readonly string[]>> = {
    ...NAMES,
    source: [...NAMES.source, normalised(sourceLocale), normalised(languageName(sourceLocale))],
    target: [...NAMES.target, normalised(targetLocale), normalised(languageName(targetLocale))],
  };
  const cells = row.map(normalised);
  // DeepL's four columns end in the two languages.
  if (cells.length === 4 && names.source.includes(cells[2]!) && names.target.includes(cells[3]!))
    return withoutHeader(["source", "target"]);
  const found = new Map<Column, number>();
  for (const column of Object.keys(names) as Column[]) {
    const index = cells.findIndex((cell) => cell !== "" && names[column].includes(cell));
    if (index >= 0) found.set(column, index);
  }
  if (found.has("source") && found.has("target")) return { columns: found, hasHeader: true };
  return withoutHeader(WITHOUT_HEADER);
}

function withoutHeader(columns: readonly Column[]): ReturnType<typeof columnsOf> {
  return { columns: new Map(columns.map((column, index) => [column, index])), hasHeader: false };
}
