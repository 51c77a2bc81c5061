import type { Piece } from "../ooxml/inline.ts";
import { attributeOf, type XmlElement } from "../ooxml/xml-element.ts";
import type { Scope } from "./line.ts";

/** The whole element as a piece of a line. */
export function pieceOf({ start, end }: XmlElement): Piece {
  return { start, end, chain: [] };
}

/** The scope of an element that stands in another. */
export function scopeIn(outer: Scope | undefined, element: XmlElement, kind: Scope["kind"]): Scope {
  return { element, kind, outer, depth: (outer?.depth ?? 0) + 1 };
}

/** The innermost range of this kind that is open; undefined where none is. */
export function rangeAround(scope: Scope | undefined, kind: Scope["kind"]): XmlElement | undefined {
  for (let at = scope; at !== undefined; at = at.outer) if (at.kind === kind) return at.element;
  return undefined;
}

/** The id of the endnote that is open. */
export function endnoteAround(scope: Scope | undefined): string | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    if (at.kind === "wrapper" && at.element.name === "EndnoteRange") return attributeOf(at.element, "Self");
  }
  return undefined;
}

/** Where an element's content begins, behind its properties. */
export function contentStartOf(element: XmlElement): number {
  const [first] = element.children;
  return first?.name === "Properties" ? first.end : element.contentStart;
}

/** The opening tag, properties included, and the closing tag of an element with content. */
export function tagsOf(element: XmlElement): readonly [open: Piece, close: Piece] {
  return [
    { start: element.start, end: contentStartOf(element), chain: [] },
    { start: element.contentEnd, end: element.end, chain: [] },
  ];
}
