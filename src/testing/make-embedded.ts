import { makeDeck, paragraph, textShape } from "./make-deck.ts";
import { makeWordDocument } from "./make-word-document.ts";

/** Embedded files by name: "Plan.xlsx". */
export type EmbeddedFiles = Readonly<Record<string, Uint8Array>>;

const OLE = "http://schemas.openxmlformats.org/presentationml/2006/ole";
const COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/** A deck of one slide that shows these files as objects between two texts, as PowerPoint writes it: with a fallback that shows the same. */
export function deckWithEmbedded(files: EmbeddedFiles): Buffer {
  const names = Object.keys(files);
  const object = (id: string): string =>
    `<p:oleObj name="Worksheet" r:id="${id}" progId="Excel.Sheet.12"><p:embed/></p:oleObj>`;
  const frames = names.map(
    (_, index) =>
      `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${index + 10}" name="Object ${index + 10}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="2000000"/></p:xfrm><a:graphic><a:graphicData uri="${OLE}"><mc:AlternateContent xmlns:mc="${COMPATIBILITY}"><mc:Choice xmlns:v="urn:schemas-microsoft-com:vml" Requires="v">${object(`rId${index + 20}`)}</mc:Choice><mc:Fallback>${object(`rId${index + 20}`)}</mc:Fallback></mc:AlternateContent></a:graphicData></a:graphic></p:graphicFrame>`,
  );
  const links = names.map((name, index) => [`rId${index + 20}`, [typeOf(name), `../embeddings/${name}`]] as const);
  return makeDeck({
    slides: [
      {
        shapes: `${textShape(paragraph("Before the plan"))}${frames.join("")}${textShape(paragraph("Behind the plan"))}`,
        links: Object.fromEntries(links),
      },
    ],
    parts: names.map((name) => ({ name: `ppt/embeddings/${name}`, data: files[name]! })),
  });
}

/** A Word document that shows these files as objects, each in a paragraph of its own between two texts. */
export function documentWithEmbedded(files: EmbeddedFiles): Buffer {
  const names = Object.keys(files);
  const objects = names.map(
    (_, index) =>
      `<w:p><w:r><w:object><v:shape id="shape${index}" style="width:200pt;height:100pt"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Excel.Sheet.12" ShapeID="shape${index}" DrawAspect="Content" ObjectID="_${index}" r:id="rId${index + 1}"/></w:object></w:r></w:p>`,
  );
  return makeWordDocument(
    `<w:p><w:r><w:t>Before the plan</w:t></w:r></w:p>${objects.join("")}<w:p><w:r><w:t>Behind the plan</w:t></w:r></w:p>`,
    names.map((name) => ({ type: typeOf(name), name: `embeddings/${name}` })),
    names.map((name) => ({ name: `word/embeddings/${name}`, data: files[name]! })),
  );
}

function typeOf(name: string): string {
  return name.endsWith(".bin") ? "oleObject" : "package";
}
