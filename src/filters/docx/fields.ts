import { piecesOf, type InlineItem, type Piece } from "../ooxml/inline.ts";
import { count, type Discoveries, type OpenField } from "./story.ts";

/** Fields whose result is the writer's own words. All others are computed, and their results are left to Word. */
const TRANSLATED = new Set([
  "",
  "HYPERLINK",
  "IF",
  "QUOTE",
  "FILLIN",
  "ASK",
  "FORMTEXT",
  "MACROBUTTON",
  "INCLUDETEXT",
  "GOTOBUTTON",
]);
/** Marks for indexes and the like, which show nothing. */
const INVISIBLE = new Set(["XE", "TC", "TA", "RD", "SET", "PRIVATE"]);
/** Fields that Word builds anew from the translated document. */
const REBUILT = new Set(["TOC", "TOA", "INDEX"]);

/** What becomes of a field. */
export type FieldKind = "translated" | "invisible" | "rebuilt" | "computed";

/** The kind of a field, by the first word of its instruction. */
export function fieldKind(instruction: string): FieldKind {
  const name = fieldName(instruction);
  if (TRANSLATED.has(name)) return "translated";
  if (INVISIBLE.has(name)) return "invisible";
  return REBUILT.has(name) ? "rebuilt" : "computed";
}

/** The first word of a field's instruction, in capitals. */
function fieldName(instruction: string): string {
  return /^\s*([^\s"\\]*)/.exec(instruction)![1]!.toUpperCase();
}

/** The type of the codes a field is shown as. */
export function fieldType(instruction: string): string {
  return fieldName(instruction) === "HYPERLINK" ? "link" : "ui/pitrans:field";
}

/** What a field's code shows: its last result, or its name. */
export function fieldDisplay(instruction: string, result: string): string {
  const text = result.replaceAll(/\s+/gu, " ").trim();
  return (text === "" ? fieldName(instruction) : text).slice(0, 60);
}

const isLetterText = (item: InlineItem): boolean => item.kind === "text" && /\p{L}/u.test(item.text);

const textOf = (items: readonly InlineItem[]): string =>
  items.map((item) => (item.kind === "text" ? item.text : "")).join("");

const allPieces = (items: readonly InlineItem[]): Piece[] => items.flatMap((item) => [...piecesOf(item)]);

/** Puts what a field that ends here means in place of its items, the ending one being the last. */
export function closeField(items: InlineItem[], field: OpenField, found: Discoveries): void {
  const kind = fieldKind(field.instruction);
  if (kind === "rebuilt") found.hasContents = true;
  if (field.start < 0) {
    if (kind !== "translated") hideFrom(items, 0, kind, found);
    return;
  }
  const own = items.splice(field.start);
  if (kind === "translated") {
    if (field.separator < 0) {
      items.push({ kind: "hidden", pieces: allPieces(own) });
      return;
    }
    const split = field.separator - field.start + 1;
    const pair = {
      type: fieldType(field.instruction),
      display: linkDisplay(field.instruction),
      openPieces: allPieces(own.slice(0, split)),
      closePieces: allPieces(own.slice(-1)),
    };
    items.push({ kind: "open", pair }, ...own.slice(split, -1), { kind: "close", pair });
    return;
  }
  if (kind === "rebuilt") countSkipped(own, kind, found);
  if (kind === "invisible") items.push({ kind: "hidden", pieces: allPieces(own) });
  else {
    const result = field.separator < 0 ? "" : textOf(own.slice(field.separator - field.start));
    items.push({
      kind: "code",
      type: "ui/pitrans:field",
      display: fieldDisplay(field.instruction, result),
      pieces: allPieces(own),
    });
  }
}

/** At a paragraph's end: what belongs to the result of a computed field that goes on is hidden, and fields are marked as begun earlier. */
export function leaveParagraph(items: InlineItem[], fields: readonly OpenField[], found: Discoveries): void {
  for (const field of fields) {
    const kind = fieldKind(field.instruction);
    if (field.isResult && kind !== "translated") {
      if (kind === "rebuilt") found.hasContents = true;
      hideFrom(items, field.start < 0 ? 0 : field.start, kind, found);
      break;
    }
  }
  for (const field of fields) {
    field.start = -1;
    field.separator = -1;
  }
}

function hideFrom(items: InlineItem[], start: number, kind: FieldKind, found: Discoveries): void {
  const own = items.splice(start);
  countSkipped(own, kind, found);
  if (own.length > 0) items.push({ kind: "hidden", pieces: allPieces(own) });
}

function countSkipped(own: readonly InlineItem[], kind: FieldKind, found: Discoveries): void {
  if (!own.some(isLetterText)) return;
  const reason = kind === "rebuilt" ? "Word builds tables of contents and indexes anew" : "computed by Word";
  found.coverage.skipped("field results", reason);
  if (kind === "rebuilt") count(found, "contents-left");
}

function linkDisplay(instruction: string): string {
  const address = /^\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)/i.exec(instruction)?.[1];
  return (address ?? fieldName(instruction)).slice(0, 60);
}
