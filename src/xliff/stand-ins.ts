import type { FragmentPart } from "../model/fragment.ts";

/**
 * Codes that are none in the document: they stand for what XLIFF or the editors' tools cannot hold as text. Their ids begin with a
 * word, which ids of real codes never do.
 */
export type StandIn =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "character"; readonly text: string };

/**
 * Text that a CAT tool would take for one of its own codes: `<b0>`, `</g1>`, `<x1/>` (OmegaT), `{1>`, `<1}`, `{1}` (Phrase, memoQ),
 * an inline element of XLIFF, and Matecat's markers.
 */
const LITERAL =
  /<\/?[a-z]{0,3}\d+\s?\/?>|<\/?(?:g|x|bx|ex|bpt|ept|ph|it|mrk|pc|sc|ec)(?:\s[^<>]{0,60})?\/?>|\{\d+[>}]|<\d+\}|\|\|\|[A-Z_]{3,40}\|\|\|/gi;

/** What XML 1.0 (section 2.2) forbids, and the carriage return, which tools turn into a line feed. */
const ILLEGAL =
  /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const NEEDS_CARE = /[<{|\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF\uD800-\uDFFF]/;

/** The text with stand-ins where it needs them. */
export function splitStandIns(text: string): (string | StandIn)[] {
  if (!NEEDS_CARE.test(text)) return [text];
  return split(text, LITERAL, "literal").flatMap((piece) =>
    typeof piece === "string" ? split(piece, ILLEGAL, "character") : [piece],
  );
}

function split(text: string, pattern: RegExp, kind: StandIn["kind"]): (string | StandIn)[] {
  const pieces: (string | StandIn)[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    pieces.push({ kind, text: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

/** What a stand-in shows: the text itself, or the character's code point. */
export function standInDisplay({ kind, text }: StandIn): string {
  return kind === "literal" ? text : `U+${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

export function standInId(kind: StandIn["kind"], n: number): string {
  return `${kind}-${n}`;
}

/** The id of a half of a pair that is not well nested, written as a code of its own so that the file stays well-formed. */
export function halfId(kind: "open" | "close", id: string): string {
  return `half-${kind}-${id}`;
}

/** The part that a code with this id and display stands for; undefined for a real code, or where the display is lost. */
export function restoreStandIn(id: string, display: string | undefined): FragmentPart | undefined {
  const half = /^half-(?<kind>open|close)-(?<id>.*)$/su.exec(id)?.groups;
  if (half) return { kind: half["kind"] as "open" | "close", id: half["id"]!, type: "", data: "" };
  if (display === undefined) return undefined;
  const shown = display.replace(/ \(\d+\)$/, "");
  if (/^literal-\d+$/.test(id)) return { kind: "text", text: shown };
  const character = /^character-\d+$/.test(id) ? /^U\+(?<hex>[0-9A-F]{4})$/.exec(shown)?.groups : undefined;
  return character && { kind: "text", text: String.fromCharCode(Number.parseInt(character["hex"]!, 16)) };
}
