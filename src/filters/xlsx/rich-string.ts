import type { Fragment } from "../../model/fragment.ts";
import { applyEdits } from "../../xml/edits.ts";
import type { Format, InlineDialect, InlineItem, Run } from "../ooxml/inline.ts";
import { mergeInline } from "../ooxml/merge-inline.ts";
import { planInline } from "../ooxml/plan-inline.ts";
import { contentOf, parseElements, type XmlElement } from "../ooxml/xml-element.ts";
import { ELEMENT_SYNTAX, lineFeeds, specialCodes } from "./cell-spelling.ts";
import { fontFormat, localName, readFont, type CellFont } from "./string-format.ts";
import { preserving, type StringItem } from "./string-item.ts";

/** Cells keep line feeds and tabs as characters. */
const CELL_DIALECT: InlineDialect = { text: (text) => ELEMENT_SYNTAX.encode(text, "") };

/** The string's element is cut out of its part; a wrapper makes it a document of its own. */
const OPEN = "<si>";

/**
 * Reads a string of runs (`r`), with codes where their formatting differs. Errors: a DocumentError where it cannot be tokenised.
 * @param raw the content of the string's element
 * @param font of the cell: what a run without properties looks like
 */
export function readRichString(raw: string, part: string, font: CellFont): StringItem {
  const text = `${OPEN}${raw}</si>`;
  const root = parseElements(text, part);
  const inherited = fontFormat(font);
  const plan = planInline(root.children.flatMap((child) => itemsOf(child, font, inherited)));
  return {
    source: plan.source,
    write: (target: Fragment) => {
      const { edits, problems } = mergeInline(plan, target, text, CELL_DIALECT);
      const xml = tidy(applyEdits(text, edits).slice(OPEN.length, -"</si>".length));
      return problems === undefined ? { xml } : { xml, problems };
    },
  };
}

function itemsOf(child: XmlElement, font: CellFont, inherited: Format): InlineItem[] {
  const name = localName(child);
  if (name === "t") return textItems(child, child, inherited);
  if (name !== "r") return [];
  const properties = child.children.find((one) => localName(one) === "rPr");
  const text = child.children.find((one) => localName(one) === "t");
  const format = properties ? fontFormat(readFont(properties, font)) : inherited;
  return text ? textItems(text, child, format) : [hidden(child)];
}

function hidden(element: XmlElement): InlineItem {
  return { kind: "hidden", pieces: [{ start: element.start, end: element.end, chain: [] }] };
}

/** A run reaches from its beginning to the text inside its `t`, so that text and line breaks are pieces of it. */
function textItems(text: XmlElement, holder: XmlElement, format: Format): InlineItem[] {
  const { contentStart, contentEnd } = text;
  if (text.isEmpty || contentStart === contentEnd) return [hidden(holder)];
  const run: Run = {
    open: { start: holder.start, end: contentStart },
    close: { start: contentEnd, end: holder.end },
    chain: [],
  };
  const items: InlineItem[] = [];
  const addText = (start: number, end: number, value: string): void => {
    if (start === end) return;
    items.push({ kind: "text", start, end, name: "t", contentStart: start, contentEnd: end, text: value, run, format });
  };
  const raw = text.text.slice(contentStart, contentEnd);
  if (raw.includes("<")) {
    addText(contentStart, contentEnd, lineFeeds(contentOf(text)));
    return items;
  }
  let at = 0;
  for (const { start, end, type, display } of specialCodes(raw)) {
    addText(contentStart + at, contentStart + start, ELEMENT_SYNTAX.decode(raw.slice(at, start)));
    items.push({
      kind: "code",
      type,
      display,
      pieces: [{ start: contentStart + start, end: contentStart + end, run, chain: [] }],
    });
    at = end;
  }
  addText(contentStart + at, contentEnd, ELEMENT_SYNTAX.decode(raw.slice(at)));
  return items;
}

const PHONETIC = /<((?:[^\s:<>/]+:)?)rPh[\s>].*?<\/\1rPh\s*>/gs;
const TEXT_ELEMENT = /(<(?:[^\s:<>/]+:)?t(?:\s[^<>]*)?(?<!\/)>)([^<]*)(?=<\/)/g;

/** Text divided inside a string that has no runs: it may hold one `t` only. */
const DIVISION = /<\/((?:[^\s:<>/]+:)?)t><\1t(?:\s[^<>]*)?>/g;

/** Without phonetic hints, which belong to the source's characters, and with white space told to stay. */
function tidy(xml: string): string {
  return xml
    .replaceAll(PHONETIC, "")
    .replaceAll(DIVISION, "")
    .replaceAll(TEXT_ELEMENT, (_, openTag: string, content: string) => `${preserving(openTag, content)}${content}`);
}
