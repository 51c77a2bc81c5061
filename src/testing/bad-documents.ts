import { deflateRawSync } from "node:zlib";
import { makeArchive, type ArchiveMember } from "./make-archive.ts";

/** A broken or hostile document, and what may come of it. */
export interface BadDocument {
  /** What is wrong with it, for a test's name. */
  readonly what: string;
  /** With the extension it pretends to. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether reading it is a success too: what is wrong may lie where no filter looks, or be something that is tolerated. */
  readonly mayWork?: true;
}

/** The kinds of office document that broken ones are made of. */
export type OfficeKind = "docx" | "pptx" | "xlsx";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const P =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: Readonly<Record<OfficeKind, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml",
};

/** The part that holds the text of a minimal document. */
const TEXT_PART: Readonly<Record<OfficeKind, string>> = {
  docx: "word/document.xml",
  pptx: "ppt/slides/slide1.xml",
  xlsx: "xl/worksheets/sheet1.xml",
};

/** The part that the package leads to. */
const ROOT_PART: Readonly<Record<OfficeKind, string>> = {
  docx: "word/document.xml",
  pptx: "ppt/presentation.xml",
  xlsx: "xl/workbook.xml",
};

function relations(...targets: readonly (readonly [type: string, target: string])[]): string {
  const rows = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${RELATIONS}">${rows.join("")}</Relationships>`;
}

function contentTypes(overrides: readonly (readonly [part: string, type: string])[]): string {
  const rows = overrides.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}+xml"/>`);
  return `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${rows.join("")}</Types>`;
}

/** The XML of a text part with one paragraph for each text. The texts go in as they are written: markup and all. */
function textPart(kind: OfficeKind, paragraphs: readonly string[]): string {
  if (kind === "docx") {
    const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join("");
    return `${DECLARATION}<w:document ${W}><w:body>${body}<w:sectPr/></w:body></w:document>`;
  }
  if (kind === "xlsx") {
    const rows = paragraphs.map(
      (text) => `<row><c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c></row>`,
    );
    return `${DECLARATION}<worksheet ${X}><sheetData>${rows.join("")}</sheetData></worksheet>`;
  }
  const body = paragraphs.map((text) => `<a:p><a:r><a:rPr lang="en-GB"/><a:t>${text}</a:t></a:r></a:p>`).join("");
  return `${DECLARATION}<p:sld ${P}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="2" name="Title 1"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${body}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`;
}

/** The members of the smallest document of the kind that Office opens; `text` is the XML of its text part. */
export function minimalMembers(
  kind: OfficeKind,
  text: string | Uint8Array = textPart(kind, ["Hello, parents."]),
): ArchiveMember[] {
  const root = ROOT_PART[kind];
  const common = [{ name: "_rels/.rels", data: relations(["officeDocument", root]) }];
  if (kind === "docx") {
    const types = contentTypes([["word/document.xml", `${TYPES.docx}.document.main`]]);
    return [{ name: "[Content_Types].xml", data: types }, ...common, { name: root, data: text }];
  }
  if (kind === "xlsx") {
    const types = contentTypes([
      [root, `${TYPES.xlsx}.sheet.main`],
      [TEXT_PART.xlsx, `${TYPES.xlsx}.worksheet`],
    ]);
    const workbook = `${DECLARATION}<workbook ${X} xmlns:r="${OFFICE}"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>`;
    return [
      { name: "[Content_Types].xml", data: types },
      ...common,
      { name: root, data: workbook },
      { name: "xl/_rels/workbook.xml.rels", data: relations(["worksheet", "worksheets/sheet1.xml"]) },
      { name: TEXT_PART.xlsx, data: text },
    ];
  }
  const types = contentTypes([
    [root, `${TYPES.pptx}.presentation.main`],
    ["ppt/slides/slide1.xml", `${TYPES.pptx}.slide`],
  ]);
  const presentation = `${DECLARATION}<p:presentation ${P}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`;
  return [
    { name: "[Content_Types].xml", data: types },
    ...common,
    { name: root, data: presentation },
    { name: "ppt/_rels/presentation.xml.rels", data: relations(["slide", "slides/slide1.xml"]) },
    { name: "ppt/slides/slide1.xml", data: text },
  ];
}

/** A small sound document of the kind. */
export function minimalDocument(kind: OfficeKind, paragraphs: readonly string[] = ["Hello, parents."]): Buffer {
  return makeArchive(minimalMembers(kind, textPart(kind, paragraphs)));
}

/** Broken and hostile documents that pretend to be of the kind. */
export function badDocuments(kind: OfficeKind): BadDocument[] {
  const good = minimalDocument(kind);
  const part = TEXT_PART[kind];
  const other = kind === "docx" ? "pptx" : "docx";
  const named = (what: string, bytes: Uint8Array | string, mayWork?: true): BadDocument => ({
    what,
    name: `bad.${kind}`,
    bytes: typeof bytes === "string" ? Buffer.from(bytes) : bytes,
    ...(mayWork ? { mayWork } : {}),
  });
  const withText = (what: string, text: string | Uint8Array, mayWork?: true): BadDocument =>
    named(what, makeArchive(minimalMembers(kind, text)), mayWork);
  const withMore = (what: string, ...members: readonly ArchiveMember[]): BadDocument =>
    named(what, makeArchive([...minimalMembers(kind), ...members]));
  return [
    named("protected by a password", passwordProtected()),
    named("empty", ""),
    named("a single byte", "P"),
    named("cut off in the middle", good.subarray(0, Math.floor(good.length / 2))),
    named("cut off before its last byte", good.subarray(0, good.length - 1)),
    named("a text under a wrong extension", "Dear parents,\nwelcome.\n"),
    named("a web page under a wrong extension", "<!DOCTYPE html><html><body><p>Hello</p></body></html>"),
    named(`a ${other} under a wrong extension`, minimalDocument(other)),
    named("an archive of something else", makeArchive([{ name: "notes.txt", data: "Hello" }])),
    named("an archive of nothing", makeArchive([])),
    named(
      "without its main part",
      makeArchive(minimalMembers(kind).filter(({ name }) => name !== part && name !== ROOT_PART[kind])),
    ),
    withText("a text part that is no XML", "This is not XML."),
    withText("an empty text part", ""),
    withText("a text part that breaks off", textPart(kind, ["Hello"]).slice(0, -30)),
    withText(
      "elements closed in the wrong order",
      textPart(kind, ["Hello"]).replace("</w:p>", "</w:r>").replace("</a:p>", "</a:r>").replace("</is>", "</si>"),
    ),
    withText("an undeclared prefix", textPart(kind, ["<zz:x/>Hello"])),
    withText("an external entity", withDoctype(kind, '<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")),
    withText(
      "an external document type",
      withDoctype(kind, "", "Hello").replace("[]", 'SYSTEM "http://127.0.0.1:9/x.dtd"'),
    ),
    withText("a billion laughs", withDoctype(kind, laughs(), "&l9;")),
    withText("elements nested without end", nested(kind, 200_000)),
    withText(
      "bytes that are no UTF-8",
      Buffer.concat([Buffer.from(textPart(kind, ["Hello"]).slice(0, 200)), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]),
    ),
    withText("a text part in UTF-16", utf16(textPart(kind, ["Hello"])), true),
    withText("characters that XML forbids", textPart(kind, ["Hel\u0001lo"])),
    withText("a reference to a character that XML forbids", textPart(kind, ["Hel&#1;lo"])),
    withMore("a path out of the folder", { name: "../../evil.xml", data: "<x/>" }),
    withMore("an absolute path", { name: "/etc/evil.xml", data: "<x/>" }),
    withMore("a drive letter", { name: "C:\\evil.xml", data: "<x/>" }),
    withMore("two parts of one name", { name: part, data: textPart(kind, ["Another"]) }),
    withMore("two parts whose names differ in case", { name: part.toUpperCase(), data: textPart(kind, ["Another"]) }),
    named("a part that swells to 2 GB", zipBomb(kind, 2 ** 31 - 1)),
    named("a part that lies about its size", lyingSize(kind)),
    named("a wrong checksum", wrongChecksum(kind)),
    named("zip64 fields that claim the impossible", zip64(kind)),
    named("a table of contents that points nowhere", pointsNowhere(kind)),
    named("an encrypted part", encryptedPart(kind)),
  ];
}

/** The first sector of an OLE2 container, in which Office keeps encrypted documents, and empty sectors after it. */
function passwordProtected(): Buffer {
  const bytes = Buffer.alloc(4096);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  bytes.write("EncryptedPackage", 1024, "utf16le");
  return bytes;
}

function withDoctype(kind: OfficeKind, subset: string, text: string): string {
  const xml = textPart(kind, [text]);
  const root = /<([a-z:]+) xmlns/i.exec(xml)![1]!;
  return xml.replace(DECLARATION, `${DECLARATION}<!DOCTYPE ${root} [${subset}]>`);
}

function laughs(): string {
  const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);
  return `<!ENTITY l0 "lol">${levels.join("")}`;
}

function nested(kind: OfficeKind, depth: number): string {
  const name = { docx: "w:smartTag", pptx: "p:grpSp", xlsx: "row" }[kind];
  return textPart(kind, ["Hello"])
    .replace(/<(?:w:p|p:sp|row)>/, (tag) => `${`<${name}>`.repeat(depth)}${tag}`)
    .replace(/<\/(?:w:p|p:sp|row)>/, (tag) => `${tag}${`</${name}>`.repeat(depth)}`);
}

function utf16(xml: string): Buffer {
  return Buffer.from(`\uFEFF${xml.replace("UTF-8", "UTF-16")}`, "utf16le");
}

/** A member that is honest about the size it inflates to: its body of zeros takes a thousandth of it. Only the header claims `size`. */
function zipBomb(kind: OfficeKind, size: number): Buffer {
  const zeros = deflateRawSync(Buffer.alloc(16 * 1024 * 1024, " "));
  const bytes = makeArchive([
    ...minimalMembers(kind).filter(({ name }) => name !== TEXT_PART[kind]),
    bodyMember(kind, zeros),
  ]);
  return patchEntry(bytes, TEXT_PART[kind], (central) => {
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(size, 24);
  });
}

function bodyMember(kind: OfficeKind, body: Buffer): ArchiveMember {
  return { name: TEXT_PART[kind], data: body, stored: true };
}

/** 16 MiB of spaces that call themselves 100 bytes. */
function lyingSize(kind: OfficeKind): Buffer {
  const members = minimalMembers(kind, Buffer.alloc(16 * 1024 * 1024, " "));
  return patchEntry(makeArchive(members), TEXT_PART[kind], (central) => central.writeUInt32LE(100, 24));
}

function wrongChecksum(kind: OfficeKind): Buffer {
  return patchEntry(minimalDocument(kind), TEXT_PART[kind], (central) => central.writeUInt32LE(0x12345678, 16));
}

function pointsNowhere(kind: OfficeKind): Buffer {
  return patchEntry(minimalDocument(kind), TEXT_PART[kind], (central) => central.writeUInt32LE(0x7fffffff, 42));
}

function encryptedPart(kind: OfficeKind): Buffer {
  return patchEntry(minimalDocument(kind), TEXT_PART[kind], (central) => central.writeUInt16LE(0x0801, 8));
}

/** An end record whose fields say "see the zip64 record", and a zip64 record that claims 2^60 parts. */
function zip64(kind: OfficeKind): Buffer {
  const bytes = minimalDocument(kind);
  const end = Buffer.from(bytes.subarray(bytes.length - 22));
  end.writeUInt16LE(0xffff, 8);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 12);
  end.writeUInt32LE(0xffffffff, 16);
  const record = Buffer.alloc(56);
  record.write("PK\u0006\u0006", 0, "latin1");
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(2n ** 60n, 24);
  record.writeBigUInt64LE(2n ** 60n, 32);
  const locator = Buffer.alloc(20);
  locator.write("PK\u0006\u0007", 0, "latin1");
  locator.writeBigUInt64LE(BigInt(bytes.length - 22), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([bytes.subarray(0, bytes.length - 22), record, locator, end]);
}

/** A copy of the archive whose central directory entry of the name went through `patch`. Throws an Error where there is none. */
export function patchEntry(archive: Buffer, name: string, patch: (central: Buffer) => unknown): Buffer {
  const bytes = Buffer.from(archive);
  let at = bytes.readUInt32LE(bytes.length - 6);
  while (bytes.readUInt32BE(at) === 0x504b0102) {
    const nameLength = bytes.readUInt16LE(at + 28);
    if (bytes.toString("utf8", at + 46, at + 46 + nameLength) === name) {
      patch(bytes.subarray(at));
      return bytes;
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  throw new Error(`The archive has no member ${name}.`);
}
