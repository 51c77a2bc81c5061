import { count } from "./discoveries.ts";
import { bareRun, startLine, surroundings } from "./line.ts";
import { emitLine } from "./line-slot.ts";
import { isIndex, readIndex } from "./read-index.ts";
import { openTable } from "./open-table.ts";
import { readAnnotation } from "./read-annotation.ts";
import { skipSink } from "./skip-sink.ts";
import { readForms } from "./read-forms.ts";
import { readLine } from "./read-line.ts";
import { isShape, readShape, shapeStory } from "./read-shape.ts";
import { readTable } from "./read-table.ts";
import { readDeleted } from "./read-deleted.ts";
import { innerStory, nextName, type Story } from "./story.ts";
import { valueOf } from "./value-of.ts";

/** Blocks that hold nothing a reader sees. */
const SKIPPED: ReadonlySet<string> = new Set([
  "text:sequence-decls",
  "text:variable-decls",
  "text:user-field-decls",
  "text:dde-connection-decls",
  "text:alphabetical-index-auto-mark-file",
  "text:section-source",
  "office:dde-source",
  "office:event-listeners",
  "table:calculation-settings",
  "table:named-expressions",
  "table:database-ranges",
  "table:data-pilot-tables",
  "table:consolidation",
  "table:dde-links",
  "table:label-ranges",
  "presentation:settings",
]);

const NONE: readonly never[] = [];

/** Reads the blocks in the element under the cursor, up to its closing tag; each paragraph's slot goes to `story.emit`. */
export function readBlocks(story: Story): void {
  const { lexer } = story;
  if (lexer.isEmpty) return;
  while (lexer.next()) {
    if (lexer.isClose) return;
    if (lexer.isElement) readBlock(story);
  }
}

/** Reads the block under the cursor and leaves the cursor on its end. */
export function readBlock(story: Story): void {
  const { lexer } = story;
  const { tag } = lexer;
  switch (tag) {
    case "text:p":
    case "text:h":
      readParagraph(story);
      return;
    case "text:list":
      readBlocks({ ...story, isListItem: true });
      return;
    case "text:number":
      lexer.skip();
      return;
    case "text:section":
      readSection(story);
      return;
    case "text:tracked-changes":
    case "table:tracked-changes":
      readDeleted(story);
      return;
    case "table:table":
      readTable({ ...story, table: openTable(nextName(story, "Table"), false) });
      return;
    case "office:annotation":
      readAnnotation(story);
      return;
    case "office:forms":
      readForms(story);
      return;
  }
  if (isIndex(tag)) readIndex(story);
  else if (isShape(tag)) readShape(shapeStory(story, story.emit));
  else if (SKIPPED.has(tag) || /^(?:anim|calcext|script):/.test(tag)) lexer.skip();
  else readBlocks(story);
}

/** Reads the paragraph or heading whose opening tag is under the cursor and hands over its slot. */
export function readParagraph(story: Story): void {
  const { lexer, found } = story;
  const line = startLine(valueOf(lexer, "text:style-name") ?? "");
  const isHeading = lexer.tag === "text:h" && story.table === undefined && story.isNumbered;
  const level = isHeading ? Math.max(0, Number(valueOf(lexer, "text:outline-level") ?? 1) - 1) || 0 : undefined;
  const run = bareRun(lexer.end, []);
  readLine(story, line, surroundings(NONE, run, false, NONE));
  run.close = lexer.isEmpty ? run.open : { start: lexer.start, end: lexer.start };
  if (!line.isHidden) {
    const isEmpty = level !== undefined && !line.items.some((item) => item.kind === "text");
    emitLine(story, line, isEmpty ? undefined : level);
    return;
  }
  const emit = skipSink(found, "hidden text", "not shown in the document", "hidden-text-skipped");
  emitLine({ ...story, emit }, line, undefined);
}

/** A section that is switched off, or hidden by a condition that held when the document was saved, is not translated. */
function readSection(story: Story): void {
  const { lexer, found } = story;
  const display = valueOf(lexer, "text:display");
  const isHidden = display === "none" || (display === "condition" && valueOf(lexer, "text:is-hidden") === "true");
  if (!isHidden) {
    readBlocks(story);
    return;
  }
  count(found, "hidden-section-skipped");
  const emit = skipSink(found, "hidden sections", "not shown in the document");
  readBlocks(innerStory(story, story.category, "Hidden section", emit));
}
