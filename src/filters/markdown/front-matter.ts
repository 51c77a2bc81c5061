import { isSameLanguage, parseLocale, type Locale } from "../../model/locale.ts";
import type { Edit } from "../../xml/edits.ts";
import type { FrontMatterBlock, Slice } from "./blocks.ts";

/** A value of the front matter that people read. Offsets are the document's. */
export interface FrontMatterText extends Slice {
  /** "title", "hero.tagline" */
  readonly path: string;
  readonly text: string;
  /** The value in the style it had, or quoted where that style cannot hold it. */
  write(text: string): string;
}

export interface FrontMatter {
  readonly texts: readonly FrontMatterText[];
  /** Values with letters that are left. */
  readonly skipped: number;
  /** Where the front matter names the document's language: its value. */
  readonly language?: FrontMatterText;
  /** What is wrong with it, where it cannot be read. */
  readonly failure?: string;
}

/** Keys that hold the language of the document (pandoc, Jekyll, Hugo, Quarto). */
const LANGUAGE_KEYS = new Set(["lang", "language", "locale"]);

/** The texts of a front matter whose keys are in the list. */
export async function readFrontMatter(
  document: string,
  block: FrontMatterBlock,
  keys: readonly string[],
): Promise<FrontMatter> {
  const body = document.slice(block.start, block.end);
  const found = block.language === "toml" ? readToml(body) : (await import("./yaml-values.ts")).readYaml(body);
  if (typeof found === "string") return { texts: [], skipped: 0, failure: found };
  const wanted = new Set(keys);
  const values = found.map((value) => ({ ...value, start: value.start + block.start, end: value.end + block.start }));
  const keyOf = ({ path }: FrontMatterText): string => path.split(".").at(-1)!;
  const withLetters = values.filter(({ text }) => /\p{L}/u.test(text));
  const texts = withLetters.filter((value) => wanted.has(keyOf(value)));
  const language = values.find(({ path }) => LANGUAGE_KEYS.has(path));
  return {
    texts,
    skipped: withLetters.length - texts.length,
    ...(language === undefined ? {} : { language }),
  };
}

/** The edit that names the new language, where the front matter names the old one. */
export function languageEdit({ language }: FrontMatter, from: Locale, to: Locale): Edit[] {
  const named = language && parseLocale(language.text);
  if (language === undefined || named === undefined || !isSameLanguage(named, from) || isSameLanguage(from, to))
    return [];
  const spelt = language.text.includes("_") ? to.replaceAll("-", "_") : to;
  return [{ start: language.start, end: language.end, text: language.write(spelt) }];
}

const TOML_LINE =
  /^[ \t]*(?<key>[\w-]+)[ \t]*=[ \t]*(?<value>"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')[ \t]*(?:#[^\r\n]*)?$/gm;

/** More than this is no front matter, and parsers take long for it in odd cases. Characters. */
export const MAX_FRONT_MATTER = 200_000;

/** One-line strings of TOML; others stay as they are. */
function readToml(body: string): FrontMatterText[] | string {
  if (body.length > MAX_FRONT_MATTER) return "The front matter is too long to be read.";
  return [...body.matchAll(TOML_LINE)].flatMap((match): FrontMatterText[] => {
    const { key = "", value = "" } = match.groups ?? {};
    const text = value.startsWith("'") ? value.slice(1, -1) : decodeBasicString(value);
    if (text === undefined) return [];
    const start = match.index + match[0].indexOf(value, match[0].indexOf("=") + 1);
    return [{ path: key, text, start, end: start + value.length, write: (next) => tomlString(next, value[0]!) }];
  });
}

function decodeBasicString(value: string): string | undefined {
  try {
    return JSON.parse(value) as string;
  } catch {
    return undefined;
  }
}

function tomlString(text: string, quote: string): string {
  return quote === "'" && !/['\r\n]/.test(text) ? `'${text}'` : JSON.stringify(text);
}
