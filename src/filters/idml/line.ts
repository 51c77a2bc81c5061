import type { InlineItem } from "../ooxml/inline.ts";
import type { XmlElement } from "../ooxml/xml-element.ts";

/**
 * An element that stands open at a place in a story: a range, which only says how text looks and may be closed and opened again at will,
 * or a wrapper (link, XML tag, endnote), which has an id and must stay in one piece. Linked from the inside out.
 */
export interface Scope {
  readonly element: XmlElement;
  readonly kind: "paragraph range" | "character range" | "change" | "wrapper";
  readonly outer: Scope | undefined;
  /** How many scopes there are, this one included. */
  readonly depth: number;
}

/** An item of a paragraph's line, and where it stands. */
export interface LineItem {
  readonly item: InlineItem;
  readonly scope: Scope | undefined;
  /** Its bytes lie inside a `Content` element, as characters do. */
  readonly isInContent: boolean;
  /** For both halves of a pair: the scope between them. */
  readonly inner?: Scope;
  /** Letters that begin the paragraph in a formatting of their own: a large initial. They are read as a part of their word. */
  readonly isInitial?: true;
}

/** Something in a line that holds text of its own, which follows the line as units of their own. */
export interface Block {
  readonly kind: "table" | "footnote" | "endnote" | "note" | "hidden" | "object";
  readonly element: XmlElement;
}

/** A paragraph, from break to break, across whatever ranges it runs. */
export interface StoryLine {
  readonly items: readonly LineItem[];
  readonly blocks: readonly Block[];
  /** The paragraph range it begins in. */
  readonly paragraph: XmlElement | undefined;
  /** The endnote it belongs to, by the id of its range. */
  readonly endnote: string | undefined;
  /** The size of its longest text, in points. */
  readonly size: number;
}
