import { numberedText } from "../../model/fragment.ts";
import { DocumentError } from "../../errors.ts";
import { propertyTexts } from "../ooxml/document-properties.ts";
import type { EmbeddedDocument } from "../ooxml/embedded-documents.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import { contentsSlots } from "./contents.ts";
import { readBlocks } from "./read-blocks.ts";
import { readGraphics } from "./read-graphics.ts";
import { readNumberings } from "./read-numberings.ts";
import { siteSlots } from "./site-slots.ts";
import type { Slot } from "./slot.ts";
import type { Discoveries, Story } from "./story.ts";
import { readStyles, type StyleSheet } from "./styles.ts";
import { coverageByReason } from "../coverage.ts";

/** What the filter can be told. */
export interface WordOptions {
  /** Comments are skipped unless they are wanted. */
  readonly comments: "skip" | "translate";
  /** Whether documents embedded in it are translated too. */
  readonly embedded: boolean;
}

/** Takes the slots of one paragraph or another place, in reading order. */
export type SlotSink = (slots: readonly Slot[]) => void;

interface Walk {
  readonly office: OfficePackage;
  readonly styles: StyleSheet;
  readonly looks: Story["looks"];
  readonly found: Discoveries;
  readonly change: LocaleChange;
  readonly sink: SlotSink;
}

/** The main part of a Word document. Throws a DocumentError where the package is something else. */
export function mainPart(office: OfficePackage): string {
  const part = office.related("", "officeDocument")[0];
  if (part === undefined) throw notWord("The file has no main document part.");
  const type = office.contentType(part);
  if (/wordprocessingml|ms-word/.test(type)) return part;
  const lexer = new PartLexer(office.text(part), part);
  while (lexer.next() && !lexer.isElement);
  if (lexer.tag !== "w:document") throw notWord("The file is an Office document, but not a Word document.");
  return part;
}

function notWord(message: string): DocumentError {
  return new DocumentError("unknown-format", message, {
    hint: "Check the file's extension: it may be a presentation or a workbook under a wrong name.",
  });
}

/** Reads all of a document that is translated, in reading order, notes after the paragraph that refers to them; tells what else was found. */
export function walkDocument(
  office: OfficePackage,
  options: WordOptions,
  change: LocaleChange,
  sink: SlotSink,
  takeEmbedded: (document: EmbeddedDocument) => void,
): Discoveries {
  const main = mainPart(office);
  const stylesPart = office.related(main, "styles")[0];
  const found: Discoveries = {
    coverage: coverageByReason(),
    notes: [],
    graphics: [],
    graphicParts: new Map(),
    workbooks: [],
    embedded: [],
    embeddedSkipped: [],
    numberings: new Set(),
    counts: new Map(),
    serials: new Map(),
    hasStaleFields: false,
    entries: [],
    bookmarked: new Map(),
    headings: [],
    bookmarksAhead: [],
  };
  const styles = readStyles(stylesPart === undefined ? undefined : office.text(stylesPart), stylesPart ?? "");
  const walk: Walk = { office, styles, looks: new Map(), found, change, sink };
  const known = new Set<string>();
  const readEmbedded = (): void => {
    for (const part of found.embedded.splice(0)) {
      if (known.has(part) || !office.has(part)) continue;
      known.add(part);
      const document = { part, place: `Embedded document ${known.size}` };
      if (options.embedded) takeEmbedded(document);
      else found.embeddedSkipped.push(document);
    }
  };
  const notes = { footnotes: indexNotes(walk, main, "footnotes"), endnotes: indexNotes(walk, main, "endnotes") };
  readStory(walk, main, "body text", "Paragraph", true, (slots) => {
    sink(slots);
    for (const { kind, id } of found.notes.splice(0)) readNote(walk, notes[kind], kind, id);
    for (const graphic of found.graphics.splice(0)) sink(readGraphics(office, found, graphic, change));
    readEmbedded();
  });
  for (const kind of ["footnotes", "endnotes"] as const) {
    for (let left = notes[kind].left.size; left > 0; left -= 1)
      found.coverage.skipped(kind, "nothing in the text refers to them");
  }
  readRepeated(walk, main, "header", "Header");
  readRepeated(walk, main, "footer", "Footer");
  readComments(walk, main, options);
  readEmbedded();
  for (const part of office.related(main, "glossaryDocument")) {
    if (office.has(part)) found.coverage.skipped("building blocks", "parts that authors insert, not shown");
  }
  sink(contentsSlots(found));
  sink(readNumberings(office, main, found));
  sink(siteSlots(propertyTexts(office), "document properties", change));
  return found;
}

function readStory(
  walk: Walk,
  part: string,
  category: string,
  placeName: string,
  isNumbered: boolean,
  emit: (slots: readonly Slot[]) => void,
  at: { readonly start: number; readonly text: string } = { start: 0, text: walk.office.text(part) },
): void {
  const lexer = new PartLexer(at.text, part, at.start);
  while (lexer.next() && !lexer.isElement);
  const story: Story = {
    lexer,
    part,
    partKey: /([^/]*?)(?:\.[^./]*)?$/.exec(part)![1]!,
    category,
    styles: walk.styles,
    looks: walk.looks,
    links: walk.office.relationships(part),
    found: walk.found,
    fields: [],
    tables: [],
    headings: { levels: [], path: "" },
    placeName,
    isNumbered,
    emit,
  };
  readBlocks(story);
}

interface NoteIndex {
  readonly part: string | undefined;
  /** Where the notes begin that have not been read yet, by id. */
  readonly left: Map<string, number>;
}

function indexNotes({ office }: Walk, main: string, kind: "footnotes" | "endnotes"): NoteIndex {
  const part = office.related(main, kind)[0];
  const left = new Map<string, number>();
  if (part === undefined) return { part, left };
  const lexer = new PartLexer(office.text(part), part);
  const element = kind === "footnotes" ? "w:footnote" : "w:endnote";
  while (lexer.next()) {
    if (!lexer.isOpen || lexer.tag !== element) continue;
    const id = lexer.get("w:id");
    // Separators and the notices of continuation are notes of other types.
    const isText = (lexer.get("w:type") ?? "normal") === "normal";
    if (id !== undefined && isText) left.set(id, lexer.start);
    lexer.skip();
  }
  return { part, left };
}

function readNote(walk: Walk, { part, left }: NoteIndex, kind: "footnotes" | "endnotes", id: string): void {
  const start = left.get(id);
  if (part === undefined || start === undefined) return;
  left.delete(id);
  const name = kind === "footnotes" ? "Footnote" : "Endnote";
  const serial = (walk.found.serials.get(name) ?? 0) + 1;
  walk.found.serials.set(name, serial);
  const text = walk.office.text(part);
  readStory(walk, part, kind, `${name} ${serial}`, false, walk.sink, { start, text });
}

/** Headers and footers repeat one another for first, even and other pages: what says the same is one unit, written everywhere. */
function readRepeated(walk: Walk, main: string, type: "header" | "footer", placeName: string): void {
  const parts = [...new Set(walk.office.related(main, type))];
  const known = new Map<string, Slot>();
  const slots: Slot[] = [];
  for (const part of parts) {
    const seen = new Map<string, number>();
    readStory(walk, part, `${type}s`, placeName, false, (paragraph) => {
      for (const slot of paragraph) {
        const twin = twinOf(slot, known, seen);
        if (twin !== undefined) linkTwins(slot, twin);
        slots.push(slot);
      }
    });
  }
  walk.found.notes.length = 0;
  const graphics = walk.found.graphics.splice(0);
  walk.sink(slots);
  for (const graphic of graphics) walk.sink(readGraphics(walk.office, walk.found, graphic, walk.change));
}

/** The slot of an earlier part that says the same, counting repetitions within a part apart; else this one is remembered. */
function twinOf(slot: Slot, known: Map<string, Slot>, seen: Map<string, number>): Slot | undefined {
  const text = signature(slot);
  const nth = (seen.get(text) ?? 0) + 1;
  seen.set(text, nth);
  const key = `${nth}\u0000${text}`;
  const twin = known.get(key);
  if (twin === undefined) known.set(key, slot);
  return twin !== undefined && twin.part !== slot.part ? twin : undefined;
}

/** Links a slot and all in it to one that says the same. */
function linkTwins(slot: Slot, twin: Slot): void {
  slot.twin = twin.twin ?? twin;
  slot.nested.forEach((inner, index) => linkTwins(inner, twin.nested[index]!));
}

/** All that a slot and those in it say. */
function signature(slot: Slot): string {
  return [slot.kind, numberedText(slot.source), ...slot.nested.map(signature)].join("\u0001");
}

function readComments(walk: Walk, main: string, options: WordOptions): void {
  const part = walk.office.related(main, "comments")[0];
  if (part === undefined) return;
  const isWanted = options.comments === "translate";
  let serial = 0;
  const read = (slots: readonly Slot[]): void => {
    if (isWanted) walk.sink(slots);
    else {
      for (const slot of slots) {
        if (/\p{L}/u.test(numberedText(slot.source)))
          walk.found.coverage.skipped("comments", "for the authors, not the readers");
      }
    }
  };
  const text = walk.office.text(part);
  const lexer = new PartLexer(text, part);
  while (lexer.next()) {
    if (!lexer.isOpen || lexer.tag !== "w:comment") continue;
    serial += 1;
    const { start } = lexer;
    lexer.skip();
    readStory(walk, part, "comments", `Comment ${serial}`, false, read, { start, text });
  }
}
