import type { ErrorCode } from "../../errors.ts";
import { rootIs, type Content } from "./content.ts";

/** Something that no filter reads, told by content. */
export interface RefusedKind {
  /** For people: "a PDF". */
  readonly name: string;
  /** What to do, as a full sentence. */
  readonly hint: string;
  /** `unknown-format` by default. */
  readonly code?: ErrorCode;
  /** Pictures, sound and film lie beside documents as a matter of course: nobody expects them to be translated. */
  readonly isMedia?: true;
  /** It is told by its first words, which a text about it may have too. */
  readonly isText?: true;
  is(content: Content): boolean;
}

const SAVE_AS_WORD = "Open it in Word and save it as .docx.";
const EXPORT = "Open it there, export it as Word, PowerPoint or Excel (File > Export To), and translate that file.";

/** Streams of an OLE container that tell what it is ([MS-DOC], [MS-PPT], [MS-XLS], [MS-OFFCRYPTO], [MS-OXMSG]). */
const hasStream =
  (...names: readonly string[]) =>
  (content: Content): boolean =>
    names.some((name) => content.streams().has(name));

const startsWith =
  (...signatures: readonly string[]) =>
  ({ head }: Content): boolean =>
    signatures.some((signature) => head.startsWith(signature));

const hasMember =
  (pattern: RegExp) =>
  (content: Content): boolean =>
    content.archive()?.entries.some(({ name }) => pattern.test(name)) === true;

/** A signature after the size of the first box, as films and pictures of today have it (ISO/IEC 14496-12, 4.3). */
const boxOf = ({ head }: Content): string => (head.slice(4, 8) === "ftyp" ? head.slice(8, 12) : "");

/** Containers that begin with their length: RIFF (pictures, sound and film). */
const riffOf = ({ head }: Content): string => (head.startsWith("RIFF") ? head.slice(8, 12) : "");

const PICTURE = "Text inside pictures cannot be translated; put it into the document as text.";
const FILM = "Translate the subtitles instead: a file in SubRip (.srt) or WebVTT (.vtt).";
const UNPACK = "Unpack it and put the documents themselves into sources/.";

/** In the order in which they are asked, after all that can be read. */
export const REFUSED_KINDS: readonly RefusedKind[] = [
  {
    name: "a PDF",
    hint: "A PDF is a print of another document. Ask its author for the Word, PowerPoint or InDesign file (exported as IDML) that it was made from.",
    is: ({ head }) => /(?:^|[\r\n])%PDF-\d/.test(head.slice(0, 1032)),
  },
  {
    name: "protected by a password",
    hint: "Ask for a copy without the password, or open it in Office and remove it (File > Info > Protect), then save it again.",
    code: "encrypted-document",
    is: hasStream("EncryptedPackage", "EncryptionInfo"),
  },
  { name: "a document of Word 97–2003", hint: SAVE_AS_WORD, is: hasStream("WordDocument") },
  {
    name: "a presentation of PowerPoint 97–2003",
    hint: "Open it in PowerPoint and save it as .pptx.",
    is: hasStream("PowerPoint Document"),
  },
  {
    name: "a workbook of Excel 97–2003",
    hint: "Open it in Excel and save it as .xlsx.",
    is: hasStream("Workbook", "Book"),
  },
  {
    name: "a Publisher document",
    hint: "Copy its text into a Word document, or ask its author for one.",
    is: hasStream("Quill"),
  },
  {
    name: "a mail",
    hint: "Save the documents that are attached to it, and translate those.",
    is: (content) => [...content.streams()].some((name) => name.startsWith("__properties")),
  },
  {
    name: "a file of an old Office program, or protected by a password",
    hint: "Open it in Office, remove the password (File > Info), and save it as .docx, .pptx or .xlsx.",
    code: "encrypted-document",
    is: startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"),
  },
  { name: "a document in Rich Text Format", hint: SAVE_AS_WORD, is: startsWith("{\\rtf") },
  {
    name: "an Excel workbook in binary form (.xlsb)",
    hint: "Open it in Excel and save it as .xlsx.",
    is: hasMember(/^xl\/workbook\.bin$/),
  },
  {
    name: "a Visio drawing",
    hint: "Copy its text into a Word document, or ask its author for one.",
    is: hasMember(/^visio\//),
  },
  {
    name: "a document of Apple Pages, Keynote or Numbers",
    hint: EXPORT,
    is: hasMember(/^(?:Index\/[^/]+\.iwa|Index\.zip|index\.apxl|index\.xml\.gz|buildVersionHistory\.plist)$/),
  },
  {
    name: "a drawing, formula, database or chart in OpenDocument",
    hint: "Only texts, presentations and spreadsheets are read. Copy what is to be translated into one of those.",
    is: (content) => content.member("mimetype").startsWith("application/vnd.oasis.opendocument."),
  },
  {
    name: "an e-learning package (SCORM)",
    hint: "Ask its author for the translation export of the authoring tool (Articulate, Captivate: XLIFF or Word).",
    is: hasMember(/^imsmanifest\.xml$/),
  },
  { name: "a zip archive", hint: UNPACK, is: (content) => content.archive() !== undefined },
  { name: "an archive", hint: UNPACK, is: startsWith("Rar!\u001a", "7z\u00bc\u00af", "\u001f\u008b", "\u00fd7zXZ") },
  {
    name: "an InDesign document",
    hint: "Open it in InDesign and export it as IDML (File > Export).",
    is: startsWith("\u0006\u0006\u00ed\u00f5\u00d8\u001d\u0046\u00e5"),
  },
  {
    name: "an XLIFF file",
    hint: "A translation that came back belongs into inbox/; run pitrans import.",
    isText: true,
    is: (content) => rootIs("xliff", content.text()),
  },
  {
    name: "a translation memory",
    hint: "It belongs into memory/ or memory/reference/.",
    isText: true,
    is: (content) => rootIs("tmx", content.text()),
  },
  {
    name: "a Word or Excel document saved as XML",
    hint: "Open it in Office and save it as .docx or .xlsx.",
    isText: true,
    is: (content) => {
      const text = content.text();
      return (
        /^<\?xml[^>]*>\s*<\?mso-application\s/.test(text) ||
        rootIs("w:wordDocument", text) ||
        rootIs("pkg:package", text)
      );
    },
  },
  {
    name: "a web page saved as a single file (MHTML)",
    hint: "Open it in Word and save it as .docx, or save it as a web page (.html).",
    isText: true,
    is: (content) => /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart\/related/i.test(content.text()),
  },
  {
    name: "a picture",
    hint: PICTURE,
    isMedia: true,
    is: (content) =>
      startsWith(
        "\u0089PNG",
        "\u00ff\u00d8\u00ff",
        "GIF87a",
        "GIF89a",
        "II*\u0000",
        "MM\u0000*",
        "8BPS\u0000",
      )(content) ||
      riffOf(content) === "WEBP" ||
      /^(?:heic|heix|mif1|avif)$/.test(boxOf(content)),
  },
  {
    name: "a picture",
    hint: PICTURE,
    isMedia: true,
    isText: true,
    is: (content) => rootIs("svg", content.text()),
  },
  {
    name: "a film",
    hint: FILM,
    isMedia: true,
    is: (content) =>
      riffOf(content) === "AVI " ||
      (boxOf(content) !== "" && !/^M4[AB]/.test(boxOf(content))) ||
      startsWith("\u001aE\u00df\u00a3", "\u0000\u0000\u0001\u00ba", "\u0000\u0000\u0001\u00b3", "FLV\u0001")(content),
  },
  {
    name: "a sound recording",
    hint: FILM,
    isMedia: true,
    is: (content) =>
      /^(?:ID3[\u0002-\u0004]|OggS\u0000|fLaC\u0000|\u00ff[\u00fb\u00f3\u00f1])/.test(content.head) ||
      riffOf(content) === "WAVE" ||
      /^M4[AB]/.test(boxOf(content)),
  },
];
