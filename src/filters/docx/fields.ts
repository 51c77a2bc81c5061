import { piecesOf, type InlineItem, type Piece } from "../ooxml/inline.ts";
import type { Line } from "./line.ts";
import type { OpenField, Story } from "./story.ts";

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
/** Fields that repeat words of the document or of its properties, and which Word brings up to date only when it is told to. */
const REPEATING = new Set(["REF", "TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "DOCPROPERTY"]);
/** Citations and the like, which other programs keep in Word documents. */
const FOREIGN = new Set(["ADDIN", "CITATION", "BIBLIOGRAPHY"]);

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
export function closeField(story: Story, line: Line, field: OpenField): void {
  const { items } = line;
  const kind = fieldKind(field.instruction);
  noteAnchor(line, field.instruction);
  if (field.start < 0) {
    if (kind !== "translated") hideFrom(story, line, 0, field.instruction);
    return;
  }
  const own = items.splice(field.start);
  const isWorded = own.some(isLetterText);
  // Blank form fields and the like hold nothing to translate: they are a code, as computed fields are.
  if (kind === "translated" && (isWorded || field.separator < 0)) {
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
  if (kind !== "translated" && kind !== "invisible") leaveResult(story, line, own, field.instruction);
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
export function leaveParagraph(story: Story, line: Line): void {
  const { fields } = story;
  for (const field of fields) {
    const kind = fieldKind(field.instruction);
    if (field.isResult && kind !== "translated") {
      hideFrom(story, line, field.start < 0 ? 0 : field.start, field.instruction);
      break;
    }
  }
  for (const field of fields) {
    field.start = -1;
    field.separator = -1;
  }
}

function hideFrom(story: Story, line: Line, start: number, instruction: string): void {
  const own = line.items.splice(start);
  leaveResult(story, line, own, instruction);
  if (own.length > 0) line.items.push({ kind: "hidden", pieces: allPieces(own) });
}

/** Results are left to Word; entries of contents may be linked with their headings when all has been read. */
function leaveResult(story: Story, line: Line, own: readonly InlineItem[], instruction: string): void {
  const isWorded = own.some(isLetterText);
  const { part, partKey, lexer, found } = story;
  if (isWorded && REBUILT.has(fieldName(instruction))) {
    found.entries.push({ part, partKey, text: lexer.text, items: own, anchors: line.anchors });
  }
  countResult(story, instruction, isWorded);
}

/** Notes that a field's result is not translated; `isWorded`: it holds letters. */
export function countResult({ found }: Story, instruction: string, isWorded: boolean): void {
  const name = fieldName(instruction);
  if (REBUILT.has(name) || (isWorded && REPEATING.has(name))) found.hasStaleFields = true;
  if (!isWorded || REBUILT.has(name) || INVISIBLE.has(name)) return;
  found.coverage.skipped(
    "field results",
    FOREIGN.has(name) ? "kept by an add-in or as a citation" : "computed by Word",
  );
}

/** Notes the bookmark that a field leads to. */
export function noteAnchor(line: Line, instruction: string): void {
  const name = /^\s*(?:PAGEREF\s+|HYPERLINK\s+\\l\s+)"?([^"\s]+)/i.exec(instruction)?.[1];
  if (name !== undefined) line.anchors.push(name);
}

function linkDisplay(instruction: string): string {
  const address = /^\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)/i.exec(instruction)?.[1];
  return (address ?? fieldName(instruction)).slice(0, 60);
}
