import { directionOf } from "../model/locale.ts";
import { escapeAttribute, escapeText } from "../xml/escape.ts";
import type { Report, ReportCell, ReportSection } from "./report.ts";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; } dt { opacity: .7; } dd { margin: 0; font-weight: 600; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #8886; padding: .4rem .6rem; text-align: start; vertical-align: top; }
th { background: #8882; } td { overflow-wrap: anywhere; white-space: pre-wrap; }
/* Places, states and their like stay narrow, but no word of theirs is broken. */
td.whole { overflow-wrap: normal; min-width: 5rem; }
@media print { body { margin: 0; max-width: none; } }`;

/** The report, piece by piece, as one HTML page that needs nothing else: no script, no file, no network. */
export function* renderHtml(report: Report): Generator<string | Uint8Array> {
  const figures = report.figures.map(
    ([label, value]) => `<div><dt>${escapeText(label)}</dt><dd>${escapeText(value)}</dd></div>`,
  );
  yield `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(report.title)}</title>
<style>${STYLE}</style>
<h1>${escapeText(report.title)}</h1>
<dl>${figures.join("")}</dl>
`;
  for (const section of report.sections) yield* renderSection(section);
  yield "</html>\n";
}

function* renderSection({ title, summary, columns, rows }: ReportSection): Generator<string | Uint8Array> {
  yield `<section><h2>${escapeText(title)}</h2>${summary === undefined ? "" : `<p>${escapeText(summary)}</p>`}`;
  const head = columns.map((column) => `<th scope="col">${escapeText(column)}</th>`).join("");
  let hasRows = false;
  for (const some of rows) {
    if (!hasRows) yield `<table><thead><tr>${head}</tr></thead><tbody>\n`;
    hasRows = true;
    yield some;
  }
  yield `${hasRows ? "</tbody></table>" : ""}</section>\n`;
}

/** A row of a section. */
export function renderRow(cells: readonly ReportCell[]): string {
  let row = "<tr>";
  for (const cell of cells) row += renderCell(cell);
  return `${row}</tr>\n`;
}

/** In characters: a longer word, an address say, may be broken, for it would make the table wider than a screen. */
const LONGEST_WHOLE = 20;

/** A character at a time: an expression takes three times as long, and every cell is asked for. */
function hasLongWord(text: string): boolean {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    length = text.charCodeAt(index) <= SPACE ? 0 : length + 1;
    if (length > LONGEST_WHOLE) return true;
  }
  return false;
}

const SPACE = 0x20;

function renderCell({ text, locale }: ReportCell): string {
  const language = locale === undefined ? "" : ` lang="${escapeAttribute(locale)}" dir="${directionOf(locale)}"`;
  const isWhole = locale === undefined && !hasLongWord(text);
  return `<td${isWhole ? ' class="whole"' : ""}${language}>${escapeText(text)}</td>`;
}
