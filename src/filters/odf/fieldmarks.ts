import { piecesOf, type InlineItem, type Pair } from "../ooxml/inline.ts";
import { hasLettersFrom, type Line, type Surroundings } from "./line.ts";
import { pieceOf } from "./read-line.ts";
import type { Story } from "./story.ts";
import { displayOf } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";

/** A field between two marks, whose end has not been read. */
export interface OpenFieldmark {
  /** The item it begins with. */
  readonly at: number;
  /** Undefined for a field that is not filled in by hand: its marks are hidden. */
  readonly pair: Pair | undefined;
}

/** Fields of Word's forms that hold somebody's words, as LibreOffice spells them. Others are computed, or boxes to tick. */
const FILLED_IN = /\.FORM(?:TEXT|DATE|DROPDOWN)$/;
const TYPE = "ui/pitrans:field";
const UNNAMED = "field to fill in";

/**
 * Reads a mark of a field, an empty element: `field:fieldmark-start`, the `-separator` before its text, or `-end`. The words in a field to fill
 * in stand in a pair, so that they do not leave it; without letters the field is a single code.
 */
export function readFieldmark(story: Story, line: Line, around: Surroundings): void {
  const { lexer } = story;
  const { tag, start } = lexer;
  const type = tag === "field:fieldmark-start" ? (valueOf(lexer, "field:type") ?? "") : "";
  lexer.skip();
  const pieces = [pieceOf(around, start, lexer.end)];
  const { items, fieldmarks } = line;
  if (tag === "field:fieldmark-start") {
    const pair: Pair | undefined = FILLED_IN.test(type)
      ? { type: TYPE, display: UNNAMED, openPieces: pieces, closePieces: [] }
      : undefined;
    fieldmarks.push({ at: items.length, pair });
    items.push(pair === undefined ? { kind: "hidden", pieces } : { kind: "open", pair });
    return;
  }
  items.push({ kind: "hidden", pieces });
  if (tag === "field:fieldmark-end") closeFieldmark(items, fieldmarks.pop());
}

/** Puts a pair or a code in place of the items of a field; the last one is its end. */
function closeFieldmark(items: InlineItem[], field: OpenFieldmark | undefined): void {
  if (field?.pair === undefined) return;
  const isWorded = hasLettersFrom(items, field.at);
  const [opening, ...own] = items.splice(field.at);
  const end = piecesOf(own.pop()!);
  const openPieces = [...piecesOf(opening!)];
  while (own[0]?.kind === "hidden") openPieces.push(...piecesOf(own.shift()!));
  if (isWorded) {
    const pair: Pair = { ...field.pair, openPieces, closePieces: end };
    items.push({ kind: "open", pair }, ...own, { kind: "close", pair });
    return;
  }
  const shown = own.map((item) => (item.kind === "text" ? item.text : "")).join("");
  const pieces = [...openPieces, ...own.flatMap((item) => [...piecesOf(item)]), ...end];
  items.push({ kind: "code", type: TYPE, display: displayOf(shown) || UNNAMED, pieces });
}
