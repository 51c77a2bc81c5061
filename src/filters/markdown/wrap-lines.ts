/** A piece of new Markdown: text may be broken at its spaces, markup may not. */
export interface MarkdownPiece {
  readonly text: string;
  readonly isMarkup: boolean;
}

/** A word that would begin a block, a definition or an attribute list if it began a line. */
const RISKY_START =
  /^(?:[#>=~:!?|<]|[-+*]+$|[-=]{2}|\d{1,9}[.)]$|\[\^|\[[^\]]*\]:|`{3}|\${2}|\{[:#.]|\*\[|(?:import|export)$)/;

/** Joins pieces into lines of at most `width` characters, as many words on each as fit; hard breaks (line feeds in markup) stay. */
export function wrapLines(pieces: readonly MarkdownPiece[], width: number): string {
  const lines: string[] = [];
  let line = "";
  let word = "";
  let isAfterSpace = false;
  const endWord = (): void => {
    if (word === "") return;
    if (line === "") line = word;
    else if (line.length + 1 + word.length <= width || RISKY_START.test(word)) line = `${line} ${word}`;
    else {
      lines.push(line);
      line = word;
    }
    word = "";
  };
  for (const { text, isMarkup } of pieces) {
    if (isMarkup) {
      word += text;
      if (!text.endsWith("\n")) continue;
      const mark = text.slice(0, -1);
      word = word.slice(0, word.length - text.length);
      const gap = word === "" && line !== "" && isAfterSpace ? " " : "";
      endWord();
      lines.push(line + gap + mark);
      line = "";
      continue;
    }
    const [first = "", ...others] = text.split(" ");
    word += first;
    for (const other of others) {
      endWord();
      word = other;
    }
    isAfterSpace = text.endsWith(" ");
  }
  endWord();
  return [...lines, ...(line === "" ? [] : [line])].join("\n");
}

/** Joins pieces into one line, but for hard breaks. */
export function joinLine(pieces: readonly MarkdownPiece[]): string {
  return pieces
    .map(({ text }) => text)
    .join("")
    .replaceAll(/\n +/g, "\n");
}
