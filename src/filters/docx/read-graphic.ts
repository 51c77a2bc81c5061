import { isEmbeddedDocument } from "../ooxml/embedded-documents.ts";
import type { Slot } from "./slot.ts";
import { readAlternatives } from "./read-alternatives.ts";
import { readBlocks } from "./read-blocks.ts";
import { count, nextSerial, type Story } from "./story.ts";
import { attributeSlot, comparableText } from "./text-slots.ts";

/** A picture's file name or address stands where its description should: not text. */
const FILE_NAME = /^\S+\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|pdf)$|^https?:\/\/\S+$/i;

/**
 * Reads a drawing, picture, object or alternative whose opening tag is under the cursor, and whatever text stands in it: text boxes,
 * word art, alternative texts. Charts and diagrams are noted to be read after the paragraph. Gives the first alternative text, for display.
 */
export function readGraphic(story: Story, slots: Slot[]): string {
  const before = slots.length;
  if (story.lexer.tag === "mc:AlternateContent") readAlternatives(story, slots, readContent);
  else readContent(story, slots);
  const description = slots.slice(before).find((slot) => slot.kind === "alt");
  return description === undefined ? "" : comparableText(description).slice(0, 60);
}

/** Reads up to the end of the element under the cursor, its own tag included. */
function readContent(story: Story, slots: Slot[]): void {
  const { lexer } = story;
  readTag(story, slots);
  if (!lexer.isOpen) return;
  for (let depth = 1; depth > 0 && lexer.next();) {
    if (lexer.isClose) depth -= 1;
    else if (lexer.isElement) {
      if (lexer.isOpen) {
        if (lexer.tag === "w:txbxContent") {
          readTextBox(story, slots);
          continue;
        }
        if (lexer.tag === "mc:AlternateContent") {
          readAlternatives(story, slots, readContent);
          continue;
        }
      }
      readTag(story, slots);
      if (lexer.isOpen) depth += 1;
    }
  }
}

function readTextBox(story: Story, slots: Slot[]): void {
  readBlocks({
    ...story,
    category: "text boxes",
    fields: [],
    tables: [],
    headings: { levels: [], path: "" },
    placeName: `Text box ${nextSerial(story.found, "Text box")}`,
    isNumbered: false,
    emit: (found) => slots.push(...found),
  });
}

function readTag(story: Story, slots: Slot[]): void {
  const { lexer } = story;
  switch (lexer.tag) {
    case "wp:docPr":
    case "pic:cNvPr":
    case "wps:cNvPr":
    case "wpg:cNvPr":
    case "a:cNvPr":
      readAlternativeText(story, slots, ["descr", "title"]);
      return;
    case "v:shape":
    case "v:rect":
    case "v:oval":
    case "v:roundrect":
    case "v:group":
      readAlternativeText(story, slots, ["alt"]);
      return;
    case "v:textpath": {
      const text = lexer.find("string");
      if (text !== undefined)
        slots.push(attributeSlot({ ...facts(story), kind: "wordart", category: "word art", place: "Word art" }, text));
      return;
    }
    case "c:chart":
    case "dgm:relIds":
    case "cx:chart": {
      const id = lexer.get("r:id") ?? lexer.get("r:dm");
      const link = story.links.find((one) => one.id === id);
      if (link !== undefined && !link.isExternal) story.found.graphics.push({ part: story.part, link });
      return;
    }
    case "o:OLEObject": {
      const id = lexer.get("r:id");
      const link = story.links.find((one) => one.id === id);
      if (link !== undefined && !link.isExternal && isEmbeddedDocument(link.target)) {
        story.found.embedded.push(link.target);
      } else count(story.found, "embedded-object");
      return;
    }
    case "a:t":
      if (lexer.isOpen) story.found.coverage.skipped("drawing text", "inside a locked drawing");
      return;
    case "w:t":
      if (lexer.isOpen) story.found.coverage.skipped("drawing text", "outside any paragraph");
  }
}

function readAlternativeText(story: Story, slots: Slot[], names: readonly string[]): void {
  for (const name of names) {
    const value = story.lexer.find(name);
    if (value === undefined || value.value.trim() === "") continue;
    if (FILE_NAME.test(value.value.trim())) {
      story.found.coverage.skipped("alternative texts", "a file name or address");
      continue;
    }
    const isTitle = name === "title";
    const slot = attributeSlot(
      {
        ...facts(story),
        kind: "alt",
        category: "alternative texts",
        place: `Image ${nextSerial(story.found, "Image")}, ${isTitle ? "title" : "alternative text"}`,
      },
      value,
    );
    const twin = slots.findLast((other) => other.kind === "alt" && comparableText(other) === comparableText(slot));
    if (twin !== undefined && story.lexer.tag !== "wp:docPr") slot.twin = twin.twin ?? twin;
    slots.push(slot);
  }
}

function facts(story: Story): { part: string; partKey: string } {
  return { part: story.part, partKey: story.partKey };
}
