import { nextSerial } from "./discoveries.ts";
import { readBlock } from "./read-blocks.ts";
import { skipSink } from "./skip-sink.ts";
import { innerStory, type Story } from "./story.ts";

/** Reads office:annotation: who wrote it and when stays, its paragraphs are units only where the options ask for them. */
export function readAnnotation(story: Story): void {
  const { lexer, found } = story;
  const isWanted = found.options.comments === "translate";
  const place = `Comment ${nextSerial(found, "Comment")}`;
  const emit = isWanted ? story.emit : skipSink(found, "comments", "for the authors, not the readers");
  const inner = innerStory(story, "comments", place, emit);
  if (!lexer.isOpen) return;
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    if (lexer.tag === "text:p" || lexer.tag === "text:list") readBlock(inner);
    else lexer.skip();
  }
}
