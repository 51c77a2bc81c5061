import type { Fragment } from "../../model/fragment.ts";
import type { UnitContext } from "../../model/unit.ts";
import type { Edit } from "../../xml/edits.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import { attributeText, contentText, type SiteText } from "../ooxml/text-site.ts";
import { attributeOf, contentOf, type XmlElement } from "../ooxml/xml-element.ts";
import type { IdmlCategory } from "./coverage.ts";
import type { LineMerge } from "./write-line.ts";

/** A text of a document, and how a translation gets there: one unit. */
export interface LayoutText {
  readonly part: string;
  /** Begins the unit's id: "Story_u188". */
  readonly key: string;
  /** What sort of text it is: twins of different kinds get ids of their own. */
  readonly kind: string;
  readonly place: string;
  readonly context?: UnitContext;
  readonly category: IdmlCategory;
  readonly source: Fragment;
  /** What puts a target, whatever codes it has, in the source's place; `nested` are the edits inside `region`. */
  write(target: Fragment, nested: readonly Edit[]): LineMerge;
  /** Where texts of their own stand inside this one: tables, notes, anchored objects. */
  readonly region?: { readonly start: number; readonly end: number };
  /** For paragraphs that flow through frames: their story and where it is, and their size in points. */
  readonly flow?: { readonly story: string; readonly place: string; readonly size: number };
}

type Named = Pick<LayoutText, "key" | "kind" | "place" | "category">;

/** These texts know no language of their own. */
const NO_CHANGE: LocaleChange = { source: "und", target: "und" };

/** InDesign marks what it names itself, the empty name among it: "$ID/", "$ID/[None]". Such values are no text. */
function isOwnName(value: string): boolean {
  return value.startsWith("$ID/");
}

/** The value of an attribute as a text; undefined where there is none, or one that InDesign gave. */
export function attributeLayoutText(
  element: XmlElement,
  name: string,
  part: string,
  named: Named,
): LayoutText | undefined {
  const value = attributeOf(element, name);
  if (value === undefined || value === "" || isOwnName(value)) return undefined;
  const site = attributeText(element, name, part);
  return site && plainLayoutText(site, named);
}

/** What an element directly holds as a text; undefined where there is none, or a name that InDesign gave. */
export function contentLayoutText(element: XmlElement, part: string, named: Named): LayoutText | undefined {
  if (isOwnName(contentOf(element).trim())) return undefined;
  const site = contentText(element, part);
  return site && plainLayoutText(site, named);
}

function plainLayoutText(site: SiteText, named: Named): LayoutText {
  return {
    ...named,
    part: site.part,
    source: site.source,
    write: (target, nested) => {
      const { edits, problems } = site.write(target, NO_CHANGE);
      return { edits: [...nested, ...edits], ...(problems === undefined ? {} : { problems }) };
    },
  };
}
