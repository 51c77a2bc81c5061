import type { Line } from "./line.ts";
import { lineSlots } from "./line-slots.ts";
import { leaveParagraph } from "./fields.ts";
import { readLine } from "./read-line.ts";
import { count, type Story } from "./story.ts";
import { levelOf } from "./styles.ts";

/** Reads the paragraph whose opening tag is under the cursor and hands over its slots. */
export function readParagraph(story: Story): void {
  const { lexer } = story;
  const start = lexer.start;
  const bookmarks = story.found.bookmarksAhead.splice(0);
  const line: Line = {
    isNumbered: undefined,
    items: [],
    nested: [],
    style: undefined,
    outlineLevel: undefined,
    bookmarks,
    anchors: [],
  };
  readLine(story, line, []);
  leaveParagraph(story, line);
  story.emit(lineSlots(story, line, start));
}

/** Reads w:pPr, whose opening tag is under the cursor. */
export function readParagraphProperties(story: Story, line: Line): void {
  const { lexer } = story;
  if (lexer.isEmpty) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isElement) continue;
    switch (lexer.tag) {
      case "w:pStyle":
        line.style = lexer.get("w:val");
        break;
      case "w:outlineLvl":
        line.outlineLevel = levelOf(lexer.get("w:val"));
        break;
      case "w:numId":
        story.found.numberings.add(lexer.get("w:val") ?? "");
        // Numbering 0 takes away what the style gives.
        line.isNumbered = lexer.get("w:val") !== "0";
        break;
      case "w:pPrChange":
        count(story.found, "tracked-changes");
        lexer.skip();
        continue;
      case "w:rPr":
      case "w:sectPr":
        lexer.skip();
        continue;
    }
    if (lexer.isOpen) depth += 1;
  }
  const numbering = story.styles.numberingId(line.style);
  if (numbering !== undefined) story.found.numberings.add(numbering);
}
