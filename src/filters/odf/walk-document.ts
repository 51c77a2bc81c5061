import { DocumentError } from "../../errors.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import { contentsSlots } from "./contents.ts";
import { count, nextSerial, startDiscoveries, type Discoveries } from "./discoveries.ts";
import type { OdfOptions } from "./options.ts";
import type { OdfPackage } from "./odf-package.ts";
import { readBlocks } from "./read-blocks.ts";
import { readChart } from "./read-chart.ts";
import { readMasters } from "./read-masters.ts";
import { readMeta } from "./read-meta.ts";
import { readSheets } from "./read-sheets.ts";
import { readSlides } from "./read-slides.ts";
import { readStyleTexts } from "./read-style-texts.ts";
import type { SlotSink } from "./slot.ts";
import { noHeadings, type Story } from "./story.ts";
import { emptyStyleTables, readStyles, styleSheetOf, type StyleTables } from "./styles.ts";

/** The kinds of document that are read, by the element in office:body. */
export type OdfKind = "text" | "presentation" | "spreadsheet";

const KINDS: Readonly<Record<string, OdfKind>> = {
  "office:text": "text",
  "office:presentation": "presentation",
  "office:spreadsheet": "spreadsheet",
};

/** What other OpenDocument files are called. */
const OTHERS: Readonly<Record<string, string>> = {
  "office:drawing": "a drawing",
  "office:chart": "a chart",
  "office:image": "an image",
  "office:database": "a database",
  "math:math": "a formula",
};

interface Walk {
  readonly odf: OdfPackage;
  readonly found: Discoveries;
  readonly sink: SlotSink;
  readonly tables: StyleTables;
}

/** What a document is. Throws a DocumentError where it is a drawing, a formula or the like. */
function kindOf(odf: OdfPackage): OdfKind {
  const lexer = new PartLexer(odf.text(odf.main), odf.main);
  const body = seekBody(lexer);
  const kind = KINDS[body];
  if (kind !== undefined) return kind;
  const other = OTHERS[body];
  throw new DocumentError(
    "unknown-format",
    other === undefined
      ? "The file is no OpenDocument text, presentation or spreadsheet."
      : `The file is ${other} of OpenDocument, which is not read.`,
    {
      hint: "Only texts (.odt), presentations (.odp) and spreadsheets (.ods) can be translated.",
      place: { part: odf.main },
    },
  );
}

/** Moves to the first element in office:body and gives its name; "" where there is none. A part that is no document at all gives its root. */
function seekBody(lexer: PartLexer, take: (tag: string) => boolean = () => false): string {
  let root = "";
  while (lexer.next()) {
    if (!lexer.isElement) continue;
    if (root === "") {
      root = lexer.tag;
      if (!/^office:document(?:-content)?$/.test(root)) return root;
    } else if (lexer.tag === "office:body") {
      if (lexer.isEmpty) return "";
      while (lexer.next() && !lexer.isElement && !lexer.isClose);
      return lexer.isElement ? lexer.tag : "";
    } else if (!take(lexer.tag)) lexer.skip();
  }
  return "";
}

/** Reads all of a document that is translated, in reading order, notes after the paragraph they stand in; tells what else was found. */
export function walkDocument(odf: OdfPackage, options: OdfOptions, sink: SlotSink): Discoveries {
  const kind = kindOf(odf);
  const found = startDiscoveries(options);
  const walk: Walk = { odf, found, sink, tables: readStyleTables(odf, "") };
  const isSpreadsheet = kind === "spreadsheet";
  const body = bodyStory(walk, odf.main, "content", (slots) => {
    sink(slots);
    // Charts repeat cells, which may stand on any sheet.
    if (!isSpreadsheet) readObjects(walk);
  });
  readBody(body, seekBody(body.lexer));
  readObjects(walk);
  readStyleParts(walk, kind);
  readObjects(walk);
  sink(contentsSlots(found, body.lexer.isRenamed ? body.lexer.written("text:") : "text:"));
  if (odf.meta !== undefined) {
    forEachSection(walk, odf.meta, "meta", (story) => {
      if (story.lexer.tag === "office:meta") readMeta(story);
      else story.lexer.skip();
    });
  }
  return found;
}

function readBody(story: Story, tag: string): void {
  if (tag === "office:spreadsheet") readSheets({ ...story, category: "cells", table: undefined });
  else if (tag === "office:presentation") readSlides(story);
  else if (tag === "office:chart") readChart(story, "Chart");
  else readBlocks(story);
}

/** The styles of a document, or of one embedded in it under `folder`, by the parts that use them. */
function readStyleTables(odf: OdfPackage, folder: string): StyleTables {
  const tables = emptyStyleTables();
  const parts = folder === "" ? [odf.styles, odf.main] : [`${folder}/styles.xml`, `${folder}/content.xml`];
  for (const part of new Set(parts)) {
    if (part === undefined || !odf.has(part)) continue;
    const lexer = new PartLexer(odf.text(part), part);
    let isRoot = true;
    while (lexer.next()) {
      if (!lexer.isElement) continue;
      if (isRoot) isRoot = false;
      else if (/^office:(?:styles|automatic-styles|font-face-decls)$/.test(lexer.tag)) readStyles(lexer, tables);
      else if (lexer.tag === "office:body") break;
      else lexer.skip();
    }
  }
  return tables;
}

function bodyStory({ odf, found, tables }: Walk, part: string, partKey: string, emit: SlotSink): Story {
  return {
    lexer: new PartLexer(odf.text(part), part),
    part,
    partKey,
    category: "body text",
    styles: styleSheetOf(tables, part),
    found,
    table: undefined,
    headings: noHeadings(),
    placeName: "Paragraph",
    isNumbered: true,
    isListItem: false,
    around: "",
    surface: undefined,
    isHidden: false,
    emit,
  };
}

/** Calls `read` with the cursor on each child of the part's root before the body; it leaves the cursor on that child's end. */
function forEachSection(walk: Walk, part: string, partKey: string, read: (story: Story) => void): void {
  const story = bodyStory(walk, part, partKey, walk.sink);
  const { lexer } = story;
  let isRoot = true;
  while (lexer.next()) {
    if (!lexer.isElement) continue;
    if (isRoot) isRoot = false;
    else if (lexer.tag === "office:body") return;
    else read(story);
  }
}

/** Headers, footers and masters; then words that styles hold. */
function readStyleParts(walk: Walk, kind: OdfKind): void {
  const { odf } = walk;
  const readMaster = (story: Story): void => {
    if (story.lexer.tag === "office:master-styles") readMasters(story, kind === "presentation");
    else story.lexer.skip();
  };
  if (odf.styles !== undefined) forEachSection(walk, odf.styles, "styles", readMaster);
  const known = new Map();
  for (const part of new Set([odf.styles, odf.main])) {
    if (part === undefined) continue;
    forEachSection(walk, part, "styles", (story) => {
      if (/^office:(?:automatic-)?styles$/.test(story.lexer.tag)) readStyleTexts(story, known);
      else story.lexer.skip();
    });
  }
}

/** Reads the embedded objects that have been passed: charts, and documents of the kinds that are read. */
function readObjects(walk: Walk): void {
  const { odf, found } = walk;
  // More of them may be found in those that are read.
  for (const { path, around } of found.objects) {
    const part = `${path}/content.xml`;
    if (found.objectsRead.has(path)) continue;
    found.objectsRead.add(path);
    if (!odf.has(part)) {
      count(found, "embedded-object");
      found.coverage.skipped("embedded objects", "made by another program");
      continue;
    }
    const story = bodyStory({ ...walk, tables: readStyleTables(odf, path) }, part, path, walk.sink);
    const tag = seekBody(story.lexer);
    if (tag === "math:math") found.coverage.skipped("formulas", "kept as they are");
    else if (tag === "office:chart") {
      const name = around === "" ? "Chart" : `${around}chart`;
      readChart(story, `${name} ${nextSerial(found, name)}`);
    } else if (tag in KINDS || tag === "office:drawing") {
      const name = `${around}embedded document`;
      const place = `${around === "" ? "Embedded document" : name} ${nextSerial(found, name)}`;
      readBody({ ...story, placeName: place, isNumbered: false, around: `${place}, ` }, tag);
    } else {
      count(found, "embedded-object");
      found.coverage.skipped("embedded objects", "of a kind that is not read");
    }
  }
  found.objects.length = 0;
}
