import { describe, expect, it } from "vitest";
import { numberedText, plainText, textFragment, type Fragment } from "../../model/fragment.ts";
import { badDocuments } from "../../testing/bad-documents.ts";
import { describeFilter } from "../../testing/describe-filter.ts";
import { makeArchive, type ArchiveMember } from "../../testing/make-archive.ts";
import { openArchive } from "../../zip/archive.ts";
import { epub } from "./epub.ts";

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;

const OPF = `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="en" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier><dc:title>Listening at home</dc:title><dc:creator>A circle of parents</dc:creator><dc:language>en</dc:language>
<dc:description>&lt;p>Twelve &lt;b>evenings&lt;/b>.&lt;/p></dc:description><dc:subject>FAM034000</dc:subject><dc:subject>Parents</dc:subject>
<meta property="schema:accessibilitySummary">All pictures are described.</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="two" href="text/evening%202.xhtml" media-type="application/xhtml+xml"/><item id="one" href="text/evening-1.xhtml" media-type="application/xhtml+xml" media-overlay="smil"/>
<item id="drawing" href="drawing.svg" media-type="image/svg+xml"/><item id="smil" href="one.smil" media-type="application/smil+xml"/><item id="font" href="font.otf" media-type="font/otf"/></manifest>
<spine toc="ncx"><itemref idref="one"/><itemref idref="two"/></spine>
<guide><reference type="text" title="Evening 1" href="text/evening-1.xhtml"/></guide></package>`;

const page = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en"><head><title>Listening at home</title></head><body>${body}</body></html>`;

const NAV = page(
  '<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="text/evening-1.xhtml">Evening 1</a></li><li><a href="text/evening%202.xhtml">Evening 2: waiting</a></li></ol></nav><nav epub:type="page-list"><ol><li><a href="text/evening-1.xhtml#i">iv</a></li></ol></nav>',
);

const NCX = `<?xml version="1.0"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><docTitle><text>Listening at home</text></docTitle><navMap><navPoint id="a"><navLabel><text>Evening 1</text></navLabel><content src="text/evening-1.xhtml"/></navPoint><navPoint id="b"><navLabel><text>The second evening</text></navLabel><content src="x"/></navPoint></navMap><pageList><pageTarget id="p"><navLabel><text>iv</text></navLabel><content src="x"/></pageTarget></pageList></ncx>`;

const OBFUSCATED = `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData><enc:CipherReference URI="OPS/font.otf"/></enc:CipherData></enc:EncryptedData></encryption>`;

const MEMBERS: readonly ArchiveMember[] = [
  { name: "mimetype", data: "application/epub+zip", stored: true },
  { name: "META-INF/container.xml", data: CONTAINER },
  { name: "META-INF/encryption.xml", data: OBFUSCATED },
  { name: "OPS/book.opf", data: OPF },
  { name: "OPS/nav.xhtml", data: NAV },
  { name: "OPS/toc.ncx", data: NCX },
  {
    name: "OPS/text/evening-1.xhtml",
    data: page(
      '<h1>Evening<br/>1</h1><p>Listen<a epub:type="noteref" href="#n">1</a> first.</p><span epub:type="pagebreak" title="iv"/>',
    ),
  },
  { name: "OPS/text/evening 2.xhtml", data: page("<h1>Evening 2: waiting</h1><p>Count to <i>ten</i>.</p>") },
  {
    name: "OPS/drawing.svg",
    data: '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="en"><title>A door</title><text>Open</text></svg>',
  },
  { name: "OPS/one.smil", data: "<smil/>" },
  { name: "OPS/font.otf", data: "\u0000\u0001font" },
];

const bookOf = (changes: Readonly<Record<string, string>> = {}): Buffer =>
  makeArchive(MEMBERS.map((member) => ({ ...member, data: changes[member.name] ?? member.data })));

const open = (bytes: Uint8Array, locale = "en") => ({ name: "book.epub", bytes, locale });

async function translated(bytes: Uint8Array, locale: string, change = (text: string): string => `[${text}]`) {
  const { units } = await epub.extract(open(bytes));
  const targets = new Map(
    units.map(({ id, source }): [string, Fragment] => [
      id,
      source.map((part) => (part.kind === "text" ? { kind: "text", text: change(part.text) } : part)),
    ]),
  );
  const merged = await epub.merge(open(bytes), { locale, targets });
  const archive = openArchive(merged.bytes);
  return (part: string): string => Buffer.from(archive.read(part)).toString("utf8");
}

describe("an e-book", () => {
  it("gives the texts of its metadata, of its pages in reading order, and of what repeats none of these", async () => {
    const { units } = await epub.extract(open(bookOf()));
    expect(units.map(({ place, source }) => `${place} | ${numberedText(source)}`)).toEqual([
      "Title of the book | Listening at home",
      "Description of the book, Paragraph 1 | Twelve <1>evenings</1>.",
      "Subject of the book | Parents",
      "Summary of accessibility | All pictures are described.",
      "evening-1.xhtml, Page title | Listening at home",
      "evening-1.xhtml, Heading 1 | Evening<1/>1",
      "evening-1.xhtml, Paragraph 1 | Listen<1>1</1> first.",
      "evening 2.xhtml, Page title | Listening at home",
      "evening 2.xhtml, Heading 1 | Evening 2: waiting",
      "evening 2.xhtml, Paragraph 1 | Count to <1>ten</1>.",
      "nav.xhtml, Heading 1 | Contents",
      "drawing.svg, Page title | A door",
      "drawing.svg, Drawing, text 1 | Open",
      "Table of contents, entry 3 | The second evening",
    ]);
  });

  it("says in its contents what the headings say", async () => {
    const read = await translated(bookOf(), "ru");
    expect(read("OPS/nav.xhtml")).toContain(">[Evening 2: waiting]</a>");
    expect(read("OPS/nav.xhtml")).toContain(">[Evening] [1]</a>");
    expect(read("OPS/toc.ncx")).toContain("<text>[Evening] [1]</text>");
    expect(read("OPS/toc.ncx")).toContain("<docTitle><text>[Listening at home]</text>");
    expect(read("OPS/book.opf")).toContain('title="[Evening] [1]"');
  });

  it("leaves page numbers, and marks every part with the new language", async () => {
    const read = await translated(bookOf(), "ru");
    expect(read("OPS/nav.xhtml")).toContain('href="text/evening-1.xhtml#i">iv</a>');
    expect(read("OPS/toc.ncx")).toContain("<navLabel><text>iv</text></navLabel>");
    expect(read("OPS/text/evening-1.xhtml")).toContain('<span epub:type="pagebreak" title="iv"/>');
    expect(read("OPS/book.opf")).toContain("<dc:language>ru</dc:language>");
    expect(read("OPS/book.opf")).toContain('version="3.0" xml:lang="ru"');
    expect(read("OPS/toc.ncx")).toContain('<ncx xml:lang="ru" xmlns=');
    expect(read("OPS/nav.xhtml")).toContain('xml:lang="ru" lang="ru"');
    expect(read("OPS/drawing.svg")).toContain('xml:lang="ru"');
  });

  it("turns its pages the other way for Arabic, and back", async () => {
    const read = await translated(bookOf(), "ar");
    expect(read("OPS/book.opf")).toContain('<spine page-progression-direction="rtl" toc="ncx">');
    expect(read("OPS/text/evening-1.xhtml")).toContain(' dir="rtl"');
    const arabic = bookOf({ "OPS/book.opf": OPF.replace("<spine", '<spine page-progression-direction="rtl"') });
    const { bytes } = await epub.merge(open(arabic, "ar"), { locale: "en", targets: new Map() });
    expect(Buffer.from(openArchive(bytes).read("OPS/book.opf")).toString()).toContain(
      'page-progression-direction="ltr"',
    );
  });

  it("writes a description in HTML as HTML", async () => {
    const read = await translated(bookOf(), "ru");
    expect(read("OPS/book.opf")).toContain("&lt;p&gt;[Twelve ]&lt;b&gt;[evenings]&lt;/b&gt;[.]&lt;/p&gt;");
  });

  it("changes nothing but pages, package and contents", async () => {
    const bytes = bookOf();
    const { units } = await epub.extract(open(bytes));
    const targets = new Map(units.map(({ id, source }) => [id, textFragment(`x${plainText(source)}`)]));
    const merged = openArchive((await epub.merge(open(bytes), { locale: "ru", targets })).bytes);
    const before = openArchive(bytes);
    const same = MEMBERS.map(({ name }) => name).filter((name) =>
      Buffer.from(merged.read(name)).equals(before.read(name)),
    );
    expect(same).toEqual([
      "mimetype",
      "META-INF/container.xml",
      "META-INF/encryption.xml",
      "OPS/one.smil",
      "OPS/font.otf",
    ]);
    expect(merged.entries[0]).toMatchObject({ name: "mimetype", size: 20, compressedSize: 20 });
  });

  it("is read where only a picture or font is encrypted", async () => {
    const other = OBFUSCATED.replace(
      "http://www.idpf.org/2008/embedding",
      "http://www.w3.org/2001/04/xmlenc#aes128-cbc",
    );
    expect((await epub.extract(open(bookOf({ "META-INF/encryption.xml": other })))).units.length).toBeGreaterThan(0);
  });

  it("tells of parts that are named and missing", async () => {
    const { findings } = await epub.extract(open(makeArchive(MEMBERS.filter(({ name }) => name !== "OPS/toc.ncx"))));
    expect(findings).toMatchObject([{ id: "missing-part", place: "OPS/toc.ncx" }]);
  });
});

const without = (...names: readonly string[]): Buffer =>
  makeArchive(MEMBERS.filter(({ name }) => !names.includes(name)));

describeFilter(epub, {
  sound: { "book.epub": bookOf() },
  bad: [
    ...badDocuments("docx")
      .filter(({ what }) => /zip|cut off|empty|password|path|swells|checksum/.test(what))
      .map((bad) => ({ ...bad, name: "bad.epub" })),
    { what: "an archive that is no e-book", name: "a.epub", bytes: makeArchive([{ name: "a.txt", data: "a" }]) },
    { what: "without its package document", name: "a.epub", bytes: without("OPS/book.opf") },
    {
      what: "protected by digital rights management",
      name: "a.epub",
      bytes: bookOf({
        "META-INF/encryption.xml": OBFUSCATED.replace(
          "http://www.idpf.org/2008/embedding",
          "http://www.w3.org/2001/04/xmlenc#aes128-cbc",
        ).replace("OPS/font.otf", "OPS/text/evening%202.xhtml"),
      }),
    },
    { what: "broken in its package document", name: "a.epub", bytes: bookOf({ "OPS/book.opf": OPF.slice(0, 300) }) },
    { what: "nested without end", name: "a.epub", bytes: bookOf({ "OPS/toc.ncx": "<a>".repeat(10_000) }) },
  ],
  settle: (text) => text.replaceAll(/\u00AD|\$\{x\}/g, "").trim(),
});
