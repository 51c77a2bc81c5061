import { createRequire } from "node:module";
import type * as Jsonc from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";

/** Loaded for the first page that has such data: it takes 40 ms, and most pages have none. */
const jsonc = (): typeof Jsonc => createRequire(import.meta.url)("jsonc-parser") as typeof Jsonc;

/** A string of structured data that readers of search results see. Offsets into the script, quotes left out. */
export interface StructuredText {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** "headline" */
  readonly key: string;
}

/** Properties of schema.org whose strings are text for people. */
const TEXT_KEYS = new Set([
  "name",
  "headline",
  "alternativeHeadline",
  "alternateName",
  "description",
  "disambiguatingDescription",
  "abstract",
  "text",
  "articleBody",
  "articleSection",
  "caption",
  "keywords",
  "about",
  "teaches",
  "learningResourceType",
  "educationalUse",
  "slogan",
]);

/** Names of these are names; their descriptions are text all the same. */
const NAMED_TYPES =
  /^(?:Person|Organization|.*Organization|Corporation|Brand|PostalAddress|Place|Country|City|Language|WebSite|ContactPoint)$/;

/** Deeper data is no description of a page. */
const MAX_DEPTH = 50;

/** The property that names the language of what is described. */
const LANGUAGE_KEY = "inLanguage";

/** What of a JSON-LD script concerns a translation; nothing where it is not sound JSON. */
export interface StructuredData {
  readonly texts: readonly StructuredText[];
  readonly languages: readonly StructuredText[];
}

/** Reads a JSON-LD script. */
export function readStructuredData(json: string): StructuredData {
  const none: StructuredData = { texts: [], languages: [] };
  if (depthOf(json) > MAX_DEPTH) return none;
  const errors: ParseError[] = [];
  const root = jsonc().parseTree(json, errors, { disallowComments: true });
  if (root === undefined || errors.length > 0) return none;
  const found: StructuredText[] = [];
  collect(root, found);
  return {
    texts: found.filter(({ key }) => key !== LANGUAGE_KEY),
    languages: found.filter(({ key }) => key === LANGUAGE_KEY),
  };
}

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of json.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function collect(node: Node, found: StructuredText[]): void {
  if (node.type === "array") for (const child of node.children ?? []) collect(child, found);
  if (node.type !== "object") return;
  const isNamedHere = (node.children ?? []).some(
    ({ children }) => children?.[0]?.value === "@type" && typesOf(children[1]).some((type) => NAMED_TYPES.test(type)),
  );
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (key === undefined || value === undefined) continue;
    const name = String(key.value);
    const isText =
      name === LANGUAGE_KEY || (TEXT_KEYS.has(name) && !(isNamedHere && (name === "name" || name === "alternateName")));
    if (isText)
      for (const text of stringsOf(value))
        found.push({
          start: text.offset + 1,
          end: text.offset + text.length - 1,
          value: String(text.value),
          key: name,
        });
    collect(value, found);
  }
}

const typesOf = (node: Node | undefined): string[] => stringsOf(node).map(({ value }) => String(value));

function stringsOf(node: Node | undefined): Node[] {
  if (node?.type === "string") return [node];
  return node?.type === "array" ? (node.children ?? []).filter(({ type }) => type === "string") : [];
}
