import { makeArchive, type ArchiveMember } from "../make-archive.ts";
import { seededRandom, type Random } from "../seeded-random.ts";
import { heading, sentence } from "./prose.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NAMESPACES = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;
const TYPE = "application/vnd.openxmlformats-officedocument.presentationml";
const GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';

/** A PowerPoint deck of so many slides: title, five bullets and notes each, a table on every tenth; runs cut as PowerPoint cuts them. */
export function makeDeck(slides: number, seed: string): Buffer {
  const random = seededRandom(seed);
  const numbers = Array.from({ length: slides }, (_, index) => index + 1);
  const parts: ArchiveMember[] = [
    { name: "[Content_Types].xml", data: contentTypes(numbers) },
    { name: "_rels/.rels", data: relations([["officeDocument", "ppt/presentation.xml"]]) },
    { name: "ppt/presentation.xml", data: presentation(numbers) },
    {
      name: "ppt/_rels/presentation.xml.rels",
      data: relations(numbers.map((number) => ["slide", `slides/slide${number}.xml`] as const)),
    },
  ];
  for (const number of numbers) {
    const table = number % 10 === 0 ? tableFrame(random) : "";
    const bullets = Array.from({ length: 5 }, () => paragraph(sentence(random), random));
    const shapes = shape(2, "title", paragraph(heading(random), random)) + shape(3, "body", bullets.join("")) + table;
    const notes = shape(2, "body", paragraph(`${sentence(random)} ${sentence(random)}`, random));
    parts.push(
      { name: `ppt/slides/slide${number}.xml`, data: root("sld", shapes) },
      {
        name: `ppt/slides/_rels/slide${number}.xml.rels`,
        data: relations([["notesSlide", `../notesSlides/notesSlide${number}.xml`]]),
      },
      { name: `ppt/notesSlides/notesSlide${number}.xml`, data: root("notes", notes) },
      {
        name: `ppt/notesSlides/_rels/notesSlide${number}.xml.rels`,
        data: relations([["slide", `../slides/slide${number}.xml`]]),
      },
    );
  }
  return makeArchive(parts);
}

function root(name: string, shapes: string): string {
  return `${DECLARATION}<p:${name} ${NAMESPACES}><p:cSld><p:spTree>${GROUP}${shapes}</p:spTree></p:cSld></p:${name}>`;
}

function shape(id: number, type: string, paragraphs: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Placeholder ${id}"/><p:cNvSpPr/><p:nvPr><p:ph type="${type}" idx="${id}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;
}

function paragraph(text: string, random: Random): string {
  const words = text.split(" ");
  const runs: string[] = [];
  for (let at = 0; at < words.length;) {
    const length = 4 + random(10);
    const piece = words.slice(at, at + length).join(" ");
    at += length;
    const bold = random(10) === 0 ? ' b="1"' : "";
    const end = at < words.length ? " " : "";
    runs.push(`<a:r><a:rPr lang="en-GB"${bold} dirty="0"/><a:t>${piece}${end}</a:t></a:r>`);
  }
  return `<a:p><a:pPr marL="0"/>${runs.join("")}<a:endParaRPr lang="en-GB" dirty="0"/></a:p>`;
}

function tableFrame(random: Random): string {
  const cell = (): string =>
    `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${paragraph(heading(random), random)}</a:txBody><a:tcPr/></a:tc>`;
  const rows = Array.from({ length: 3 }, () => `<a:tr h="370840">${cell()}${cell()}</a:tr>`);
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="Table 4"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="6096000" cy="1112520"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid><a:gridCol w="3048000"/><a:gridCol w="3048000"/></a:tblGrid>${rows.join("")}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
}

function presentation(numbers: readonly number[]): string {
  const ids = numbers.map((number) => `<p:sldId id="${255 + number}" r:id="rId${number}"/>`);
  return `${DECLARATION}<p:presentation ${NAMESPACES}><p:sldIdLst>${ids.join("")}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const rows = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`;
}

function contentTypes(numbers: readonly number[]): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="/ppt/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  const rows = numbers.flatMap((number) => [
    override(`slides/slide${number}`, "slide"),
    override(`notesSlides/notesSlide${number}`, "notesSlide"),
  ]);
  return `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("presentation", "presentation.main")}${rows.join("")}</Types>`;
}
