import { directionOf, type Locale } from "../../model/locale.ts";
import type { Edit } from "../../xml/edits.ts";
import { valueRange } from "./attribute-value.ts";
import type { Page } from "./page.ts";
import { isOwnLanguage, readLanguage } from "./page-language.ts";
import { valueOf } from "./translatable-attributes.ts";
import type { PageAttribute, PageToken } from "./token-list.ts";

/** `meta` elements, by `http-equiv`, `name` or `property` in lower case, that name the page's language. */
const LANGUAGE_META = new Set(["content-language", "language", "dc.language", "dcterms.language", "og:locale"]);

/**
 * The edits that make a page say its new language and direction: `lang` and `xml:lang` of every element whose text was translated, the
 * `meta` elements that name it, `dir` of the root. None where the locale stays.
 */
export function localisePage(page: Page, target: Locale): Edit[] {
  const { tokens, own, isXml } = page;
  const { text } = page.decoded;
  if (own.source === target) return [];
  const edits: Edit[] = [];
  const replace = (attribute: PageAttribute, value: string): void => {
    const range = valueRange(text, attribute);
    if (range !== undefined) edits.push({ start: range.start, end: range.end, text: value });
  };
  for (const tag of tokens) {
    if (tag.attributes.length === 0) continue;
    for (const attribute of tag.attributes) {
      if (
        attribute.name !== "lang" &&
        attribute.name !== "xml:lang" &&
        !(tag.name === "meta" && attribute.name === "content" && isLanguageMeta(tag))
      )
        continue;
      const language = readLanguage(attribute.value);
      if (language === undefined || !isOwnLanguage(language, own)) continue;
      replace(attribute, valueOf(tag, "property")?.toLowerCase() === "og:locale" ? openGraphLocale(target) : target);
    }
  }
  for (const { start, end, value } of page.languages) {
    const language = readLanguage(value);
    if (language !== undefined && isOwnLanguage(language, own)) edits.push({ start, end, text: target });
  }
  const root = tokens.find(({ kind, name }) => kind === "open" && name === "html");
  if (root !== undefined)
    edits.push(
      ...localiseRoot(
        root,
        endOfName(text, root),
        own.source,
        target,
        isXml ? xmlNames(tokens, text) : ["lang"],
        replace,
      ),
    );
  return edits;
}

function isLanguageMeta(tag: PageToken): boolean {
  return ["http-equiv", "name", "property"].some((key) => LANGUAGE_META.has(valueOf(tag, key)?.toLowerCase() ?? ""));
}

/** XHTML 1.1, as in older e-books, has no `lang`; HTML 5 in XML syntax has both. */
function xmlNames(tokens: readonly PageToken[], page: string): readonly string[] {
  const doctype = tokens.find(({ kind }) => kind === "doctype");
  const isHtml5 =
    doctype === undefined
      ? page.includes("http://www.idpf.org/2007/ops")
      : /^<!DOCTYPE\s+html\s*>/i.test(page.slice(doctype.start, doctype.end));
  return isHtml5 ? ["lang", "xml:lang"] : ["xml:lang"];
}

/** The offset behind the tag's name as written, prefix included. */
function endOfName(page: string, tag: PageToken): number {
  let at = tag.start + 1;
  while (at < tag.end && !/[\s/>]/.test(page[at]!)) at += 1;
  return at;
}

function localiseRoot(
  root: PageToken,
  nameEnd: number,
  source: Locale,
  target: Locale,
  names: readonly string[],
  replace: (attribute: PageAttribute, value: string) => void,
): Edit[] {
  const added: string[] = [];
  if (!root.attributes.some(({ name }) => name === "lang" || name === "xml:lang"))
    for (const name of names) added.push(` ${name}="${target}"`);
  const direction = directionOf(target);
  const dir = root.attributes.find(({ name }) => name === "dir");
  if (dir !== undefined) {
    if (/^(?:ltr|rtl)$/i.test(dir.value) && dir.value.toLowerCase() !== direction) replace(dir, direction);
  } else if (direction !== directionOf(source)) added.push(` dir="${direction}"`);
  return added.length === 0 ? [] : [{ start: nameEnd, end: nameEnd, text: added.join("") }];
}

/** Open Graph wants a region with every language: that of CLDR's likely subtags where the locale has none. */
function openGraphLocale(locale: Locale): string {
  const { language, region } = new Intl.Locale(locale).maximize();
  return region === undefined ? language : `${language}_${region}`;
}
