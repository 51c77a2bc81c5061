/** A paragraph of a plain text: one line, or several that were broken at a fixed width. Offsets are UTF-16 units. */
export interface TextParagraph {
  /** From the first character after indentation and bullet to the last that is not trailing space. */
  readonly start: number;
  readonly end: number;
  /** Line number of its first line, from 1. */
  readonly line: number;
  /** For several lines: the width they were broken at, the line end between them and the indentation of the later ones. */
  readonly wrap?: { readonly width: number; readonly lineEnd: string; readonly indent: string };
}

interface Line {
  readonly start: number;
  /** After the last character that is not white space. */
  readonly end: number;
  /** White space before the text, as wide as indentation and bullet. */
  readonly indent: string;
  readonly lineEnd: string;
  readonly isListItem: boolean;
}

/** What a list item begins with; a bullet is no text, a number or letter may be referred to and stays with the item. */
const BULLET = /^[-*•–—·>#]+\s+/u;
const LIST_ITEM = /^(?:[-*•–—·>#]+|\(?\d{1,3}[.)]|\(?\p{L}[.)])\s/u;

/** Narrower columns are lists or verse, wider ones were not broken by a person or a mail program. */
const MIN_WIDTH = 40;
const MAX_WIDTH = 120;

/**
 * Divides a text into paragraphs. Neighbouring lines belong together where each was broken only because the next word did not fit the
 * width of the longest line of the text; every other line is a paragraph of its own.
 */
export function findParagraphs(text: string): TextParagraph[] {
  const lines = splitLines(text);
  const width = Math.max(0, ...lines.map((line) => line.end - line.start + line.indent.length));
  const canWrap = width >= MIN_WIDTH && width <= MAX_WIDTH;
  const paragraphs: TextParagraph[] = [];
  for (let index = 0; index < lines.length;) {
    const first = lines[index]!;
    let last = index;
    if (canWrap) while (isBrokenAt(text, lines[last]!, lines[last + 1], width)) last += 1;
    if (first.end > first.start) {
      const base = { start: first.start, end: lines[last]!.end, line: index + 1 };
      const next = lines[index + 1];
      const wrap = { width, lineEnd: first.lineEnd, indent: next?.indent ?? "" };
      paragraphs.push(last > index ? { ...base, wrap } : base);
    }
    index = last + 1;
  }
  return paragraphs;
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/(?<indent>[^\S\r\n]*)(?<content>[^\r\n]*)(?<lineEnd>\r\n|\n|\r|$)/g)) {
    const { indent = "", content = "", lineEnd = "" } = match.groups ?? {};
    const bullet = BULLET.exec(content)?.[0] ?? "";
    const start = match.index + indent.length + bullet.length;
    const end = Math.max(start, match.index + indent.length + content.trimEnd().length);
    const isListItem = LIST_ITEM.test(content);
    lines.push({ start, end, indent: indent + " ".repeat(bullet.length), lineEnd, isListItem });
  }
  return lines;
}

/** Whether `line` goes on in `next`: the next line begins with a word that had no room, and with no list marker or deeper indentation. */
function isBrokenAt(text: string, line: Line, next: Line | undefined, width: number): boolean {
  if (!next || next.end === next.start || line.end === line.start) return false;
  if (next.isListItem) return false;
  const word = text.slice(next.start, next.end).split(/\s/, 1)[0] ?? "";
  return line.indent.length + (line.end - line.start) + 1 + word.length > width;
}

/** Breaks a paragraph's new text the way the old one was. */
export function wrapParagraph(text: string, wrap: NonNullable<TextParagraph["wrap"]>): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/[ \t\n\r]+/).filter(Boolean)) {
    if (line !== "" && line.length + 1 + word.length + wrap.indent.length > wrap.width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join(wrap.lineEnd + wrap.indent);
}
