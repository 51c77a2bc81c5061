import { escapeText } from "../../xml/escape.ts";
import type { InlineDialect } from "../ooxml/inline.ts";

/** How Word spells text: line breaks and tabs are elements of the run, and outer or double spaces need xml:space. */
export const wordDialect: InlineDialect = {
  text: (text, name, openTag) => {
    if (!/[\r\n\t]/.test(text)) return `${keepSpace(openTag, text)}${escapeText(text)}</${name}>`;
    const prefix = name.slice(0, name.indexOf(":") + 1);
    const pieces = text.replaceAll(/\r\n?/g, "\n").split(/([\n\t])/);
    const elements = pieces.flatMap((piece, index) => {
      if (piece === "\n") return [`<${prefix}br/>`];
      if (piece === "\t") return [`<${prefix}tab/>`];
      if (piece === "" && pieces.length > 1) return [];
      return [`${keepSpace(index === 0 ? openTag : `<${name}>`, piece)}${escapeText(piece)}</${name}>`];
    });
    return elements.join("");
  },
};

function keepSpace(openTag: string, text: string): string {
  if (
    openTag.includes(' xml:space="preserve"') ||
    !/^\s|\s$|\s\s/u.test(text) ||
    /\sxml:space\s*=\s*["']preserve["']/.test(openTag)
  )
    return openTag;
  const plain = openTag.replace(/\sxml:space\s*=\s*(?:"[^"]*"|'[^']*')/, "");
  return `${plain.slice(0, -1).trimEnd()} xml:space="preserve">`;
}
