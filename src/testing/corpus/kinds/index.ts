import { extname } from "node:path";
import { html } from "./html.ts";
import { json, jsonLines } from "./json.ts";
import type { PartKind } from "./kind.ts";
import { lines } from "./lines.ts";
import { markdown } from "./markdown.ts";
import { subtitles } from "./subtitles.ts";
import { xml } from "./xml.ts";

/** How parts and plain files are read, by extension. A syntax of its own: a file beside this one, and a line here. */
const KINDS: Readonly<Record<string, PartKind>> = {
  ".html": html,
  ".htm": html,
  ".json": json,
  ".arb": json,
  ".jsonl": jsonLines,
  ".ndjson": jsonLines,
  ".markdown": markdown,
  ".md": markdown,
  ".srt": subtitles,
  ".txt": lines,
  ".vtt": subtitles,
};

/**
 * How to read this part, original and merged version alike. `original`: its text. XML that is none (a page called XHTML) is read as HTML;
 * what has no line in the table is XML where it begins like it, else lines.
 */
export function kindOf(name: string, original: string): PartKind {
  const known = KINDS[extname(name).toLowerCase()];
  if (known !== undefined) return known;
  if (/\.xhtml?$/i.test(name)) return xml.whyDamaged(original) === undefined ? xml : html;
  return /\.(?:xml|rels|vml|opf|ncx|svg|smil)$/i.test(name) || /^\uFEFF?\s*</.test(original) ? xml : lines;
}
