import { patchEntry, type BadDocument } from "./bad-documents.ts";
import { makeArchive, type ArchiveMember } from "./make-archive.ts";
import { makeFlatOdf, odfMembers, odfPart, type OdfKind } from "./make-odf.ts";

/** The body of a small document of the kind, with a text for each paragraph. */
export function minimalOdfBody(kind: OdfKind, paragraphs: readonly string[]): string {
  const lines = paragraphs.map((text) => `<text:p>${text}</text:p>`);
  if (kind === "text") return lines.join("");
  if (kind === "presentation") {
    return `<draw:page draw:name="page1" draw:master-page-name="Default"><draw:frame presentation:class="outline" svg:width="10cm" svg:height="5cm"><draw:text-box>${lines.join("")}</draw:text-box></draw:frame></draw:page>`;
  }
  const rows = lines.map(
    (line) =>
      `<table:table-row><table:table-cell office:value-type="string">${line}</table:table-cell></table:table-row>`,
  );
  return `<table:table table:name="Plan"><table:table-column/>${rows.join("")}</table:table>`;
}

const EXTENSIONS: Readonly<Record<OdfKind, string>> = { text: "odt", presentation: "odp", spreadsheet: "ods" };

/** Broken and hostile OpenDocument files that pretend to be of the kind. */
export function badOdfDocuments(kind: OdfKind): BadDocument[] {
  const name = `bad.${EXTENSIONS[kind]}`;
  const members = odfMembers({ kind, body: minimalOdfBody(kind, ["Hello, parents."]) });
  const good = makeArchive(members);
  const named = (what: string, bytes: Uint8Array | string, mayWork?: true): BadDocument => ({
    what,
    name,
    bytes: typeof bytes === "string" ? Buffer.from(bytes) : bytes,
    ...(mayWork ? { mayWork } : {}),
  });
  const withMember = (what: string, member: ArchiveMember, mayWork?: true): BadDocument => {
    const others = members.filter((other) => other.name !== member.name);
    return named(what, makeArchive([...others, member]), mayWork);
  };
  const content = String(members.find((member) => member.name === "content.xml")!.data);
  const withContent = (what: string, data: string | Uint8Array, mayWork?: true): BadDocument =>
    withMember(what, { name: "content.xml", data }, mayWork);
  const encrypted = (path: string): string =>
    `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="${path}" manifest:size="4711"><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>`;
  const body = (element: string): string =>
    odfPart(
      "document-content",
      `<office:body><office:${element}><text:p>Hello</text:p></office:${element}></office:body>`,
    );
  return [
    named("empty", ""),
    named("a single byte", "P"),
    named("cut off in the middle", good.subarray(0, Math.floor(good.length / 2))),
    named("a text under a wrong extension", "Dear parents,\nwelcome.\n"),
    named("a web page under a wrong extension", "<!DOCTYPE html><html><body><p>Hello</p></body></html>"),
    named("an archive of something else", makeArchive([{ name: "notes.txt", data: "Hello" }])),
    named("an Office document", makeArchive([{ name: "[Content_Types].xml", data: "<Types/>" }])),
    named("without its content", makeArchive(members.filter((member) => member.name !== "content.xml"))),
    withMember("protected by a password", { name: "META-INF/manifest.xml", data: encrypted("content.xml") }),
    withMember("wrapped in an encrypted package", {
      name: "META-INF/manifest.xml",
      data: encrypted("encrypted-package"),
    }),
    named(
      "encrypted by the archive",
      patchEntry(good, "content.xml", (central) => central.writeUInt16LE(0x0801, 8)),
    ),
    withMember("a manifest that is no XML", { name: "META-INF/manifest.xml", data: "what?" }, true),
    withContent("a drawing", body("drawing")),
    withContent("a database", body("database")),
    withContent("a formula", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'),
    withContent("a document without a body", odfPart("document-content", "")),
    withContent("content that is no XML", "This is not XML."),
    withContent("no content", ""),
    withContent("content that breaks off", content.slice(0, -30)),
    withContent("elements closed in the wrong order", content.replace("</text:p>", "</text:h>")),
    withContent("an undeclared prefix", content.replace("Hello", "<zz:x/>Hello")),
    withContent("a document type", content.replace("<office:", '<!DOCTYPE x [<!ENTITY a "b">]><office:')),
    withContent(
      "spans nested without end",
      content.replace("Hello", `${"<text:span>".repeat(50_000)}x${"</text:span>".repeat(50_000)}`),
    ),
    withContent("content in UTF-16", Buffer.from(`\uFEFF${content.replace("UTF-8", "UTF-16")}`, "utf16le"), true),
    withContent("a billion spaces", content.replace("Hello", 'Hello<text:s text:c="1000000000"/>'), true),
    withContent(
      "more cells than there are",
      content
        .replace("<text:p>", '<text:p><text:s text:c="-5"/>')
        .replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="99999999999999999999" '),
      true,
    ),
    withMember("styles that are no XML", { name: "styles.xml", data: "<a" }),
    withMember("styles based on one another in a circle", { name: "styles.xml", data: circle() }, true),
    named("a path out of the folder", makeArchive([...members, { name: "../../evil.xml", data: "<x/>" }])),
    named("two parts of one name", makeArchive([...members, { name: "content.xml", data: content }])),
    named("a flat file that breaks off", makeFlatOdf({ kind, body: minimalOdfBody(kind, ["Hello"]) }).subarray(0, -20)),
  ];
}

function circle(): string {
  const style = (name: string, parent: string): string =>
    `<style:style style:name="${name}" style:family="paragraph" style:parent-style-name="${parent}"/>`;
  return odfPart("document-styles", `<office:styles>${style("A", "B")}${style("B", "A")}</office:styles>`);
}
