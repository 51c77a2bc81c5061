import type { Fragment } from "../../model/fragment.ts";
import { escapeAttribute, escapeText, unescapeXml } from "../../xml/escape.ts";
import { decodeXstring, encodeXstring } from "../ooxml/xstring.ts";
import type { SpelledCode, StretchSyntax } from "./coded-stretch.ts";

/**
 * In the texts of workbooks: line ends, raw, as references, or escaped as `_x000a_` (Excel writes `_x000D_` and a line feed for those of
 * Windows), and the escapes of control characters, which no XML can hold. An escaped underscore makes no escape of what follows.
 */
const SPECIAL =
  /_x005[Ff]_|(?:_x000[Dd]_|\r|&#(?:13|x0*[Dd]);)?(?:\n|&#(?:10|x0*[Aa]);|_x000[Aa]_)|_x000[Dd]_|\r|&#(?:13|x0*[Dd]);|_x00(?:0[0-8BCEFbcef]|1[0-9A-Fa-f])_/g;

const LINE_END = /\n|\r|&#|_x000[AaDd]_/;

/** The line breaks and control characters of a raw text, as codes. */
export function specialCodes(raw: string): readonly SpelledCode[] {
  if (!/[\n\r]|_x0|&#/.test(raw)) return [];
  return Array.from(raw.matchAll(SPECIAL))
    .filter(([spelling]) => !/^_x005F_$/i.test(spelling))
    .map(({ index: start, 0: spelling }) => ({
      start,
      end: start + spelling.length,
      ...(LINE_END.test(spelling)
        ? { type: LINE_BREAK, display: "line break" }
        : { type: "other/pitrans:control", display: "control character" }),
    }));
}

/** The type of a line break's code. */
const LINE_BREAK = "fmt/xlf:lb";

const decode = (raw: string): string => decodeXstring(unescapeXml(raw));

/** New lines of a target, in whatever spelling, as line feeds. */
export const lineFeeds = (text: string): string => text.replaceAll(/\r\n?|\u2028|\u2029/g, "\n");

/** Text of an element: shared and inline strings, plain cell values. */
export const ELEMENT_SYNTAX: StretchSyntax = {
  codes: specialCodes,
  decode,
  encode: (text) => escapeText(encodeXstring(lineFeeds(text))),
};

/** Text of an attribute, where line feeds are spelled `_x000a_` as Excel does. */
export const ATTRIBUTE_SYNTAX: StretchSyntax = {
  codes: specialCodes,
  decode,
  encode: (text) => escapeAttribute(encodeXstring(lineFeeds(text)).replaceAll("\n", "_x000a_")),
};

/**
 * What a cell shows for a target: line breaks are line feeds, other codes nothing. Formulas and tables know the cell by this text.
 * @param source of the unit: a target need not know the types of its codes
 */
export function cellText(target: Fragment, source: Fragment = target): string {
  const [only] = target;
  if (target.length === 1 && only?.kind === "text") return lineFeeds(only.text);
  const breaks = new Set(
    source.flatMap((part) => (part.kind === "standalone" && part.type === LINE_BREAK ? part.id : [])),
  );
  return target
    .map((part) => {
      if (part.kind === "text") return lineFeeds(part.text);
      return part.kind === "standalone" && breaks.has(part.id) ? "\n" : "";
    })
    .join("");
}
