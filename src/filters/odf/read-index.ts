import { hasLetters, plainText } from "../../model/fragment.ts";
import { countContentsLeft } from "./contents.ts";
import { hasLetterText, bareRun, startLine, surroundings } from "./line.ts";
import { lineSlot } from "./line-slot.ts";
import { readBlocks } from "./read-blocks.ts";
import { readLine } from "./read-line.ts";
import type { Slot } from "./slot.ts";
import { innerStory, type Story } from "./story.ts";
import { contentSlot, readContent, tidy, type WrittenText } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";

/** What the indexes are called in places. */
const INDEXES: Readonly<Record<string, string>> = {
  "text:table-of-content": "Table of contents",
  "text:illustration-index": "List of figures",
  "text:table-index": "List of tables",
  "text:object-index": "List of objects",
  "text:user-index": "Index",
  "text:alphabetical-index": "Alphabetical index",
  "text:bibliography": "Bibliography",
};

/** Whether the element is one that the program builds from the rest of the document. */
export function isIndex(tag: string): boolean {
  return tag in INDEXES;
}

/** Reads an index: its title is a unit, which its template repeats; its entries are what the program made of other texts. */
export function readIndex(story: Story): void {
  const { lexer, part, partKey } = story;
  const name = INDEXES[lexer.tag]!;
  const facts = { part, partKey, kind: "p", category: "titles of indexes", place: `${name}, title` };
  const titles: Slot[] = [];
  let template: WrittenText | undefined;
  if (!lexer.isOpen) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isElement) continue;
    switch (lexer.tag) {
      case "text:index-title-template":
        template = readContent(lexer);
        continue;
      case "text:index-title":
        readBlocks(innerStory(story, facts.category, facts.place, (slots) => titles.push(...slots)));
        continue;
      case "text:p":
      case "text:h":
        readEntry(story, name);
        continue;
    }
    if (lexer.isOpen) depth += 1;
  }
  story.emit(titles);
  if (template === undefined || template.value.trim() === "") return;
  const slot = contentSlot(facts, template);
  const twin = titles.find(({ source }) => tidy(plainText(source)) === tidy(plainText(slot.source)));
  if (twin !== undefined) slot.twin = twin;
  story.emit([slot]);
}

/** An entry is kept to be linked with the heading or caption it repeats. */
function readEntry(story: Story, name: string): void {
  const { lexer, part, found } = story;
  const line = startLine(valueOf(lexer, "text:style-name") ?? "");
  const run = bareRun(lexer.end, []);
  const inner = innerStory(story, "tables of contents", name, story.emit);
  readLine(inner, line, surroundings([], run, false, []));
  if (name === "Bibliography" || name === "Alphabetical index") {
    if (hasLetters(lineSlot(inner, line, name).source)) countContentsLeft(found);
  } else if (line.items.some(hasLetterText)) {
    found.entries.push({ part, partKey: story.partKey, place: name, items: line.items, anchors: line.anchors });
  }
}
