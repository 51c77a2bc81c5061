import type { Line } from "./line.ts";
import { nextSerial } from "./discoveries.ts";
import { readBlocks } from "./read-blocks.ts";
import { innerStory, type Story } from "./story.ts";
import { valueOf } from "./value-of.ts";

/** Reads text:note: its paragraphs are units of their own after the one it stands in. Gives whether it is an endnote. */
export function readNote(story: Story, line: Line): boolean {
  const { lexer, found } = story;
  const isEndnote = valueOf(lexer, "text:note-class") === "endnote";
  if (!lexer.isOpen) return isEndnote;
  const name = isEndnote ? "Endnote" : "Footnote";
  const place = `${name} ${nextSerial(found, name)}`;
  const inner = innerStory(story, `${name.toLowerCase()}s`, place, (slots) => line.nested.push(...slots));
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    if (lexer.tag === "text:note-body") readBlocks(inner);
    else lexer.skip();
  }
  return isEndnote;
}
