import { makeArchive, type ArchiveMember } from "./make-archive.ts";

const A = "http://schemas.openxmlformats.org/drawingml/2006/main";
const P = "http://schemas.openxmlformats.org/presentationml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NAMESPACES = `xmlns:a="${A}" xmlns:r="${R}" xmlns:p="${P}"`;
const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n`;
const ROOT_SHAPE = `<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>`;

/** A slide of a made deck: XML of its shapes, and what hangs on it. */
export interface DeckSlide {
  readonly shapes: string;
  /** Attributes of `p:sld`, such as `show="0"`. */
  readonly attributes?: string;
  /** Shapes of its notes. */
  readonly notes?: string;
  /** Further relationships: id → type's last word and target ("../charts/chart1.xml"). */
  readonly links?: Readonly<Record<string, readonly [type: string, target: string]>>;
}

/** What a made deck is made of; all but the slides may be left out. */
export interface DeckPlan {
  readonly slides: readonly DeckSlide[];
  /** The slides' order of appearance, as indexes; by default as they stand. */
  readonly order?: readonly number[];
  readonly layoutShapes?: string;
  readonly masterShapes?: string;
  readonly masterStyles?: string;
  /** XML at the end of `p:presentation`. */
  readonly presentation?: string;
  /** XML inside the core properties. */
  readonly properties?: string;
  readonly parts?: readonly ArchiveMember[];
}

/** A presentation as PowerPoint lays it out, as small as can be: for tests and benchmarks. */
export function makeDeck(plan: DeckPlan): Buffer {
  const order = plan.order ?? plan.slides.map((_, index) => index);
  const ids = order.map((index, place) => `<p:sldId id="${256 + place}" r:id="rId${index + 10}"/>`).join("");
  const master = `<p:cSld><p:spTree>${ROOT_SHAPE}${plan.masterShapes ?? ""}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>${plan.masterStyles ?? "<p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles>"}`;
  const members: ArchiveMember[] = [
    { name: "[Content_Types].xml", data: contentTypes(plan) },
    {
      name: "_rels/.rels",
      data: relationships({
        rId1: ["officeDocument", "ppt/presentation.xml"],
        ...(plan.properties === undefined ? {} : { rId2: ["core-properties", "docProps/core.xml"] }),
      }),
    },
    {
      name: "ppt/presentation.xml",
      data: `${HEAD}<p:presentation ${NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>${plan.presentation ?? ""}</p:presentation>`,
    },
    {
      name: "ppt/_rels/presentation.xml.rels",
      data: relationships({
        rId1: ["slideMaster", "slideMasters/slideMaster1.xml"],
        ...Object.fromEntries(
          plan.slides.map((_, index) => [`rId${index + 10}`, ["slide", `slides/slide${index + 1}.xml`]] as const),
        ),
      }),
    },
    { name: "ppt/slideMasters/slideMaster1.xml", data: `${HEAD}<p:sldMaster ${NAMESPACES}>${master}</p:sldMaster>` },
    {
      name: "ppt/slideMasters/_rels/slideMaster1.xml.rels",
      data: relationships({ rId1: ["slideLayout", "../slideLayouts/slideLayout1.xml"] }),
    },
    {
      name: "ppt/slideLayouts/slideLayout1.xml",
      data: `${HEAD}<p:sldLayout ${NAMESPACES}><p:cSld name="Title and text"><p:spTree>${ROOT_SHAPE}${plan.layoutShapes ?? ""}</p:spTree></p:cSld></p:sldLayout>`,
    },
    {
      name: "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
      data: relationships({ rId1: ["slideMaster", "../slideMasters/slideMaster1.xml"] }),
    },
  ];
  for (const [index, slide] of plan.slides.entries()) {
    const n = index + 1;
    members.push(
      {
        name: `ppt/slides/slide${n}.xml`,
        data: `${HEAD}<p:sld ${NAMESPACES} ${slide.attributes ?? ""}><p:cSld><p:spTree>${ROOT_SHAPE}${slide.shapes}</p:spTree></p:cSld></p:sld>`,
      },
      {
        name: `ppt/slides/_rels/slide${n}.xml.rels`,
        data: relationships({
          rId1: ["slideLayout", "../slideLayouts/slideLayout1.xml"],
          ...(slide.notes === undefined ? {} : { rId2: ["notesSlide", `../notesSlides/notesSlide${n}.xml`] }),
          ...slide.links,
        }),
      },
    );
    if (slide.notes !== undefined) {
      members.push({
        name: `ppt/notesSlides/notesSlide${n}.xml`,
        data: `${HEAD}<p:notes ${NAMESPACES}><p:cSld><p:spTree>${ROOT_SHAPE}${slide.notes}</p:spTree></p:cSld></p:notes>`,
      });
    }
  }
  if (plan.properties !== undefined) {
    members.push({
      name: "docProps/core.xml",
      data: `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${plan.properties}</cp:coreProperties>`,
    });
  }
  return makeArchive([...members, ...(plan.parts ?? [])]);
}

/** A relationships part: id → type's last word and target. */
export function relationships(links: Readonly<Record<string, readonly [type: string, target: string]>>): string {
  const entries = Object.entries(links).map(
    ([id, [type, target]]) => `<Relationship Id="${id}" Type="${R}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join("")}</Relationships>`;
}

/** A shape with paragraphs; a placeholder where `placeholder` gives the attributes of `p:ph`. */
export function textShape(
  paragraphs: string,
  options: {
    readonly placeholder?: string;
    readonly properties?: string;
    readonly body?: string;
    readonly size?: string;
  } = {},
): string {
  const placeholder = options.placeholder === undefined ? "" : `<p:ph ${options.placeholder}/>`;
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Shape 2" ${options.properties ?? ""}/><p:cNvSpPr/><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:spPr>${options.size ?? ""}</p:spPr><p:txBody>${options.body ?? "<a:bodyPr/>"}<a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;
}

/** A paragraph of one run. */
export function paragraph(text: string): string {
  return `<a:p><a:r><a:rPr lang="en-GB" dirty="0"/><a:t>${text}</a:t></a:r><a:endParaRPr lang="en-GB"/></a:p>`;
}

function contentTypes(plan: DeckPlan): string {
  const type = (name: string): string => `application/vnd.openxmlformats-officedocument.presentationml.${name}+xml`;
  const override = (part: string, name: string): string =>
    `<Override PartName="/ppt/${part}" ContentType="${type(name)}"/>`;
  const slides = plan.slides.map((slide, index) => {
    const notes = slide.notes === undefined ? "" : override(`notesSlides/notesSlide${index + 1}.xml`, "notesSlide");
    return `${override(`slides/slide${index + 1}.xml`, "slide")}${notes}`;
  });
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>${override("presentation.xml", "presentation.main")}${override("slideMasters/slideMaster1.xml", "slideMaster")}${override("slideLayouts/slideLayout1.xml", "slideLayout")}${slides.join("")}</Types>`;
}
