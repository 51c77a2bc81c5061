import type { PageAttribute, PageToken } from "./token-list.ts";

/** Attributes that people read or hear, on any element, and what they are called in a place. */
const ANYWHERE: ReadonlyMap<string, string> = new Map([
  ["title", "tooltip"],
  ["aria-label", "label for screen readers"],
  ["aria-description", "description for screen readers"],
  ["aria-roledescription", "role for screen readers"],
  ["aria-placeholder", "placeholder"],
  ["aria-valuetext", "value for screen readers"],
  ["placeholder", "placeholder"],
]);

/** Others by element and attribute (HTML standard; Okapi's rules for old pages). */
const BY_ELEMENT: ReadonlyMap<string, string> = new Map([
  ["img alt", "alternative text"],
  ["area alt", "alternative text"],
  ["input alt", "alternative text"],
  ["applet alt", "alternative text"],
  ["option label", "label"],
  ["optgroup label", "label"],
  ["track label", "label"],
  ["menu label", "label"],
  ["menuitem label", "label"],
  ["th abbr", "short form"],
  ["td abbr", "short form"],
  ["table summary", "summary"],
  ["object standby", "waiting message"],
]);

/** Their `title` names a style sheet or a feed, which nobody reads on the page. */
const UNREAD_TITLES = new Set(["link", "style", "html", "base"]);

/** The types of `input` whose value is what they show. */
const SHOWN_VALUES = new Set(["button", "submit", "reset"]);

/** `meta` elements, by name, property or itemprop in lower case, whose content is text, and what they are called. */
const META: ReadonlyMap<string, string> = new Map([
  ["description", "Page description"],
  ["keywords", "Page keywords"],
  ["news_keywords", "Page keywords"],
  ["abstract", "Page abstract"],
  ["title", "Page title for search engines"],
  ["application-name", "Name of the application"],
  ["apple-mobile-web-app-title", "Name of the application"],
  ["msapplication-tooltip", "Tooltip of the application"],
  ["og:title", "Title for sharing"],
  ["og:description", "Description for sharing"],
  ["og:site_name", "Name of the site"],
  ["og:image:alt", "Alternative text for sharing"],
  ["og:video:alt", "Alternative text for sharing"],
  ["article:section", "Section of the article"],
  ["article:tag", "Keyword of the article"],
  ["twitter:title", "Title for sharing"],
  ["twitter:description", "Description for sharing"],
  ["twitter:image:alt", "Alternative text for sharing"],
  ["dc.title", "Page title for libraries"],
  ["dc.description", "Page description for libraries"],
  ["dc.subject", "Page keywords for libraries"],
  ["dcterms.title", "Page title for libraries"],
  ["dcterms.description", "Page description for libraries"],
  ["dcterms.subject", "Page keywords for libraries"],
  ["dcterms.abstract", "Page abstract"],
]);

/** The same for `itemprop` (schema.org). */
const META_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ["name", "Name for search engines"],
  ["description", "Page description"],
  ["headline", "Headline for search engines"],
  ["alternativeheadline", "Headline for search engines"],
  ["caption", "Caption for search engines"],
]);

/** Every attribute that is text on some element: most attributes are not, and one look tells. */
const CANDIDATES: ReadonlySet<string> = new Set([
  ...ANYWHERE.keys(),
  ...Array.from(BY_ELEMENT.keys(), (key) => key.slice(key.indexOf(" ") + 1)),
  "value",
  "content",
]);

const NONE: readonly TextAttribute[] = [];

/** An attribute to translate. */
export interface TextAttribute {
  readonly attribute: PageAttribute;
  /** After the element in a place ("tooltip"), or the place itself for `meta` ("Page description"). */
  readonly words: string;
  readonly isMeta: boolean;
}

/** The attributes of the tag that hold text for people. @param extra names from the options, such as "data-title" */
export function textAttributes(tag: PageToken, extra: ReadonlySet<string>): readonly TextAttribute[] {
  const { name, attributes } = tag;
  if (!attributes.some((attribute) => CANDIDATES.has(attribute.name) || extra.has(attribute.name))) return NONE;
  const found: TextAttribute[] = [];
  for (const attribute of attributes) {
    const words = wordsFor(tag, attribute.name, extra);
    if (words !== undefined) found.push({ attribute, words, isMeta: name === "meta" });
  }
  return found;
}

function wordsFor(tag: PageToken, attribute: string, extra: ReadonlySet<string>): string | undefined {
  const { name } = tag;
  if (name === "meta") return attribute === "content" ? metaWords(tag) : undefined;
  if (attribute === "title" && UNREAD_TITLES.has(name)) return undefined;
  if (attribute === "value") {
    const type = valueOf(tag, "type")?.toLowerCase() ?? "";
    return name === "input" && SHOWN_VALUES.has(type) ? "label" : undefined;
  }
  return (
    ANYWHERE.get(attribute) ?? BY_ELEMENT.get(`${name} ${attribute}`) ?? (extra.has(attribute) ? attribute : undefined)
  );
}

function metaWords(tag: PageToken): string | undefined {
  const key = (valueOf(tag, "name") ?? valueOf(tag, "property") ?? "").trim().toLowerCase();
  return META.get(key) ?? META_PROPERTIES.get(valueOf(tag, "itemprop")?.trim().toLowerCase() ?? "");
}

/** The value of an attribute of the tag, references resolved. */
export function valueOf(tag: PageToken, name: string): string | undefined {
  return tag.attributes.find((attribute) => attribute.name === name)?.value;
}
