import type { Fragment } from "../../model/fragment.ts";
import { escapeText } from "../../xml/escape.ts";
import type { InlineDialect } from "../ooxml/inline.ts";

/**
 * How OpenDocument spells the texts of a target: line feeds and tabs are elements, and so is every space that would count for nothing
 * after another one or at the beginning (OpenDocument 1.3 part 3, 6.1.2).
 * @param prefix of the part's text elements, with its colon: "text:"
 */
export function dialectFor(target: Fragment, prefix: string): InlineDialect {
  return { text: (text) => (SPECIAL.test(text) ? spell(text, prefix, isDelicate(target)) : escapeText(text)) };
}

/** Line feeds, tabs and spaces that could be lost; most texts hold none. */
const SPECIAL = /[\r\n\t]|^ | {2}/;

/** Texts are spelt one by one, and only the whole tells whether the space that one begins with would be lost. */
function isDelicate(target: Fragment): boolean {
  const whole = target.map((part) => (part.kind === "text" ? part.text : part.kind === "standalone" ? "\uFFFC" : ""));
  return /^ | {2}/.test(whole.join(""));
}

function spell(text: string, prefix: string, isFirstSpaceLost: boolean): string {
  const pieces = text.replaceAll(/\r\n?/g, "\n").split(/(\n|\t| {2,}|^ )/);
  return pieces
    .map((piece, index) => {
      if (index % 2 === 0) return escapeText(piece);
      if (piece === "\n") return `<${prefix}line-break/>`;
      if (piece === "\t") return `<${prefix}tab/>`;
      const isFirst = index === 1 && pieces[0] === "";
      if (isFirst && isFirstSpaceLost) return spaces(piece.length, prefix);
      return ` ${spaces(piece.length - 1, prefix)}`;
    })
    .join("");
}

/** As LibreOffice writes them: one without a count. */
function spaces(length: number, prefix: string): string {
  if (length === 0) return "";
  return length === 1 ? `<${prefix}s/>` : `<${prefix}s ${prefix}c="${length}"/>`;
}
