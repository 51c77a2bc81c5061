import { unescapeXml } from "../../xml/escape.ts";
import { hasLetters } from "../../model/fragment.ts";
import { count } from "./discoveries.ts";
import { openTable } from "./open-table.ts";
import { noteQuotes } from "./quoted-texts.ts";
import { readBlock, readParagraph } from "./read-blocks.ts";
import { readTable } from "./read-table.ts";
import { sheetNameSlot } from "./sheet-names.ts";
import { skipSink } from "./skip-sink.ts";
import { innerStory, noHeadings, type Story } from "./story.ts";
import { attributeSlot } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";

/** Reads office:spreadsheet, whose tag is under the cursor: sheet after sheet, and the messages of validity rules. */
export function readSheets(story: Story): void {
  const { lexer, found } = story;
  if (lexer.isEmpty) return;
  if (found.options.sheetNames) {
    // A new name must not be that of a sheet to come.
    for (const [, name = ""] of lexer.text.matchAll(/:name\s*=\s*["']([^"']*)["']/g)) {
      found.sheetNames.add(unescapeXml(name).toLowerCase());
    }
  }
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    if (lexer.tag === "table:table") readSheet(story);
    else if (lexer.tag === "table:content-validations") readValidations(story);
    else readBlock(story);
  }
}

function readSheet(story: Story): void {
  const { lexer, found, styles } = story;
  const written = valueOf(lexer, "table:name") === undefined ? undefined : lexer.find("table:name");
  const name = written?.value ?? "";
  const title = `${story.around}Sheet ${name}`;
  const isHidden = found.options.hidden === "skip" && styles.isHidden("table", valueOf(lexer, "table:style-name"));
  if (isHidden) count(found, "hidden-sheet-skipped");
  const emit = isHidden ? skipSink(found, "hidden sheets", "not shown in the document") : story.emit;
  if (written !== undefined && /\p{L}/u.test(name)) {
    if (found.options.sheetNames && !isHidden) emit([sheetNameSlot(story, written)]);
    else found.coverage.skipped("names of sheets", "formulas refer to them (option sheetNames)");
  }
  readTable({
    ...story,
    category: "cells",
    placeName: "",
    around: `${title}, `,
    headings: noHeadings(name),
    table: openTable(title, true),
    isHidden,
    emit,
  });
}

/** What appears when a cell is chosen, or filled in wrongly (table:content-validation). */
function readValidations(story: Story): void {
  const { lexer, part, partKey, found } = story;
  if (!lexer.isOpen) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    if (!lexer.isElement) continue;
    const { tag } = lexer;
    if (tag === "table:content-validation") noteQuotes(found, valueOf(lexer, "table:condition") ?? "");
    if (tag === "table:help-message" || tag === "table:error-message") {
      const place = tag === "table:help-message" ? "Hint for a cell" : "Error message of a cell";
      const title = valueOf(lexer, "table:title") === undefined ? undefined : lexer.find("table:title");
      const category = "messages of validity rules";
      if (title !== undefined && hasLetters([{ kind: "text", text: title.value }])) {
        story.emit([attributeSlot({ part, partKey, kind: "message", category, place: `${place}, title` }, title)]);
      }
      readMessage(innerStory(story, category, place, story.emit));
      continue;
    }
    if (lexer.isOpen) depth += 1;
  }
}

function readMessage(story: Story): void {
  const { lexer } = story;
  if (lexer.isEmpty) return;
  while (lexer.next() && !lexer.isClose) if (lexer.isElement) readParagraph(story);
}
