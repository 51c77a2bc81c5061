/** A paragraph as measured: its text, its size and how far it stands in. */
export interface MeasuredParagraph {
  readonly text: string;
  /** Points. */
  readonly size: number;
  /** EMU from the left edge of the text area. */
  readonly indent: number;
}

const EMU_PER_POINT = 12_700;
/** Single line spacing of common fonts, in ems. */
const LINE = 1.2;

/**
 * Widths in ems, averaged over Calibri, Arial and their like, to the nearest tenth or so: without the fonts themselves no better is to
 * be had, and what is compared is two texts in one box.
 */
function widthOf(character: string): number {
  if (/[\s.,:;'|!ijltfI()[\]]/.test(character)) return 0.3;
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(character)) return 1;
  if (/[mwMW@%]|[жшщюыфЖШЩЮЫФ]/.test(character)) return 0.8;
  if (/\p{Lu}/u.test(character)) return 0.64;
  if (/\p{M}/u.test(character)) return 0;
  return /\p{Script=Cyrillic}/u.test(character) ? 0.55 : 0.51;
}

/** The height in EMU that the paragraphs take in a text area of this width (EMU), shrunk by `scale`, with line spacing cut by `reduction` (both 0 to 1). */
export function textHeight(
  paragraphs: readonly MeasuredParagraph[],
  width: number,
  scale: number,
  reduction: number,
): number {
  let height = 0;
  for (const { text, size, indent } of paragraphs) {
    const em = size * scale * EMU_PER_POINT;
    const lines = text === "" ? 1 : lineCount(text, Math.max(width - indent, em) / em);
    height += lines * em * LINE * (1 - reduction);
  }
  return height;
}

/** How many lines a text breaks into where a line holds so many ems. */
function lineCount(text: string, room: number): number {
  let lines = 0;
  for (const hard of text.split("\n")) {
    lines += 1;
    let used = 0;
    for (const word of hard.match(/\S+\s*|\s+/g) ?? []) {
      let width = 0;
      for (const character of word.trimEnd()) width += widthOf(character);
      const blank = (word.length - word.trimEnd().length) * 0.26;
      if (used > 0 && used + width > room) {
        lines += 1;
        used = 0;
      }
      // A word longer than a line is broken.
      lines += Math.max(0, Math.ceil((used + width) / room) - 1);
      used = (used + width > room ? (used + width) % room : used + width) + blank;
    }
  }
  return lines;
}
