import { rootIs, type Content } from "./content.ts";

/** A format that some filter may read, told by content. */
export interface ReadableKind {
  /** The extension whose filter reads it. */
  readonly extension: `.${string}`;
  /** For people: "a Word document". */
  readonly name: string;
  /** It is told by its first words, which a text about it may have too. */
  readonly isText?: true;
  is(content: Content): boolean;
}

/**
 * Formats that say in their bytes what they are, in the order in which they are asked. Plain text, Markdown and JSON do not: they are what
 * their extension says.
 */
export const READABLE_KINDS: readonly ReadableKind[] = [
  { extension: ".docx", name: "a Word document", is: (content) => isOffice(content, "word", "word/document.xml") },
  {
    extension: ".pptx",
    name: "a PowerPoint presentation",
    is: (content) => isOffice(content, "powerpoint", "ppt/presentation.xml"),
  },
  { extension: ".xlsx", name: "an Excel workbook", is: (content) => isOffice(content, "excel", "xl/workbook.xml") },
  { extension: ".odt", name: "an OpenDocument text", is: (content) => isOpenDocument(content, "text") },
  { extension: ".odp", name: "an OpenDocument presentation", is: (content) => isOpenDocument(content, "presentation") },
  { extension: ".ods", name: "an OpenDocument spreadsheet", is: (content) => isOpenDocument(content, "spreadsheet") },
  // Before e-books: its package has a META-INF/container.xml as theirs have.
  {
    extension: ".idml",
    name: "an InDesign layout (IDML)",
    is: (content) =>
      mimetype(content) === "application/vnd.adobe.indesign-idml-package" ||
      content.archive()?.has("designmap.xml") === true,
  },
  {
    extension: ".epub",
    name: "an e-book (EPUB)",
    is: (content) =>
      mimetype(content) === "application/epub+zip" || content.archive()?.has("META-INF/container.xml") === true,
  },
  { extension: ".h5p", name: "an H5P package", is: (content) => content.archive()?.has("h5p.json") === true },
  {
    extension: ".vtt",
    name: "subtitles in WebVTT",
    isText: true,
    is: (content) => /^WEBVTT(?:[ \t\r\n]|$)/.test(content.text()),
  },
  {
    extension: ".srt",
    name: "subtitles in SubRip",
    isText: true,
    is: (content) => /^\d+[ \t]*\r?\n\d+:\d\d:\d\d[,.]\d+[ \t]*-->[ \t]*\d+:\d\d:\d\d/.test(content.text()),
  },
  { extension: ".html", name: "a web page", isText: true, is: (content) => isHtml(content.text()) },
];

/** The kinds of main part that Office writes, with and without macros, as templates and shows (ECMA-376 part 1, 11–13; [MS-OFFMACRO2]). */
const OFFICE_TYPES = {
  word: /wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled/i,
  powerpoint: /presentationml\.(?:presentation|slideshow|template)\.main\+xml|ms-powerpoint\.\w+\.macroEnabled/i,
  excel: /spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template)\.macroEnabled/i,
} as const;

/** By the content type of its main part; packages without content types by the part's usual name. */
function isOffice(content: Content, program: keyof typeof OFFICE_TYPES, mainPart: string): boolean {
  const archive = content.archive();
  if (archive === undefined) return false;
  const types = content.member("[Content_Types].xml");
  return types === "" ? archive.has(mainPart) : OFFICE_TYPES[program].test(types);
}

/** By its `mimetype`, else by the root of its content (OpenDocument 1.3 part 2, 3.3; part 3, 3.7), zipped or flat. */
function isOpenDocument(content: Content, genre: "text" | "presentation" | "spreadsheet"): boolean {
  const type = `application/vnd.oasis.opendocument.${genre}`;
  const found = mimetype(content) || flatType(content.text());
  if (found !== "")
    return (
      found === type ||
      found === `${type}-template` ||
      (genre === "text" && /text-(?:master|web)/.test(found) && found.startsWith("application/vnd.oasis"))
    );
  const body = content.archive()?.has("META-INF/manifest.xml") ? content.member("content.xml") : "";
  return new RegExp(`<office:body[^>]*>\\s*<office:${genre}[\\s>/]`).test(body);
}

function flatType(text: string): string {
  if (!rootIs("office:document", text)) return "";
  return /office:mimetype="(?<type>[^"]*)"/.exec(text)?.groups?.["type"] ?? "";
}

/** What the archive says it is; "" where it says nothing, or its member of that name is something else. */
function mimetype(content: Content): string {
  const type = content.archive()?.has("mimetype") === true ? content.member("mimetype").trim() : "";
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : "";
}

/** A page that says it is one: after a declaration and comments comes a document type of HTML, or its root. Fragments do not say so. */
function isHtml(text: string): boolean {
  return (
    rootIs("html", text) || /^(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<!doctype\s+html[\s>]/i.test(text)
  );
}
