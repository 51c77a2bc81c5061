import { SaxesParser } from "saxes";
import { DocumentError } from "../errors.ts";
import { openArchive, type Archive } from "../zip/archive.ts";
import { malformed } from "./malformed.ts";

const HINT = "Open it in Excel or LibreOffice and save it again as .xlsx.";

/**
 * The cells of the first sheet of a workbook, as texts; formulas give their last result. Errors: DocumentError for what is no workbook or is
 * damaged.
 */
export function readSheet(bytes: Uint8Array, file: string): string[][] {
  let archive: Archive;
  try {
    archive = openArchive(bytes);
  } catch (error) {
    if (error instanceof DocumentError) throw malformed(file, error.message, HINT, undefined, error);
    throw error;
  }
  const strings = archive.has("xl/sharedStrings.xml") ? sharedStrings(archive, file) : [];
  const rows: string[][] = [];
  let cell: { type: string; row: number; column: number; text: string } | undefined;
  let row = -1;
  let column = -1;
  let isText = false;
  walk(archive, firstSheet(archive, file), file, {
    open(name, attributes) {
      if (name === "row") {
        row = Number(attributes["r"] ?? row + 2) - 1;
        column = -1;
      } else if (name === "c") {
        const place = placeOf(attributes["r"] ?? "");
        column = place?.column ?? column + 1;
        cell = { type: attributes["t"] ?? "n", row: place?.row ?? row, column, text: "" };
      } else if (name === "v" || name === "t") isText = true;
      else if (name === "rPh") isText = false;
    },
    close(name) {
      if (name === "v" || name === "t") isText = false;
      if (name !== "c" || !cell) return;
      const text = cell.type === "s" ? (strings[Number(cell.text)] ?? "") : unspelled(cell.text);
      if (cell.row >= 0 && cell.row < MAX_ROWS && cell.column < MAX_COLUMNS)
        (rows[cell.row] ??= [])[cell.column] = text;
      cell = undefined;
    },
    text(text) {
      if (cell && isText) cell.text += text;
    },
  });
  return Array.from(rows, (cells) => Array.from(cells ?? [], (each) => each ?? ""));
}

/** What Excel allows (its specifications and limits). */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

function placeOf(reference: string): { readonly row: number; readonly column: number } | undefined {
  const match = /^(?<letters>[A-Z]{1,3})(?<digits>\d{1,7})$/.exec(reference)?.groups;
  if (!match) return undefined;
  const column = Array.from(match["letters"]!).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match["digits"]) - 1, column };
}

function sharedStrings(archive: Archive, file: string): string[] {
  const strings: string[] = [];
  let isText = false;
  let phonetic = 0;
  walk(archive, "xl/sharedStrings.xml", file, {
    open(name) {
      if (name === "si") strings.push("");
      else if (name === "rPh") phonetic += 1;
      else if (name === "t") isText = phonetic === 0;
    },
    close(name) {
      if (name === "rPh") phonetic -= 1;
      if (name === "t") isText = false;
      if (name === "si") strings.push(unspelled(strings.pop()!));
    },
    text(text) {
      if (isText) strings.push(strings.pop()! + text);
    },
  });
  return strings;
}

/** The part of the first sheet, by the workbook's relations; where they say nothing, the first worksheet there is. */
function firstSheet(archive: Archive, file: string): string {
  const worksheets = archive.entries
    .map(({ name }) => name)
    .filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
  if (!archive.has("xl/workbook.xml") || worksheets.length === 0) throw malformed(file, "it is no workbook.", HINT);
  let id: string | undefined;
  walk(archive, "xl/workbook.xml", file, {
    open(name, attributes) {
      if (name === "sheet") id ??= attributes["r:id"];
    },
  });
  let target: string | undefined;
  const relations = "xl/_rels/workbook.xml.rels";
  if (archive.has(relations)) {
    walk(archive, relations, file, {
      open(name, attributes) {
        if (name === "Relationship" && attributes["Id"] === id) target = attributes["Target"];
      },
    });
  }
  const path = target?.startsWith("/") === true ? target.slice(1) : `xl/${target ?? ""}`;
  return worksheets.includes(path) ? path : worksheets[0]!;
}

interface Walker {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Reads a part as events; names come without prefix. */
function walk(archive: Archive, part: string, file: string, walker: Walker): void {
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw malformed(file, `${part} is not well-formed.`, HINT, parser.line, error);
  });
  parser.on("doctype", () => {
    throw malformed(file, `${part} declares a document type.`, HINT, parser.line);
  });
  const local = (name: string): string => name.slice(name.indexOf(":") + 1);
  parser.on("opentag", ({ name, attributes }) => walker.open?.(local(name), attributes));
  parser.on("closetag", ({ name }) => walker.close?.(local(name)));
  parser.on("text", (text) => walker.text?.(text));
  parser.on("cdata", (text) => walker.text?.(text));
  parser.write(new TextDecoder().decode(archive.read(part))).close();
}

/** `_x0001_` is a character (ECMA-376, part 1, 22.9.2.19). */
function unspelled(text: string): string {
  return text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
