import type { EmbeddedDocument } from "../ooxml/embedded-documents.ts";
import type { Relationship } from "../ooxml/package.ts";
import type { PartLexer } from "../ooxml/part-lexer.ts";
import type { Edit } from "../../xml/edits.ts";
import type { ContentsEntry } from "./contents.ts";
import type { Slot } from "./slot.ts";
import type { Look, StyleSheet } from "./styles.ts";
import type { CoverageCounter } from "../coverage.ts";

/** A field (w:fldChar) that is open: fields nest, and may begin in one paragraph and end in another. */
export interface OpenField {
  /** Index of its first item in the paragraph being read; -1: it began in an earlier one. */
  start: number;
  /** Index of the item that separates instruction and result; -1 as above. */
  separator: number;
  instruction: string;
  isResult: boolean;
}

/** A table that is being read. */
export interface OpenTable {
  readonly number: number;
  row: number;
  column: number;
  /** How many columns the cell covers. */
  span: number;
  /** Texts of the first row by column, and of the first cell of this row: what tells a reader where a cell stands. */
  readonly headers: string[];
  rowLabel: string;
}

/** What is found while reading and concerns the whole document. */
export interface Discoveries {
  readonly coverage: CoverageCounter;
  /** Notes whose numbers have been passed, and charts and diagrams, to be read after the paragraph. */
  readonly notes: { readonly kind: "footnotes" | "endnotes"; readonly id: string }[];
  readonly graphics: { readonly part: string; readonly link: Relationship }[];
  /** Parts of charts and diagrams that have been read, with the edits of their languages. */
  readonly graphicParts: Map<string, readonly Edit[]>;
  /** Workbooks behind charts; `texts` fills with translations by source text when targets are put in. */
  readonly workbooks: { readonly part: string; readonly place: string; readonly texts: ReadonlyMap<string, string> }[];
  /** Parts of embedded documents that were met, to be read after the paragraph; those that are left, since the option says so. */
  readonly embedded: string[];
  readonly embeddedSkipped: EmbeddedDocument[];
  readonly numberings: Set<string>;
  /** Findings by id, with how often. */
  readonly counts: Map<string, number>;
  /** Numbers for places: text boxes, images. */
  readonly serials: Map<string, number>;
  /** Whether fields repeat texts of the document, and must be built anew after a translation. */
  hasStaleFields: boolean;
  /** Entries of tables of contents, to be linked with what they repeat when all has been read. */
  readonly entries: ContentsEntry[];
  /** The slots of paragraphs with bookmarks, by bookmark, and those of headings in order: what entries may repeat. */
  readonly bookmarked: Map<string, readonly Slot[]>;
  readonly headings: Slot[];
  /** Bookmarks that begin between paragraphs: they belong to the next. */
  readonly bookmarksAhead: string[];
}

/** Headings the reader stands under. */
export interface Headings {
  /** By level; levels may be skipped. */
  readonly levels: string[];
  /** The levels joined, for units' contexts. */
  path: string;
}

/** A text that runs through one part, or a stretch of it: the body, a header, a note, a text box. */
export interface Story {
  readonly lexer: PartLexer;
  readonly part: string;
  readonly partKey: string;
  readonly category: string;
  readonly styles: StyleSheet;
  /** By paragraph style, then by the run's properties as written. */
  readonly looks: Map<string | undefined, Map<string, Look>>;
  readonly links: readonly Relationship[];
  readonly found: Discoveries;
  readonly fields: OpenField[];
  readonly tables: OpenTable[];
  /** None where headings do not count (headers, notes). */
  readonly headings: Headings;
  /** What a paragraph outside tables is called; a number is added for those of the body. */
  readonly placeName: string;
  readonly isNumbered: boolean;
  /** Takes the slots of each paragraph, the outer one first. */
  readonly emit: (slots: readonly Slot[]) => void;
}

/** The next number of its kind: "Text box 3". */
export function nextSerial(found: Discoveries, name: string): number {
  const next = (found.serials.get(name) ?? 0) + 1;
  found.serials.set(name, next);
  return next;
}

/** Counts something to be reported. */
export function count(found: Discoveries, id: string): void {
  found.counts.set(id, (found.counts.get(id) ?? 0) + 1);
}
