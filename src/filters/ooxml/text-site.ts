import { compareCodes, type CodeComparison } from "../../model/codes.ts";
import { plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import type { Edit } from "../../xml/edits.ts";
import { escapeAttribute, escapeText } from "../../xml/escape.ts";
import type { LocaleChange } from "./locale-change.ts";
import { contentOf, findAttribute, type XmlElement } from "./xml-element.ts";

/** The edits of a part that put a target in its place, and what was wrong with its codes. */
interface Written {
  readonly edits: readonly Edit[];
  readonly problems?: CodeComparison;
}

/** A text of a part, and how a translation gets there. */
export interface SiteText {
  readonly part: string;
  readonly source: Fragment;
  /** What puts a target, whatever codes it has, in the source's place. */
  write(target: Fragment, change: LocaleChange): Written;
}

/** A place in a document that is translated: one unit, wherever else the document repeats it. */
export interface TextSite {
  /** Begins the unit's id: "slide4". */
  readonly key: string;
  /** What sort of text it is, "paragraph" or "alt text": twins of different kinds get ids of their own. */
  readonly kind: string;
  readonly place: string;
  readonly context?: UnitContext;
  /** As in TextUnit. */
  readonly maxLength?: number;
  readonly text: SiteText;
  /** Linked copies: they take the same translation. */
  readonly copies: readonly SiteText[];
}

/** The value of an attribute as a text; undefined where the element has none. */
export function attributeText(element: XmlElement, name: string, part: string): SiteText | undefined {
  const attribute = findAttribute(element, name);
  if (!attribute) return undefined;
  const { start, end } = attribute;
  const raw = element.text.slice(start, end);
  const written = raw.slice(0, raw.search(/\s*=/));
  return plainSite(part, attribute.value, (text) => ({ start, end, text: `${written}="${escapeAttribute(text)}"` }));
}

/** What an element directly holds as a text; undefined where it is empty. */
export function contentText(element: XmlElement, part: string): SiteText | undefined {
  const value = contentOf(element);
  if (element.isEmpty || value === "") return undefined;
  const { contentStart: start, contentEnd: end } = element;
  return plainSite(part, value, (text) => ({ start, end, text: escapeText(text) }));
}

/** A text without codes: any in a target are unknown. Line ends are shown as line feeds, and written back as they were. */
function plainSite(part: string, value: string, edit: (text: string) => Edit): SiteText {
  const shown = value.replaceAll(/\r\n?/g, "\n");
  const lineEnd = value.includes("\r\n") ? "\r\n" : "\n";
  return {
    part,
    source: textFragment(shown),
    write(target) {
      const text = plainText(target);
      const edits = text === shown ? [] : [edit(text.replaceAll(/\r\n?|\n/g, lineEnd))];
      const problems = compareCodes([], target);
      return problems.unknown.length === 0 ? { edits } : { edits, problems };
    },
  };
}
