import { hasLetters } from "../../model/fragment.ts";
import { escapeText, unescapeXml } from "../../xml/escape.ts";
import type { SiteText } from "../ooxml/text-site.ts";
import { attributeOf, type XmlElement } from "../ooxml/xml-element.ts";
import { decodeXstring, encodeXstring } from "../ooxml/xstring.ts";
import { lineFeeds, specialCodes } from "./cell-spelling.ts";
import { readStretch, type SpelledCode, type StretchSyntax } from "./coded-stretch.ts";
import { localName } from "./string-format.ts";

/** A third of a sheet's header or footer. */
export interface HeaderText {
  /** "left header", "centre footer of the first page". */
  readonly name: string;
  readonly text: SiteText;
  readonly maxLength: number;
}

/** Excel takes no more characters in a whole header, codes included, and repairs a file that has more. */
const MOST_CHARACTERS = 255;

const AMPERSAND = "&(?:amp|#38|#[xX]26);";
const QUOTE = '(?:"|&quot;|&#34;)';
/** The codes of headers (ECMA-376 part 1, 18.3.1.46): sections, fields, fonts, sizes, colours, switches; `&&` is an ampersand. */
const CODE = new RegExp(
  `${AMPERSAND}(?:(?<section>[LCR])|(?<field>[PN](?:[+-]\\d+)?|[DTFAZG])|(?<font>${QUOTE}(?:(?!${QUOTE}).)*${QUOTE}|\\d+|K(?:[0-9A-Fa-f]{6}|\\d\\d[+-]\\d{3})|[BIUESXYOH])|(?<ampersand>${AMPERSAND})|)`,
  "gs",
);

const AFTER_SIZE = new RegExp(`${AMPERSAND}\\d+$`);

const FIELDS: Readonly<Record<string, string>> = {
  P: "page number",
  N: "number of pages",
  D: "date",
  T: "time",
  F: "file name",
  A: "sheet name",
  Z: "folder",
  G: "picture",
};

const SECTIONS: Readonly<Record<string, string>> = { L: "left", C: "centre", R: "right" };

/** The texts of a sheet's headers and footers (`headerFooter`): those that are printed, as its switches say. */
export function headerTexts(element: XmlElement, part: string): HeaderText[] {
  const isOn = (name: string): boolean => /^(?:1|true)$/.test(attributeOf(element, name) ?? "");
  return element.children.flatMap((child) => {
    const [, pages = "", kind = ""] = /^(odd|even|first)(Header|Footer)$/.exec(localName(child)) ?? [];
    if (
      kind === "" ||
      (pages === "even" && !isOn("differentOddEven")) ||
      (pages === "first" && !isOn("differentFirst"))
    ) {
      return [];
    }
    const where = `${kind.toLowerCase()}${pages === "odd" ? "" : pages === "even" ? " of even pages" : " of the first page"}`;
    return sectionTexts(child, part).map(({ section, text, maxLength }) => ({
      name: `${SECTIONS[section]!} ${where}`,
      text,
      maxLength,
    }));
  });
}

interface Section {
  readonly section: string;
  readonly start: number;
  readonly end: number;
}

function sectionTexts(element: XmlElement, part: string): { section: string; text: SiteText; maxLength: number }[] {
  const raw = element.text.slice(element.contentStart, element.contentEnd);
  if (raw.includes("<")) return [];
  const sections = divide(raw);
  const lengths = sections.map(({ start, end }) => shownLength(raw.slice(start, end)));
  const room = Math.max(0, MOST_CHARACTERS - shownLength(raw));
  const share = Math.floor(room / Math.max(1, sections.length));
  return sections.flatMap(({ section, start, end }, index) => {
    const own = raw.slice(start, end);
    const stretch = readStretch(own, HEADER_SYNTAX);
    if (!hasLetters(stretch.source)) return [];
    const codesLength =
      lengths[index]! - shownLength(stretch.source.map((one) => (one.kind === "text" ? one.text : "")).join(""));
    const offset = element.contentStart + start;
    const text: SiteText = {
      part,
      source: stretch.source,
      write: (target) => {
        const { raw: written, problems } = stretch.write(target);
        // Doubled ampersands may make even a text of the right length too long; then the old one stays.
        const isUnchanged = written === own || shownLength(written) > lengths[index]! + share;
        const edits = isUnchanged ? [] : [{ start: offset, end: offset + own.length, text: written }];
        return problems === undefined ? { edits } : { edits, problems };
      },
    };
    return [{ section, text, maxLength: lengths[index]! - codesLength + share }];
  });
}

/** Without a section's code text stands in the centre. */
function divide(raw: string): Section[] {
  const sections: Section[] = [];
  let section = "C";
  let start = 0;
  for (const match of raw.matchAll(CODE)) {
    const next = match.groups?.["section"];
    if (next === undefined) continue;
    sections.push({ section, start, end: match.index });
    section = next;
    start = match.index + match[0].length;
  }
  sections.push({ section, start, end: raw.length });
  return sections.filter((one) => one.start < one.end);
}

const shownLength = (raw: string): number => decodeXstring(unescapeXml(raw)).length;

const HEADER_SYNTAX: StretchSyntax = {
  codes: (raw) => {
    const found: SpelledCode[] = [...specialCodes(raw)];
    for (const match of raw.matchAll(CODE)) {
      const { field, ampersand } = match.groups ?? {};
      if (ampersand !== undefined) continue;
      const start = match.index;
      const spot = { start, end: start + match[0].length };
      if (field === undefined) found.push({ ...spot, type: "fmt/pitrans:format", display: "formatting" });
      else found.push({ ...spot, type: "ui/xlf:var", display: FIELDS[field[0]!]! });
    }
    return found.sort((one, other) => one.start - other.start);
  },
  decode: (raw) => decodeXstring(unescapeXml(raw)).replaceAll("&&", "&"),
  encode: (text, before) => {
    const written = escapeText(encodeXstring(lineFeeds(text)).replaceAll("&", "&&"));
    // A digit after a size would be read as part of it.
    return AFTER_SIZE.test(before) && /^\d/.test(written) ? ` ${written}` : written;
  },
};
