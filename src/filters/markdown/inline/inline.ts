import type { Slice } from "../blocks.ts";

/** Characters a reader sees. `text` is decoded: entities, escapes; a line break within a paragraph is a space. Offsets are the content's. */
export interface TextItem extends Slice {
  readonly kind: "text";
  readonly text: string;
}

/** The text of an image, which readers hear: its items are offsets of the same content. */
export interface AltText extends Slice {
  readonly items: readonly InlineItem[];
  /** 1, and one more than that of the deepest image in it. */
  readonly depth: number;
}

/** Markup without text of its own in the line. */
export interface CodeItem extends Slice {
  readonly kind: "code";
  readonly type: string;
  readonly display?: string;
  /** Absent on tags, and on images in images in images, which nobody means. */
  readonly alt?: AltText;
  /** Of an image: between its quotes. */
  readonly title?: Slice;
  /** Of an image that refers to a definition by its alt text: that text, which must stay. */
  readonly label?: string;
  /** Spelt as text by some readers: an address without brackets, a shortcode. In new text it may come and go. */
  readonly isLoose?: boolean;
}

/** What a stretch of text is put in. */
export interface Pair {
  readonly type: string;
  readonly display?: string;
  /** The HTML element that says the same, where Markdown's own mark cannot stand. */
  readonly element?: "em" | "strong" | "del";
}

export interface OpenItem extends Slice {
  readonly kind: "open";
  readonly pair: Pair;
}

export interface CloseItem extends Slice {
  readonly kind: "close";
  readonly pair: Pair;
  /** Of a link: between its quotes. */
  readonly title?: Slice;
  /** Of a link that refers to a definition by its own text: that text, which must stay. */
  readonly label?: string;
}

/** A line of inline Markdown, in order; pairs are well nested. */
export type InlineItem = TextItem | CodeItem | OpenItem | CloseItem;
