/** UTF-16 offsets into a part's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * An element that holds a stretch of a paragraph's line: a hyperlink or a content control (visible, it becomes a pair of codes) or a
 * wrapper that means nothing to a reader, such as a tracked insertion or a smart tag. `close` is filled in when the reader meets it.
 */
export interface Holder {
  /** From its opening tag up to its content, properties included. */
  readonly open: Range;
  /** From the end of its content, closing tag included. */
  close: Range;
  readonly isVisible: boolean;
}

/** A run: characters of one formatting. `close` is filled in when the reader meets it. */
export interface Run {
  /** The opening tag and the properties: what a new run of the same formatting begins with. */
  readonly open: Range;
  close: Range;
  /** The holders it stands in, outermost first. */
  readonly chain: readonly Holder[];
}

/** Bytes that move as a block: an element inside a run, or one that stands in the line itself. */
export interface Piece extends Range {
  readonly run?: Run;
  readonly chain: readonly Holder[];
}

/**
 * The effective formatting of some characters, as marks: `b`, `i`, `u`, `strike`, `sup`, `sub`, `caps`, `smallCaps`, `highlight:yellow`; soft
 * ones, which are shown only where they look meant (`seen-formats.ts`), begin with `~`: `~color:FF0000` and `~shade:…` (six hexadecimal digits,
 * else any name; none for black letters on white), `~size:28` (any unit, but one).
 * Fonts and the like, which a reader does not see as emphasis, are no marks.
 */
export interface Format {
  /** The marks joined: equal keys, equal formats. */
  readonly key: string;
  readonly marks: readonly string[];
  /** The soft ones, joined by SOFT_SEPARATOR. */
  readonly soft: string;
}

/** Parts soft marks from one another. */
export const SOFT_SEPARATOR = "\u0000";

/** Whether a mark is a soft one. */
export const isSoft = (mark: string): boolean => mark.startsWith("~");

/** Makes a format of marks in any order. */
export function formatOf(marks: readonly string[]): Format {
  const sorted = [...marks].sort();
  return { key: sorted.join("|"), marks: sorted, soft: sorted.filter(isSoft).join(SOFT_SEPARATOR) };
}

/** Characters of the text. */
export interface TextItem extends Range {
  readonly kind: "text";
  /** The element's name as written, prefix included: "w:t". */
  readonly name: string;
  /** The element's content; both equal to `end` where the element is an empty tag. */
  readonly contentStart: number;
  readonly contentEnd: number;
  /** As a reader sees it; without tabs and line feeds. */
  readonly text: string;
  readonly run: Run;
  readonly format: Format;
  /** The element stands for its one character (w:noBreakHyphen for U+2011) and holds no text. */
  readonly isGlyph?: boolean;
}

/** Something in the line that a reader sees or must keep, without text of its own: an image, a note's number, a tab. */
export interface CodeItem {
  readonly kind: "code";
  readonly type: string;
  readonly display?: string;
  /** One, or several where it spreads over runs as fields do. */
  readonly pieces: readonly Piece[];
}

/** A visible stretch: by its holder, or by the pieces that begin and end it (fields). */
export interface Pair {
  readonly type: string;
  readonly display?: string;
  readonly holder?: Holder;
  readonly openPieces: readonly Piece[];
  closePieces: readonly Piece[];
}

export interface OpenItem {
  readonly kind: "open";
  readonly pair: Pair;
}

export interface CloseItem {
  readonly kind: "close";
  readonly pair: Pair;
}

/** Something without width that a reader does not see: a bookmark, a comment's range, deleted text. */
export interface HiddenItem {
  readonly kind: "hidden";
  readonly pieces: readonly Piece[];
}

/**
 * A paragraph's line, in the order of the bytes. The reader of a format makes these and promises that everything inside a run but
 * its properties, and everything in the line but holders' tags, belongs to one of them.
 */
export type InlineItem = TextItem | CodeItem | OpenItem | CloseItem | HiddenItem;

/** The pieces of an item that is no text. A pair's end by its holder has none of its own but the holder's tag. */
export function piecesOf(item: InlineItem): readonly Piece[] {
  switch (item.kind) {
    case "text":
      return [{ start: item.start, end: item.end, run: item.run, chain: item.run.chain }];
    case "code":
    case "hidden":
      return item.pieces;
    case "open":
      return item.pair.openPieces;
    case "close":
      return item.pair.closePieces;
  }
}

/** How a format spells new text. */
export interface InlineDialect {
  /**
   * The element that holds these characters, spelt with `openTag` (as written in the original, or made from `name`), escaped. Line
   * feeds become the format's line breaks and tabs its tabs; where these stand outside runs, `run` gives the tags to close and open again.
   */
  text(text: string, name: string, openTag: string, run: { readonly open: string; readonly close: string }): string;
}
