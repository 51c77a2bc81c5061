import { describe, expect, it } from "vitest";
import { DocumentError } from "../errors.ts";
import { minimalDocument } from "../testing/bad-documents.ts";
import { makeArchive } from "../testing/make-archive.ts";
import { makeOle } from "../testing/make-ole.ts";
import { fitsType } from "./option-values.ts";
import { extensions, filterById, filterFor, filterIds } from "./registry.ts";
import { recognise } from "./recognition/recognise.ts";

const DOCX = minimalDocument("docx");
const PPTX = minimalDocument("pptx");

async function failureOf(name: string, bytes: Uint8Array | string): Promise<DocumentError> {
  const failure: unknown = await filterFor(name, Buffer.from(bytes)).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(DocumentError);
  return failure as DocumentError;
}

describe("the registry", () => {
  it.each(filterIds)("knows the extensions of %s as the filter does", async (id) => {
    const filter = await filterById(id);
    expect(filter.id).toBe(id);
    for (const extension of filter.extensions) expect(extensions).toContain(extension);
  });

  it.each(filterIds)("describes every option of %s, whose default is of its type", async (id) => {
    const { defaults, options } = await filterById(id);
    expect(Object.keys(options).sort()).toEqual(Object.keys(defaults).sort());
    for (const [name, { type, description }] of Object.entries(options)) {
      expect(description).toMatch(/^[A-Z][^\n]+\.$/);
      expect([name, fitsType(defaults[name as keyof typeof defaults], type)]).toEqual([name, true]);
    }
  });

  it("has each extension once", () => {
    expect(new Set(extensions).size).toBe(extensions.length);
  });
});

describe("the filter of a document", () => {
  it("is found by content and by extension alike where both agree", async () => {
    for (const [name, bytes, id] of [
      ["a.docx", DOCX, "docx"],
      ["A.DOTM", DOCX, "docx"],
      ["a.pptx", PPTX, "pptx"],
      ["a.txt", Buffer.from("Hello"), "txt"],
    ] as const) {
      const { filter, findings } = await filterFor(name, bytes);
      expect([name, filter.id, findings]).toEqual([name, id, []]);
    }
  });

  it.each([
    ["a.docx", PPTX, "pptx", "is called .docx, but it is a PowerPoint presentation"],
    ["a.zip", DOCX, "docx", "is called .zip, but it is a Word document"],
    ["folder.x/a", DOCX, "docx", "has no extension, but it is a Word document"],
  ])("is found by content where the extension is wrong: %s", async (name, bytes, id, sentence) => {
    const { filter, findings } = await filterFor(name, bytes);
    expect(filter.id).toBe(id);
    expect(findings).toEqual([
      expect.objectContaining({ id: "wrong-extension", message: expect.stringContaining(sentence) }),
    ]);
  });

  it("is that of the extension where the content is damaged", async () => {
    expect((await filterFor("a.docx", DOCX.subarray(0, 300))).filter.id).toBe("docx");
    expect((await filterFor("a.docx", Buffer.from("Dear parents"))).filter.id).toBe("docx");
    expect((await filterFor("a.docx", Buffer.alloc(0))).filter.id).toBe("docx");
  });

  it("is that of plain text for text about other formats", async () => {
    for (const text of [
      "%PDF- is how a PDF begins",
      "WEBVTTs",
      "<p>One",
      "In <html> you write",
      "ID3 tags",
      "1\n2\n",
      "{}",
    ])
      expect([text, (await filterFor("a.txt", Buffer.from(text))).filter.id]).toEqual([text, "txt"]);
  });
});

describe("a document that no filter reads", () => {
  const pdf = "%PDF-1.7\n%\u00E2\u00E3\n";
  it.each([
    ["a.pdf", pdf, "a.pdf is a PDF.", /Word, PowerPoint or InDesign file/],
    ["a.docx", pdf, "a.docx is a PDF.", /author/],
    ["a.txt", `\u0000\r\n${pdf}`, "a.txt is a PDF.", /author/],
    ["a.doc", makeOle(["1Table", "WordDocument", "Data"]), "a.doc is a document of Word 97–2003.", /save it as \.docx/],
    ["a.docx", makeOle(["WordDocument"]), "a.docx is a document of Word 97–2003.", /save it as \.docx/],
    ["a.ppt", makeOle(["PowerPoint Document"]), "a.ppt is a presentation of PowerPoint 97–2003.", /save it as \.pptx/],
    ["a.xls", makeOle(["A", "B", "C", "D", "Workbook"]), "a.xls is a workbook of Excel 97–2003.", /save it as \.xlsx/],
    ["a.pub", makeOle(["Quill"]), "a.pub is a Publisher document.", /Word/],
    ["a.msg", makeOle(["__properties_version1.0"]), "a.msg is a mail.", /attached/],
    ["a.rtf", "{\\rtf1\\ansi Hello}", "a.rtf is a document in Rich Text Format.", /save it as \.docx/],
    ["a.docx", "{\\rtf1\\ansi Hello}", "a.docx is a document in Rich Text Format.", /save it as \.docx/],
    [
      "a.pages",
      zip("Index/Document.iwa", "preview.jpg"),
      "a.pages is a document of Apple Pages, Keynote or Numbers.",
      /export it as Word/,
    ],
    ["a.key", zip("index.apxl"), "a.key is a document of Apple Pages, Keynote or Numbers.", /export/],
    ["a.zip", zip("module-1.docx", "module-2.docx"), "a.zip is a zip archive.", /Unpack/],
    ["a.docx", zip("notes.txt"), "a.docx is a zip archive.", /Unpack/],
    ["a.zip", zip("imsmanifest.xml", "index.html"), "a.zip is an e-learning package (SCORM).", /Articulate/],
    ["a.xlsb", zip("xl/workbook.bin"), "a.xlsb is an Excel workbook in binary form (.xlsb).", /\.xlsx/],
    ["a.indd", "\u0006\u0006\u00ed\u00f5\u00d8\u001d\u0046\u00e5", "a.indd is an InDesign document.", /IDML/],
    ["a.xlf", '<?xml version="1.0"?>\n<!-- x --><xliff version="1.2">', "a.xlf is an XLIFF file.", /inbox/],
    [
      "a.tmx",
      '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">',
      "a.tmx is a translation memory.",
      /memory/,
    ],
    [
      "a.xml",
      '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
      "a.xml is a Word or Excel document saved as XML.",
      /\.docx/,
    ],
    [
      "a.mht",
      "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=x\r\n",
      "a.mht is a web page saved as a single file (MHTML).",
      /save it as/,
    ],
    ["a.docx", "\u0089PNG\r\n\u001a\n", "a.docx is a picture.", /pictures/],
    ["a.txt", "<svg xmlns='x'></svg>", "a.txt is a picture.", /pictures/],
    ["a.dat", "\u0000\u0000\u0000\u0018ftypmp42", "a.dat is a film.", /subtitles/],
    ["a.dat", "RIFF....WAVEfmt ", "a.dat is a sound recording.", /subtitles/],
    [
      "a.odg",
      zip(["mimetype", "application/vnd.oasis.opendocument.graphics"]),
      "a.odg is a drawing, formula, database or chart in OpenDocument.",
      /texts/,
    ],
    ["a.exe", "MZ\u0090", "a.exe is of no format that pitrans reads.", /It reads \.docx/],
  ])("is refused with what it is and what to do: %s", async (name, bytes, message, hint) => {
    const failure = await failureOf(name, typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
    expect([failure.code, failure.message, failure.place]).toEqual(["unknown-format", message, { file: name }]);
    expect(failure.hint).toMatch(hint);
    expect(failure.hint).toMatch(/^[A-Z][^\n]+\.$/);
  });

  it("is told apart from one that a password protects", async () => {
    const locked = await failureOf("a.docx", makeOle(["EncryptionInfo", "EncryptedPackage"]));
    expect([locked.code, locked.message]).toEqual(["encrypted-document", "a.docx is protected by a password."]);
    const unclear = await failureOf("a.docx", makeOle([]).subarray(0, 600));
    expect([unclear.code, unclear.hint]).toEqual([
      "encrypted-document",
      expect.stringContaining("remove the password"),
    ]);
  });
});

describe("recognition", () => {
  const what = (bytes: Uint8Array | string): string | undefined => {
    const found = recognise(Buffer.from(bytes));
    return found && ("readable" in found ? found.readable.extension : found.refused.name);
  };

  it.each([
    [
      ".xlsx",
      zip([
        "[Content_Types].xml",
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>',
      ]),
    ],
    [
      ".docx",
      zip([
        "[Content_Types].xml",
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      ]),
    ],
    [".pptx", zip("ppt/presentation.xml")],
    [".odt", zip(["mimetype", "application/vnd.oasis.opendocument.text-template"])],
    [".odp", zip(["mimetype", "application/vnd.oasis.opendocument.presentation"])],
    [
      ".ods",
      zip("META-INF/manifest.xml", ["content.xml", "<office:document-content><office:body><office:spreadsheet>"]),
    ],
    [".odt", zip(["mimetype", "\u0089PNG"], "META-INF/manifest.xml", ["content.xml", "<office:body><office:text>"])],
    [
      ".ods",
      '<?xml version="1.0"?>\n<office:document xmlns:office="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">',
    ],
    [".epub", zip(["mimetype", "application/epub+zip\n"])],
    [".epub", zip("META-INF/container.xml")],
    [".idml", zip("designmap.xml", "Stories/Story_u1.xml")],
    [".h5p", zip("h5p.json", "content/content.json")],
    [".vtt", "\uFEFFWEBVTT - Session 1\n\n"],
    [".srt", "\r\n1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n"],
    [".html", "\n<!-- saved -->\n<!DOCTYPE html><p>"],
    [".html", '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html>'],
    [".html", Buffer.from("\uFEFF<HTML>", "utf16le")],
    [undefined, "<p>One paragraph"],
    [undefined, "# Heading"],
    [undefined, '{"a": 1}'],
    [undefined, ""],
  ])("tells %s by its bytes", (extension, bytes) => {
    expect(what(bytes)).toBe(extension);
  });

  // The suite's time limit is the bound: benchmarks measure, tests do not.
  it("is quick with whatever stands at the beginning", () => {
    for (const piece of ["<!-- ", "<!---->", "<?x?>", "a: b\r\n ", "<!DOCTYPE x ", "\u0000", "PK\u0003\u0004"])
      what(piece.repeat(1_000_000 / piece.length));
  });
});

function zip(...members: readonly (string | readonly [name: string, data: string])[]): Buffer {
  return makeArchive(
    members.map((member) =>
      typeof member === "string" ? { name: member, data: "x" } : { name: member[0], data: member[1] },
    ),
  );
}
