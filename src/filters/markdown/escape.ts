/** How much of new text is escaped: as little as reads back the same. */
export type EscapeLevel = 0 | 1 | 2;

/** Where a line's texts go. */
export interface Spot {
  readonly isCell: boolean;
  /** In the title of an admonition or directive, which has no escapes of its own: character references. */
  readonly isTitle: boolean;
  /** The source spells no-break spaces so. */
  readonly spellsNoBreakSpace: boolean;
}

/** How one of them is escaped there. */
export interface TextSpot {
  /** It begins a line of the document, where block marks count. */
  readonly isLineStart: boolean;
  /** Level 1 leaves brackets. */
  readonly keepsBrackets: boolean;
}

const REFERENCE_LIKE = /&(?=#?\w+;)/g;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/g;
/** Inside words these two never mean anything (`snake_case`, `1~2`). */
const INTRAWORD = /(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])/u;

/** New text as Markdown. Level 0: as it is; 1: what may mean something where it stands; 2: all ASCII punctuation. */
export function escapeMarkdown(text: string, level: EscapeLevel, spot: Spot, textSpot: TextSpot): string {
  const escaped = spot.isTitle && level > 0 ? asReferences(text) : escape(text, level, textSpot);
  const inCell = spot.isCell && level < 2 ? escaped.replaceAll(/(?<!\\)\\*\|/g, escapeBar) : escaped;
  return spot.spellsNoBreakSpace ? inCell.replaceAll("\u00A0", "&nbsp;") : inCell;
}

/** A bar behind backslashes: an even number of them escape each other. */
function escapeBar(bar: string): string {
  return bar.length % 2 === 1 ? `${bar.slice(0, -1)}\\|` : bar;
}

function asReferences(text: string): string {
  return text.replaceAll(/[&"'[\]:{}\\*_~$@`<]/g, (character) => `&#${character.codePointAt(0)};`);
}

function escape(text: string, level: EscapeLevel, { isLineStart, keepsBrackets }: TextSpot): string {
  if (level === 0) return text;
  if (level === 2) return text.replaceAll(ASCII_PUNCTUATION, (character) => `\\${character}`);
  let escaped = text
    .replaceAll(keepsBrackets ? /[\\`*<~]/g : /[\\`*[\]<~]/g, (character) => `\\${character}`)
    .replaceAll("_", (character, at: number) =>
      INTRAWORD.test(text.slice(at - 1, at + 2)) ? character : `\\${character}`,
    )
    .replaceAll(REFERENCE_LIKE, "\\&");
  if (isLineStart) {
    escaped = escaped
      .replace(/^(?<space>\s*)(?<mark>[#>+=:!?|$-])/, "$<space>\\$<mark>")
      .replace(/^(?<number>\s*\d{1,9})(?<mark>[.)])/, "$<number>\\$<mark>");
  }
  return escaped;
}

/** A link's or image's title between the quotes it has. */
export function escapeTitle(text: string, quote: string): string {
  const closing = quote === "(" ? /[\\()]/g : quote === "'" ? /[\\']/g : /[\\"]/g;
  return text
    .replaceAll(/\s*[\r\n]+\s*/g, " ")
    .replaceAll(closing, (character) => `\\${character}`)
    .replaceAll(REFERENCE_LIKE, "&amp;");
}
