import { plainText, textFragment } from "../../model/fragment.ts";
import type { Edit } from "../../xml/edits.ts";
import { escapeAttribute } from "../../xml/escape.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import type { SiteText } from "../ooxml/text-site.ts";
import { findAttribute, type XmlElement } from "../ooxml/xml-element.ts";
import { decodeXstring, encodeXstring } from "../ooxml/xstring.ts";
import { ATTRIBUTE_SYNTAX } from "./cell-spelling.ts";
import { readStretch } from "./coded-stretch.ts";

/** An attribute's value as a text, its line breaks as codes; undefined where the element has none. */
export function attributeSite(element: XmlElement, name: string, part: string): SiteText | undefined {
  const attribute = findAttribute(element, name);
  if (!attribute) return undefined;
  const { valueStart: start, valueEnd: end } = attribute;
  const raw = element.text.slice(start, end);
  const stretch = readStretch(raw, ATTRIBUTE_SYNTAX);
  const quote = element.text[end] ?? '"';
  return {
    part,
    source: stretch.source,
    write: (target) => {
      const { raw: written, problems } = stretch.write(target);
      const text = quote === "'" ? written.replaceAll("'", "&apos;") : written;
      const edits = written === raw ? [] : [{ start, end, text }];
      return problems === undefined ? { edits } : { edits, problems };
    },
  };
}

/** A place that repeats what a cell says: it takes the cell's translation, and is no unit. */
export interface TextCopy {
  readonly part: string;
  /** What it says, entities and escapes resolved. */
  readonly text: string;
  edits(text: string): readonly Edit[];
}

/** An attribute that repeats a cell's text; undefined where the element has none or it is empty. */
export function attributeCopy(element: XmlElement, name: string, part: string): TextCopy | undefined {
  const attribute = findAttribute(element, name);
  if (!attribute || attribute.value === "") return undefined;
  return {
    part,
    text: decodeXstring(attribute.value),
    edits: (text) => [valueEdit(element, attribute, text)],
  };
}

/** Gives an attribute of the element another value, in the quotes it has. */
export function valueEdit(element: XmlElement, { valueStart: start, valueEnd: end }: ValueRange, text: string): Edit {
  const value = escapeAttribute(encodeXstring(text).replaceAll("\n", "_x000a_"));
  return { start, end, text: element.text[end] === "'" ? value.replaceAll("'", "&apos;") : value };
}

/** Where an attribute's value stands, without its quotes. */
interface ValueRange {
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** A text that stands somewhere else as a copy of a cell's. Line breaks in it are plain characters. */
export function siteCopy(site: SiteText, change: LocaleChange): TextCopy {
  return {
    part: site.part,
    text: plainText(site.source),
    edits: (text) => site.write(textFragment(text), change).edits,
  };
}
