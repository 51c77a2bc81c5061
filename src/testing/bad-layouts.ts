import { minimalDocument, patchEntry, type BadDocument } from "./bad-documents.ts";
import { makeArchive, type ArchiveMember } from "./make-archive.ts";
import { layoutMembers, makeLayout, paragraphs } from "./make-layout.ts";

const PLAN = { stories: { a: paragraphs("Hello, parents.") } };
const STORY = "Stories/Story_a.xml";

/** Broken and hostile documents that pretend to be InDesign's. */
export function badLayouts(): BadDocument[] {
  const good = makeLayout(PLAN);
  const named = (what: string, bytes: Uint8Array | string, name: string = "bad.idml"): BadDocument => ({
    what,
    name,
    bytes: typeof bytes === "string" ? Buffer.from(bytes) : bytes,
  });
  const withPart = (what: string, part: string, change: (xml: string) => string | Uint8Array): BadDocument =>
    named(
      what,
      makeArchive(
        layoutMembers(PLAN).map((member) =>
          member.name === part ? { ...member, data: change(textOf(member)) } : member,
        ),
      ),
    );
  const without = (what: string, part: string): BadDocument =>
    named(what, makeArchive(layoutMembers(PLAN).filter(({ name }) => name !== part)));
  const withMore = (what: string, ...members: readonly ArchiveMember[]): BadDocument =>
    named(what, makeArchive([...layoutMembers(PLAN), ...members]));
  return [
    named("empty", ""),
    named("a single byte", "P"),
    named("cut off in the middle", good.subarray(0, Math.floor(good.length / 2))),
    named("cut off before its last byte", good.subarray(0, good.length - 1)),
    named("a text under a wrong extension", "Dear parents,\nwelcome.\n"),
    named("a web page under a wrong extension", "<!DOCTYPE html><html><body><p>Hello</p></body></html>"),
    named("a Word document under a wrong extension", minimalDocument("docx")),
    named("an archive of nothing", makeArchive([])),
    named(
      "in InDesign's closed format",
      Buffer.concat([Buffer.from("0606edf5d81d46e5bd31efe7fe74b71d444f43554d454e54", "hex"), Buffer.alloc(4096)]),
    ),
    named("XML of something else", '<?xml version="1.0"?><catalogue/>', "bad.icml"),
    named(
      "a snippet that breaks off",
      '<?xml version="1.0"?><?aid style="50" type="snippet"?><Document Self="d">',
      "bad.idms",
    ),
    named("a snippet without a document", '<?xml version="1.0"?><?aid style="50" type="snippet"?><Story/>', "bad.icml"),
    without("without its document map", "designmap.xml"),
    without("without a story that its map lists", STORY),
    without("without its styles", "Resources/Styles.xml"),
    withPart("a document map that is no XML", "designmap.xml", () => "This is not XML."),
    withPart("an empty story", STORY, () => ""),
    withPart("a story that breaks off", STORY, (xml) => xml.slice(0, -40)),
    withPart("elements closed in the wrong order", STORY, (xml) => xml.replace("</Content>", "</Br>")),
    withPart("an undeclared prefix", STORY, (xml) => xml.replace("<Content>", "<zz:x/><Content>")),
    withPart("an external entity", STORY, (xml) =>
      xml.replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace("Hello", "&x;"),
    ),
    withPart("a billion laughs", STORY, (xml) =>
      xml.replace("?>\n", `?>\n<!DOCTYPE x [${laughs()}]>`).replace("Hello", "&l9;"),
    ),
    withPart("elements nested without end", STORY, (xml) =>
      xml
        .replace("<ParagraphStyleRange", `${"<XMLElement>".repeat(200_000)}<ParagraphStyleRange`)
        .replace("</ParagraphStyleRange>", `</ParagraphStyleRange>${"</XMLElement>".repeat(200_000)}`),
    ),
    withPart("bytes that are no UTF-8", STORY, (xml) =>
      Buffer.concat([Buffer.from(xml.slice(0, 300)), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]),
    ),
    withPart("characters that XML forbids", STORY, (xml) => xml.replace("Hello", "Hel\u0001lo")),
    withMore("a path out of the folder", { name: "../../evil.xml", data: "<x/>" }),
    withMore("two parts of one name", { name: STORY, data: "<x/>" }),
    named(
      "a wrong checksum",
      patchEntry(good, STORY, (central) => central.writeUInt32LE(0x12345678, 16)),
    ),
    named(
      "an encrypted part",
      patchEntry(good, STORY, (central) => central.writeUInt16LE(0x0801, 8)),
    ),
    named(
      "a table of contents that points nowhere",
      patchEntry(good, STORY, (central) => central.writeUInt32LE(0x7fffffff, 42)),
    ),
  ];
}

function textOf({ data }: ArchiveMember): string {
  return typeof data === "string" ? data : Buffer.from(data).toString("utf8");
}

function laughs(): string {
  const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);
  return `<!ENTITY l0 "lol">${levels.join("")}`;
}
