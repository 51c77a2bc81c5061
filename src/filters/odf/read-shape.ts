import { plainText } from "../../model/fragment.ts";
import { count, nextSerial } from "./discoveries.ts";
import { openTable } from "./open-table.ts";
import { readBlock, readParagraph } from "./read-blocks.ts";
import { readForms } from "./read-forms.ts";
import { readTable } from "./read-table.ts";
import type { Slot, SlotSink } from "./slot.ts";
import { innerStory, nextName, noHeadings, type Story } from "./story.ts";
import type { Surface } from "./styles.ts";
import { contentSlot, displayOf, readContent } from "./text-slots.ts";
import { valueOf } from "./value-of.ts";

/** A picture's file name or address stands where its description should: not text. */
const FILE_NAME = /^\S+\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|pdf)$|^https?:\/\/\S+$/i;

/** Drawn things, besides those of `draw:` and `dr3d:`, that may hold text. */
const OTHER_SHAPES: ReadonlySet<string> = new Set(["table:shapes"]);
/** Of `draw:`, what is no shape. */
const NO_SHAPES: ReadonlySet<string> = new Set(["draw:page", "draw:layer-set", "draw:layer"]);

/** Parts of shapes that hold no text. */
const SKIPPED: ReadonlySet<string> = new Set([
  "draw:enhanced-geometry",
  "draw:glue-point",
  "draw:contour-polygon",
  "draw:contour-path",
  "draw:param",
  "draw:plugin",
  "draw:applet",
  "draw:floating-frame",
  "office:event-listeners",
  "office:binary-data",
]);

/** What the roles of placeholders are called in places (presentation:class); all others are "text". */
const ROLES: Readonly<Record<string, string>> = {
  title: "title",
  subtitle: "subtitle",
  notes: "notes",
  header: "header",
  footer: "footer",
  "date-time": "date",
};

/** Whether the element is drawn: a frame, a shape, a group of them. */
export function isShape(tag: string): boolean {
  return (/^(?:draw|dr3d):/.test(tag) && !NO_SHAPES.has(tag)) || OTHER_SHAPES.has(tag);
}

/** The story of shapes that stand in this one. */
export function shapeStory(story: Story, emit: SlotSink): Story {
  const isOwn = story.category !== "body text" && story.category !== "cells";
  return innerStory(story, isOwn ? story.category : "text boxes", "", emit);
}

/** A shape while it is read. */
interface Reading {
  /** The story its paragraphs belong to. */
  readonly story: Story;
  readonly texts: Slot[];
  readonly alternatives: Slot[];
  /** What stands for it in a line: the first alternative text, or what it is. */
  kind: string;
}

/**
 * Reads the shape, frame or group whose tag is under the cursor and whatever text stands in it. Gives what a reviewer sees of it in a line.
 */
export function readShape(story: Story): string {
  const { lexer } = story;
  if (lexer.isEmpty) return "shape";
  // Groups only hold shapes, but may be described themselves.
  if (/^(?:draw:g|draw:a|table:shapes|dr3d:scene)$/.test(lexer.tag)) return readGroup(story);
  const role = valueOf(lexer, "presentation:class");
  const reading: Reading = {
    story: {
      ...story,
      surface: surfaceOf(story),
      // A slide's title is the heading of all other texts.
      headings: role === "title" ? noHeadings() : story.headings,
    },
    texts: [],
    alternatives: [],
    kind: "shape",
  };
  readInside(reading);
  emitTexts(story, reading, role);
  const alternative = reading.alternatives[0];
  return alternative === undefined ? reading.kind : displayOf(plainText(alternative.source));
}

function surfaceOf({ lexer }: Story): Surface | undefined {
  const presentation = valueOf(lexer, "presentation:style-name");
  if (presentation !== undefined) return { family: "presentation", name: presentation };
  const graphic = valueOf(lexer, "draw:style-name");
  return graphic === undefined ? undefined : { family: "graphic", name: graphic };
}

function readGroup(story: Story): string {
  const { lexer } = story;
  const reading: Reading = { story, texts: [], alternatives: [], kind: "group of shapes" };
  while (lexer.next() && !lexer.isClose) {
    if (!lexer.isElement) continue;
    if (isShape(lexer.tag)) readShape(story);
    else readChild(reading);
  }
  story.emit(reading.alternatives);
  return reading.kind;
}

/** Reads the children of the element under the cursor, up to its closing tag. */
function readInside(reading: Reading): void {
  const { lexer } = reading.story;
  if (lexer.isEmpty) return;
  while (lexer.next() && !lexer.isClose) if (lexer.isElement) readChild(reading);
}

function readChild(reading: Reading): void {
  const { story, texts } = reading;
  const { lexer } = story;
  const inner: Story = { ...story, emit: (slots) => texts.push(...slots) };
  switch (lexer.tag) {
    case "svg:title":
    case "svg:desc":
      readAlternative(reading, lexer.tag === "svg:title" ? "title" : "alternative text");
      return;
    case "text:p":
    case "text:h":
      readParagraph(inner);
      return;
    case "draw:text-box":
      reading.kind = "text box";
      readInside(reading);
      return;
    case "draw:image":
      if (reading.kind === "shape") reading.kind = "image";
      readInside(reading);
      return;
    case "draw:object":
    case "draw:object-ole":
      reading.kind = "object";
      noteObject(story);
      return;
    case "draw:image-map":
    case "draw:area-rectangle":
    case "draw:area-circle":
    case "draw:area-polygon":
      readInside(reading);
      return;
    case "table:table":
      readTable({ ...story, table: openTable(nextName(story, "Table"), false) });
      return;
    case "office:forms":
      readForms(story);
      return;
  }
  if (SKIPPED.has(lexer.tag)) lexer.skip();
  else readBlock(inner);
}

function readAlternative(reading: Reading, what: string): void {
  const { story, alternatives } = reading;
  const { lexer, part, partKey, found } = story;
  const written = readContent(lexer);
  if (!/\p{L}/u.test(written.value)) return;
  if (FILE_NAME.test(written.value.trim())) {
    found.coverage.skipped("alternative texts", "a file name or address");
    return;
  }
  const name = story.around === "" ? "Image" : `${story.around}image`;
  const number = alternatives.length === 0 ? nextSerial(found, name) : found.serials.get(name);
  const place = `${name} ${number}, ${what}`;
  alternatives.push(contentSlot({ part, partKey, kind: "alt", category: "alternative texts", place }, written));
}

/** An embedded document lies in a folder of the package, and is read after what stands around it. */
function noteObject({ lexer, found, around }: Story): void {
  const path = (valueOf(lexer, "xlink:href") ?? "").replace(/^\.\//, "");
  const isInline = lexer.isOpen;
  lexer.skip();
  if (path === "" && isInline) count(found, "embedded-object");
  else if (path !== "") found.objects.push({ path, around });
}

/** Settles what the shape's texts are called, now that it is known how many there are, and hands them over, alternative texts first. */
function emitTexts(story: Story, reading: Reading, role: string | undefined): void {
  const { texts, alternatives } = reading;
  story.emit(alternatives);
  const own = texts.filter(({ place }) => place === "");
  if (own.length > 0) {
    const name = nameOf(story, role);
    for (const [index, slot] of own.entries()) {
      slot.place = story.around !== "" && own.length > 1 ? `${name}, paragraph ${index + 1}` : name;
    }
  }
  story.emit(texts);
}

function nameOf(story: Story, role: string | undefined): string {
  const { around, placeName } = story;
  const known = ROLES[role ?? ""];
  if (known !== undefined && around !== "") return `${around}${known}`;
  if (placeName !== "") return placeName;
  return nextName(story, around === "" ? "Text box" : "Text");
}
