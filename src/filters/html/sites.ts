import type { Fragment } from "../../model/fragment.ts";
import type { UnitId } from "../../model/identity.ts";
import type { UnitContext } from "../../model/unit.ts";
import type { ValueRange } from "./attribute-value.ts";
import type { Range } from "./line-items.ts";
import type { PlacedCodes } from "./placed-codes.ts";

/** A place of a page that holds a unit's text. Offsets refer to the page as decoded. */
interface Site extends Range {
  /** "" until the whole page has been read, since ids count in its order. */
  id: UnitId;
  readonly source: Fragment;
  readonly codes: PlacedCodes;
  readonly place: string;
  readonly context: UnitContext | undefined;
  readonly keepsSpace: boolean;
}

/** A line of the page's text. */
export interface TextSite extends Site {
  readonly kind: "text";
  /** A line feed in a translation can become a `<br>`: not in titles, text fields and drawings. */
  readonly takesBreaks: boolean;
}

/** The value of an attribute. */
export interface AttributeSite extends Site {
  readonly kind: "attribute";
  readonly name: string;
  readonly value: ValueRange;
}

/** A string in structured data (JSON-LD), quotes left out. */
export interface JsonSite extends Site {
  readonly kind: "json";
}

/** A page in an attribute (`srcdoc`). */
export interface InnerPageSite extends Range {
  readonly kind: "page";
  /** The page, references resolved. */
  readonly html: string;
  readonly value: ValueRange;
}

export type UnitSite = TextSite | AttributeSite | JsonSite;
export type PageSite = UnitSite | InnerPageSite;

/** Where structured data names a language: in a string of JSON, quotes left out. */
export interface StatedLanguage extends Range {
  readonly value: string;
}
