import { unescapeXml } from "../../xml/escape.ts";
import { formatOfRun, hasSymbolFont, isSymbolRun, linkKey, type RunStyle } from "./drawing-format.ts";
import type { InlineItem, Pair, Piece, Run } from "./inline.ts";
import { TAB_TYPE } from "./trim-boundaries.ts";
import { childOf, contentOf, descendantsOf, type XmlElement } from "./xml-element.ts";

/**
 * Inside `a:t`: a vertical tab, which PowerPoint spells `_x000B_` and shows as a line break; a tab; characters of the area that
 * symbol fonts use for pictures (U+F000 to U+F0FF).
 */
const SPECIAL = /_x000[Bb]_|\t|&#(?:x0*9|0*9);|(?:[\uF000-\uF0FF]|&#x[Ff]0[0-9A-Fa-f]{2};)+/g;

/**
 * The line of a DrawingML paragraph (`a:p`) for the inline engine. A run here reaches from `a:r` to the text inside its only `a:t`, so
 * that text and its special characters are pieces of one text element.
 * @param inherited what the paragraph's runs look like where they say nothing
 */
export function readDrawingLine(paragraph: XmlElement, inherited: RunStyle): InlineItem[] {
  const items: InlineItem[] = [];
  let link: { readonly key: string; readonly pair: Pair } | undefined;
  let end = paragraph.contentEnd;
  const closeLink = (at: number): void => {
    if (link === undefined) return;
    link.pair.closePieces = [emptyPiece(at)];
    items.push({ kind: "close", pair: link.pair });
    link = undefined;
  };
  for (const child of paragraph.children) {
    const key = child.name === "a:r" || child.name === "a:fld" ? linkKey(childOf(child, "a:rPr")) : undefined;
    if (link !== undefined && key !== link.key && child.name !== "a:br") closeLink(child.start);
    if (key !== undefined && link === undefined) {
      link = { key, pair: { type: "link", display: "link", openPieces: [emptyPiece(child.start)], closePieces: [] } };
      items.push({ kind: "open", pair: link.pair });
    }
    items.push(...itemsOf(child, inherited));
    if (child.name !== "a:endParaRPr") end = child.end;
  }
  closeLink(end);
  return items;
}

/** A link has no bytes of its own, only places: every run of it carries it in its properties. */
function emptyPiece(at: number): Piece {
  return { start: at, end: at, chain: [] };
}

function itemsOf(child: XmlElement, inherited: RunStyle): InlineItem[] {
  const piece: Piece = { start: child.start, end: child.end, chain: [] };
  switch (child.name) {
    case "a:pPr":
    case "a:endParaRPr":
      return [];
    case "a:r":
      return runItems(child, inherited);
    case "a:br":
      return [{ kind: "code", type: "fmt/xlf:lb", display: "line break", pieces: [piece] }];
    case "a:fld": {
      const text = childOf(child, "a:t");
      return [{ kind: "code", type: "ui/xlf:var", display: (text && contentOf(text)) || "field", pieces: [piece] }];
    }
    default:
      return isMath(child)
        ? [{ kind: "code", type: "other/pitrans:math", display: mathText(child), pieces: [piece] }]
        : [{ kind: "code", type: "other/pitrans:object", display: "object", pieces: [piece] }];
  }
}

function runItems(element: XmlElement, inherited: RunStyle): InlineItem[] {
  const text = childOf(element, "a:t");
  if (!text || text.isEmpty || text.contentStart === text.contentEnd) {
    return [{ kind: "hidden", pieces: [{ start: element.start, end: element.end, chain: [] }] }];
  }
  const properties = childOf(element, "a:rPr");
  const run: Run = {
    open: { start: element.start, end: text.contentStart },
    close: { start: text.contentEnd, end: element.end },
    chain: [],
  };
  const format = formatOfRun(properties, inherited);
  const { contentStart, contentEnd } = text;
  const raw = element.text.slice(contentStart, contentEnd);
  const symbols = (start: number, end: number): InlineItem => ({
    kind: "code",
    type: "other/pitrans:symbol",
    display: "symbol",
    pieces: [{ start, end, run, chain: [] }],
  });
  const isPicture = isSymbolRun(properties) || (hasSymbolFont(properties) && /^\s*[^\s\p{ASCII}]\s*$/u.test(raw));
  if (isPicture) return [symbols(contentStart, contentEnd)];
  const items: InlineItem[] = [];
  const addText = (start: number, end: number, value: string): void => {
    if (start === end) return;
    items.push({
      kind: "text",
      start,
      end,
      name: "a:t",
      contentStart: start,
      contentEnd: end,
      text: value.replaceAll(/[\r\n]/g, " "),
      run,
      format,
    });
  };
  if (raw.includes("<")) {
    addText(contentStart, contentEnd, contentOf(text));
    return items;
  }
  let position = 0;
  for (const match of raw.matchAll(SPECIAL)) {
    const start = contentStart + match.index;
    const end = start + match[0].length;
    addText(contentStart + position, start, unescapeXml(raw.slice(position, match.index)));
    if (match[0].startsWith("_x")) items.push(special("fmt/xlf:lb", "line break", { start, end, run, chain: [] }));
    else if (/\t|;$/.test(match[0]) && unescapeXml(match[0]) === "\t") {
      items.push(special(TAB_TYPE, "tab", { start, end, run, chain: [] }));
    } else items.push(symbols(start, end));
    position = match.index + match[0].length;
  }
  addText(contentStart + position, contentEnd, unescapeXml(raw.slice(position)));
  return items;
}

function special(type: string, display: string, piece: Piece): InlineItem {
  return { kind: "code", type, display, pieces: [piece] };
}

function isMath(element: XmlElement): boolean {
  return element.name === "a14:m" || descendantsOf(element, "m:oMath").length > 0;
}

function mathText(element: XmlElement): string {
  const text = descendantsOf(element, "m:t").map(contentOf).join("").trim();
  return text === "" ? "formula" : text.slice(0, 40);
}
