import type { DeclaredChanges } from "../declared-changes.ts";
import type { Looks } from "./looks.ts";
import { restored } from "../pseudo-text.ts";
import { bare, type DumpedText } from "../text-dump.ts";

/** What a reader of tokens knows of the whole document. */
export interface TokenContext {
  /** Whether the value (of an attribute, a string) is a text that was or will be translated: such values do not count. */
  readonly isTranslated: (value: string) => boolean;
  /** Whether the text, bare, stands in some unit: in its source for the original, in its target for the merged version. */
  readonly isInUnits: (text: string) => boolean;
  readonly declared: DeclaredChanges;
  /** What the document's styles look like, where they stand in a part of their own. */
  readonly looks?: Looks;
}

/** The non-text tokens of a part, ready to be compared with those of its merged version. */
export interface PartTokens {
  /** Tags with their attributes, comments, instructions, lines that are no text, in order; runs and what the declared changes touch left out. */
  readonly sequence: readonly string[];
  /** Runs by their tag and formatting, with how often each occurs. */
  readonly runs: ReadonlyMap<string, number>;
  /** The formatting of each run: what a new run may be formatted like. */
  readonly formatOf: ReadonlyMap<string, string>;
  /** Texts with their formatting, and between them the names of what stands in the line, in order. */
  readonly texts?: readonly string[];
  /** How many tokens of each declared kind there are: kind, tab, spelling. */
  readonly declared: ReadonlyMap<string, number>;
}

/** How the gates read parts of one syntax, with eyes of their own: never with the code of a filter. */
export interface PartKind {
  readonly id: string;
  /** For G2. `counterpart`: the same part of the other version. Throws where the part cannot be read. */
  tokens(text: string, context: TokenContext, counterpart: string): PartTokens;
  /** All texts, for G3 to find what was put in, and for G4 to count letters; attributes' values too where they are asked for. Throws where the part cannot be read. */
  texts(text: string, hasAttributes: boolean): DumpedText[];
  /** Why the part is damaged, as a sentence's end: "unexpected end"; undefined where it is sound. */
  whyDamaged(text: string): string | undefined;
}

/** Tokens of a syntax that knows no runs. */
export function plainTokens(
  sequence: readonly string[],
  declared: ReadonlyMap<string, number> = new Map(),
  texts: readonly string[] = [],
): PartTokens {
  return { sequence, runs: new Map(), formatOf: new Map(), declared, texts };
}

/** A text with all that is part of it: a paragraph, a cue. */
export interface TextBlock {
  /** As it is spelled. */
  raw: string;
  /** As a reader sees it. */
  text: string;
  /** Its texts, as `pushText` writes them, with the names of what stands between them. */
  readonly tokens: string[];
}

/**
 * The texts of a part's blocks, ready to be compared with those of its other version: as they are spelled, but for how many
 * spaces stand together, where both versions say the same, for then nothing was translated; else settled.
 */
export function blockTexts(blocks: readonly TextBlock[], others: readonly TextBlock[]): string[] {
  return blocks.flatMap(({ raw, text, tokens }, index) => {
    const other = blocks.length === others.length ? others[index]! : undefined;
    if (other === undefined || bare(text) !== bare(other.text)) return settleTexts(tokens, true);
    if (raw === "") return [];
    return [
      raw === other.raw || text.trim() === ""
        ? raw
        : raw.replaceAll(SPACES, (_, tags: string = "") => ` ${tags.replaceAll(/\s/g, "")}`),
    ];
  });
}

/** White space that shows as one space, tags in its middle or not. */
const SPACES = /\s+(?:((?:<\/?[a-z]+>\s*)+)\s)?\s*/g;

/** A value that was or will be translated, ready to be compared. */
export function settledValue(value: string): string {
  return `“${restored(value).replaceAll("\u00AD", "").replaceAll(/\s+/gu, " ").trim()}”`;
}

/** Adds one to a tally. */
export function tally(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** What a token of text begins with: no other token does. */
const TEXT_MARK = "\u0001";
const FORMAT_END = "\u0002";

/** Adds a text in this formatting to a list of tokens; what follows a text in the same formatting, or is white space, belongs to it. */
export function pushText(tokens: string[], format: string, text: string): void {
  if (text === "") return;
  const last = tokens.at(-1);
  const isLike =
    last?.startsWith(TEXT_MARK) && (last.startsWith(`${TEXT_MARK}${format}${FORMAT_END}`) || text.trim() === "");
  if (isLike) tokens[tokens.length - 1] = last + text;
  else tokens.push(`${TEXT_MARK}${format}${FORMAT_END}${text}`);
}

const INLINE_TAG = /^<\/?(?:a|abbr|b|big|cite|em|font|i|q|small|span|strong|sub|sup|u)>$/;

const LINE_BREAK = /^<\/?br>$/;

/**
 * The tokens with their texts ready to be compared: pseudo-translation undone, white space that may be wrapped one space. `isLine`: they are
 * a whole line, at the beginning of which white space does not show.
 */
export function settleTexts(tokens: readonly string[], isLine: boolean = false): string[] {
  const settled: string[] = [];
  let blank = "";
  let endsInSpace = isLine;
  for (const token of tokens) {
    const at = token.startsWith(TEXT_MARK) ? token.indexOf(FORMAT_END) : -1;
    if (at === -1) {
      // OpenDocument drops white space at the beginning of a paragraph, pages beside a line's end; of two spaces on either side of a tag
      // in a line readers see one.
      const isInline = INLINE_TAG.test(token);
      const isBreak = LINE_BREAK.test(token);
      if (blank !== "" && !isBreak && !(isInline && endsInSpace)) settled.push("\u201c \u201d");
      if (!isInline) endsInSpace = isBreak || token === "<text:p>" || token === "<text:h>";
      else if (blank !== "") endsInSpace = true;
      settled.push(token);
      blank = "";
      continue;
    }
    const text = blank + token.slice(at + 1);
    // Nobody sees how white space is formatted: it belongs to the text that follows, whichever it was written in.
    const end = text.replace(/[\s\u2420]+$/u, "").length;
    blank = text.slice(end);
    if (end === 0) continue;
    const shown = restored(text.slice(0, end))
      // Hyphens that only show at the end of a line are not translated, nor are byte order marks that were pasted into a text.
      .replaceAll(/[\u00AD\uFEFF]/g, "")
      .replaceAll(/[ \t\r\n]+/g, " ")
      .replaceAll("\u2420", " ");
    const seen = endsInSpace ? shown.replace(/^ /, "") : shown;
    if (seen !== "") settled.push(`\u201c${seen}\u201d ${token.slice(1, at)}`.trimEnd());
    endsInSpace = false;
  }
  return settled;
}
