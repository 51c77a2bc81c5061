/** UTF-16 offsets into a page. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Characters of a line. */
export interface TextItem extends Range {
  readonly kind: "text";
  /** Character references resolved; white space as it stands there. */
  readonly text: string;
}

/** One half of an inline element, both halves of which stand in the line. */
export interface TagItem extends Range {
  readonly kind: "open" | "close";
  /** The same for both halves, and for no other element of the line. */
  readonly pair: number;
  readonly type: string;
  readonly display: string;
}

/** Something that stands in the line and is no text of it. */
export interface CodeItem extends Range {
  readonly kind: "code";
  readonly type: string;
  readonly display: string;
  /** It stands for words: a variable, a formula, a name in another language. At the edge of a line it still belongs to the sentence. */
  readonly isWord: boolean;
}

/** Something that nobody sees: a comment, an instruction. */
export interface HiddenItem extends Range {
  readonly kind: "hidden";
}

/** A paragraph's line, in the order of the bytes and without gaps. */
export type LineItem = TextItem | TagItem | CodeItem | HiddenItem;

/** The type of the code that breaks a line: white space around it means nothing. */
export const LINE_BREAK = "fmt/xlf:lb";
