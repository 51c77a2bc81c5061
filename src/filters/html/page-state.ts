import { opaqueReason } from "./elements.ts";
import type { HtmlOptions } from "./options.ts";
import { isOwnLanguage, languageOf, type OwnLanguages } from "./page-language.ts";
import { valueOf } from "./translatable-attributes.ts";
import type { PageAttribute, PageToken } from "./token-list.ts";

/** Why a text is left: its element's kind, its author's word, or its language. */
export type SkipReason = "script" | "code" | "formula" | "pronunciation" | "protected" | "foreign";

/** What holds for the content of an element. */
export interface ElementState {
  /** Undefined: it is translated. */
  readonly skip: SkipReason | undefined;
  /** White space is shown as written. */
  readonly keepsSpace: boolean;
}

/** What the state of a page begins with. */
export const TRANSLATED: ElementState = { skip: undefined, keepsSpace: false };

const SPACE_KEEPERS = new Set(["pre", "textarea", "listing", "xmp", "plaintext"]);

/** The state of an element's attributes, and that of its content. */
export interface TagState {
  readonly attributes: SkipReason | undefined;
  readonly content: ElementState;
}

/** Whether an attribute may say something of its element's content; most of those that could do not. */
function maySay({ name, value }: PageAttribute): boolean {
  switch (name) {
    case "lang":
    case "xml:lang":
    case "translate":
    case "its:translate":
    case "its-translate":
      return true;
    case "class":
      return value.includes("notranslate");
    case "epub:type":
    case "role":
      return value.includes("page");
    case "style":
      return /white-space/i.test(value);
    default:
      return false;
  }
}

/** What an opening tag makes of the state around it; undefined where it changes nothing, as most tags do. */
export function stateOfTag(
  tag: PageToken,
  outer: ElementState,
  own: OwnLanguages,
  options: HtmlOptions,
): TagState | undefined {
  const opaque = opaqueReason(tag.name);
  const says = tag.attributes.some(maySay);
  if (!says && opaque === undefined && !SPACE_KEEPERS.has(tag.name)) return undefined;
  const attributes = says ? statedSkip(tag, outer.skip, own, options) : outer.skip;
  const skip = opaque === undefined || (opaque === "code" && options.code === "translate") ? attributes : opaque;
  const keepsSpace = keptSpace(tag, outer.keepsSpace);
  return { attributes, content: skip === outer.skip && keepsSpace === outer.keepsSpace ? outer : { skip, keepsSpace } };
}

/** HTML `translate`, ITS 2.0 `its:translate`, the class that translation services obey, and the language. */
function statedSkip(
  tag: PageToken,
  outer: SkipReason | undefined,
  own: OwnLanguages,
  options: HtmlOptions,
): SkipReason | undefined {
  if (outer !== undefined && outer !== "protected" && outer !== "foreign") return outer;
  let skip: SkipReason | undefined = outer;
  const language = languageOf(tag);
  if (language !== undefined && skip !== "protected" && options.foreignText === "keep")
    skip = isOwnLanguage(language, own) ? undefined : "foreign";
  if (isPageNumber(tag)) return "protected";
  const translate = (
    valueOf(tag, "translate") ??
    valueOf(tag, "its:translate") ??
    valueOf(tag, "its-translate")
  )?.toLowerCase();
  if (translate === "no") return "protected";
  if (translate === "yes" || translate === "") return skip === "protected" ? undefined : skip;
  return /(?:^|\s)notranslate(?:\s|$)/.test(valueOf(tag, "class") ?? "") ? "protected" : skip;
}

/** The page numbers of a printed edition in an e-book (EPUB structural semantics): they are the same in all languages. */
function isPageNumber(tag: PageToken): boolean {
  const type = `${valueOf(tag, "epub:type") ?? ""} ${valueOf(tag, "role") ?? ""}`;
  return type !== " " && /(?:^|\s)(?:page-list|pagebreak|doc-pagelist|doc-pagebreak)(?:\s|$)/.test(type);
}

function keptSpace(tag: PageToken, outer: boolean): boolean {
  if (SPACE_KEEPERS.has(tag.name)) return true;
  const style = tag.attributes.length === 0 ? undefined : valueOf(tag, "style");
  const stated = style === undefined ? null : /white-space(?:-collapse)?\s*:\s*([a-z-]+)/i.exec(style);
  if (stated === null) return outer;
  return /^(?:pre|preserve|break-spaces)/i.test(stated[1]!);
}
