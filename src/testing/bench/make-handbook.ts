import { makeArchive, type ArchiveMember } from "../make-archive.ts";
import { minimalMembers } from "../bad-documents.ts";
import { seededRandom, type Random } from "../seeded-random.ts";
import { heading, sentence } from "./prose.ts";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/** Paragraphs that fill a page of a handbook, about 350 words. */
const PARAGRAPHS_PER_PAGE = 7;

/** A Word document of so many pages, as Word leaves them after years of editing: runs cut by revision marks, spelling and languages. */
export function makeHandbook(pages: number, seed: string): Buffer {
  const random = seededRandom(seed);
  const body: string[] = [];
  for (let page = 0; page < pages; page += 1) {
    body.push(paragraph([heading(random)], random, "Heading2"));
    for (let count = 0; count < PARAGRAPHS_PER_PAGE; count += 1) {
      body.push(paragraph([sentence(random), sentence(random)], random));
    }
    if (page % 4 === 3) body.push(table(random));
  }
  const section = '<w:sectPr w:rsidR="00A77427"><w:pgSz w:w="11906" w:h="16838"/><w:cols w:space="708"/></w:sectPr>';
  const xml = `${DECLARATION}<w:document xmlns:w="${W}"><w:body>${body.join("")}${section}</w:body></w:document>`;
  return makeArchive(withStyles(minimalMembers("docx", xml)));
}

/** A paragraph whose text is cut into runs at every few words, now and then in bold, with what Word strews between them. */
function paragraph(sentences: readonly string[], random: Random, style?: string): string {
  const words = sentences.join(" ").split(" ");
  const runs: string[] = [];
  for (let at = 0; at < words.length;) {
    const length = 3 + random(9);
    const text = words.slice(at, at + length).join(" ");
    at += length;
    runs.push(run(at < words.length ? `${text} ` : text, random));
    if (random(6) === 0) runs.push('<w:proofErr w:type="spellStart"/>');
  }
  const properties =
    style === undefined ? '<w:spacing w:after="120"/><w:jc w:val="both"/>' : `<w:pStyle w:val="${style}"/>`;
  return `<w:p w:rsidR="${revision(random)}" w:rsidRDefault="00A77427"><w:pPr>${properties}</w:pPr>${runs.join("")}</w:p>`;
}

function run(text: string, random: Random): string {
  const bold = random(8) === 0 ? "<w:b/><w:bCs/>" : "";
  const language = random(3) === 0 ? '<w:lang w:val="en-GB"/>' : "";
  const format = `<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>${bold}<w:szCs w:val="22"/>${language}`;
  return `<w:r w:rsidR="${revision(random)}"><w:rPr>${format}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

function revision(random: Random): string {
  return (0x00a00000 + random(0x100000)).toString(16).toUpperCase().padStart(8, "0");
}

function table(random: Random): string {
  const cell = (): string =>
    `<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>${paragraph([heading(random)], random)}</w:tc>`;
  const rows = Array.from({ length: 3 }, () => `<w:tr>${cell()}${cell()}</w:tr>`);
  return `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>${rows.join("")}</w:tbl>`;
}

function withStyles(members: readonly ArchiveMember[]): ArchiveMember[] {
  const styles = `${DECLARATION}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>`;
  const relations = `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`;
  const types = members.map((member) =>
    member.name === "[Content_Types].xml"
      ? {
          ...member,
          data: String(member.data).replace(
            "</Types>",
            '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
          ),
        }
      : member,
  );
  return [
    ...types,
    { name: "word/_rels/document.xml.rels", data: relations },
    { name: "word/styles.xml", data: styles },
  ];
}
