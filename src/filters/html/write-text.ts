import { removeIllegal } from "../../xml/escape.ts";

/** How a page spells what cannot be seen, and what its markup asks for. */
export interface Spelling {
  /** Invisible characters that the page writes as references, with the reference: U+00A0 → "&nbsp;". */
  readonly references: ReadonlyMap<string, string>;
  /** "\r\n" where the page's lines end so. */
  readonly lineEnd: string;
  readonly isXml: boolean;
}

/** Characters nobody can see or tell apart in a page's source, by the names pages give them. */
const INVISIBLE: ReadonlyMap<string, string> = new Map([
  ["\u00A0", "nbsp"],
  ["\u2002", "ensp"],
  ["\u2003", "emsp"],
  ["\u2009", "thinsp"],
  ["\u200A", "hairsp"],
  ["\u200B", "ZeroWidthSpace"],
  ["\u200C", "zwnj"],
  ["\u200D", "zwj"],
  ["\u200E", "lrm"],
  ["\u200F", "rlm"],
  ["\u202F", "nnbsp"],
  ["\u2011", "nbhy"],
]);

/** Reads from the page how it spells invisible characters and ends its lines. */
export function spellingOf(page: string, isXml: boolean): Spelling {
  const references = new Map<string, string>();
  const pattern =
    /&(?:nbsp|ensp|emsp|thinsp|hairsp|zwnj|zwj|lrm|rlm|ZeroWidthSpace|#(?:160|8194|8195|8201|8202|8203|8204|8205|8206|8207|8239|8209)|#[xX]0*(?:[aA]0|200[239a-fA-F]|202[fF]|2011));/g;
  for (const [reference] of page.matchAll(pattern)) {
    const character = characterOf(reference);
    if (character !== undefined && !references.has(character)) references.set(character, reference);
    if (references.size === INVISIBLE.size) break;
  }
  return { references, lineEnd: /\r\n/.test(page) ? "\r\n" : "\n", isXml };
}

function characterOf(reference: string): string | undefined {
  const numeric = /^&#(?:[xX](?<hex>\w+)|(?<decimal>\d+));$/.exec(reference)?.groups;
  if (numeric !== undefined) {
    const character = String.fromCodePoint(
      numeric["hex"] === undefined ? Number(numeric["decimal"]) : Number.parseInt(numeric["hex"], 16),
    );
    return INVISIBLE.has(character) ? character : undefined;
  }
  for (const [character, name] of INVISIBLE) if (`&${name};` === reference) return character;
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What may have to be written otherwise than it is; most texts hold nothing of the kind. */
const NEEDS_CARE = /[&<>"'\u0000-\u001F\u00A0\u2000-\u202F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** The characters of new text in an element: `&`, `<` and `>` as references, and what cannot be seen as the page spells it. */
export function writeText(text: string, spelling: Spelling, lineFeed: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  const escaped = removeIllegal(text).replaceAll(/[&<>]/g, (character) => ESCAPES[character]!);
  return spell(escaped.replaceAll(/\r\n?|\n/g, lineFeed), spelling);
}

/** The characters of a new attribute value for these quotes. */
export function writeValue(text: string, spelling: Spelling, quote: '"' | "'"): string {
  if (!NEEDS_CARE.test(text)) return text;
  const pattern = quote === '"' ? /[&<"]/g : /[&<']/g;
  const escaped = removeIllegal(text).replaceAll(pattern, (character) => ESCAPES[character]!);
  return spell(spelling.isXml ? escaped.replaceAll(/[\t\r\n]+/g, " ") : escaped, spelling);
}

function spell(text: string, { references }: Spelling): string {
  if (references.size === 0 || !/[\u00A0\u2000-\u202F]/.test(text)) return text;
  return text.replaceAll(/[\u00A0\u2000-\u202F]/g, (character) => references.get(character) ?? character);
}
