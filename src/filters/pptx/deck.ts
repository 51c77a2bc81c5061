import type { Finding } from "../../model/finding.ts";
import { hasLetters } from "../../model/fragment.ts";
import type { CoverageRow } from "../filter.ts";
import { chartTexts } from "../ooxml/chart.ts";
import { coverageCounter } from "../coverage.ts";
import { diagramTexts, drawingRelationship } from "../ooxml/diagram.ts";
import { propertyTexts } from "../ooxml/document-properties.ts";
import { visibleText } from "../ooxml/drawing-paragraph.ts";
import { embeddedSkipped, isEmbeddedDocument, type EmbeddedDocument } from "../ooxml/embedded-documents.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { attributeText, type TextSite } from "../ooxml/text-site.ts";
import {
  attributeOf,
  childOf,
  descendantsOf,
  isTrue,
  parseElements,
  pathOf,
  type XmlElement,
} from "../ooxml/xml-element.ts";
import { commentTexts } from "./comments.ts";
import { DECK_CATEGORIES } from "./coverage.ts";
import { leftoverFindings } from "./leftovers.ts";
import type { PptxOptions } from "./options.ts";
import { namedElements, readPresentation, relatedPart, type Presentation, type Slide } from "./presentation.ts";
import { isGraphic, readShapes, titleOf, type Graphic, type Surface, type TextBox } from "./shape-texts.ts";
import { surfaceStyles, type ShapeStyles } from "./surface-styles.ts";
import type { TableBox } from "./table-fit.ts";

/** A chart with the workbook that is embedded behind it. */
export interface EmbeddedWorkbook {
  readonly part: string;
  readonly place: string;
  readonly cached: readonly TextSite[];
}

/** A diagram whose drawing shows it: the drawing keeps its sizes until someone edits it. */
export interface ShownDiagram {
  readonly place: string;
  readonly sites: readonly TextSite[];
}

/** A stretch of a presentation: a slide with all that shows on it or with it, a layout, the properties. */
export interface DeckSection {
  /** Every text, in reading order. */
  readonly sites: TextSite[];
  /** The shapes with text on slides, for autofit. */
  readonly boxes: { readonly part: string; readonly box: TextBox }[];
  readonly tables: TableBox[];
  readonly diagrams: ShownDiagram[];
  readonly workbooks: EmbeddedWorkbook[];
  /** Documents embedded in slides, each behind so many of the texts; none without the option. */
  readonly embedded: { readonly document: EmbeddedDocument; readonly after: number }[];
  /** Slides, notes, charts and diagrams, parsed: languages and directions are set in those that have a translation. */
  readonly surfaces: Map<string, XmlElement>;
}

/** What is known once all sections are read. */
export interface Deck {
  readonly presentation: Presentation;
  /** Layouts and masters in use, notes masters among them, parsed: they hold the defaults. */
  readonly templates: ReadonlyMap<string, XmlElement>;
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
}

/**
 * Reads all of a presentation's texts, in the order in which its audience meets them. Sections are handed over one by one, since the
 * parsed slides of a long presentation take more memory than is needed at a time.
 */
export function readDeck(
  office: OfficePackage,
  options: PptxOptions,
  take: (section: DeckSection, presentation: Presentation) => void,
): Deck {
  const presentation = readPresentation(office);
  const coverage = coverageCounter(DECK_CATEGORIES);
  const findings: Finding[] = [...presentation.findings];
  const templates = new Map<string, XmlElement>();
  /** Charts and diagrams read: one that shows twice has its units once. */
  const graphicsRead = new Set<string>();
  let section = emptySection();
  const handOver = (): void => {
    take(section, presentation);
    section = emptySection();
  };
  const isHiddenSkipped = options.hiddenSlides === "skip";

  const template = (part: string | undefined): XmlElement | undefined => {
    if (part === undefined) return undefined;
    const root = templates.get(part) ?? parseElements(office.text(part), part);
    templates.set(part, root);
    return root;
  };
  const stylesFor = new Map<string, (shape: XmlElement) => ShapeStyles>();
  const stylesOf = (layout: string | undefined, master: string | undefined): ((shape: XmlElement) => ShapeStyles) => {
    const key = `${layout ?? ""}\n${master ?? ""}`;
    const masterRoot = template(master);
    const styles =
      stylesFor.get(key) ??
      surfaceStyles({
        parents: [template(layout), masterRoot].filter((root) => root !== undefined),
        masterStyles: masterRoot && (childOf(masterRoot, "p:txStyles") ?? masterRoot),
        defaults: childOf(presentation.root, "p:defaultTextStyle"),
      });
    stylesFor.set(key, styles);
    return styles;
  };

  const read = (root: XmlElement, surface: Surface, isSlide: boolean): void => {
    const tree = pathOf(root, "p:cSld", "p:spTree");
    if (!tree) return;
    const found = readShapes(tree, surface, coverage);
    if (isSlide) {
      section.boxes.push(...found.boxes.map((box) => ({ part: surface.part, box })));
      section.tables.push(...found.tables);
    }
    for (const entry of found.entries) {
      if (isGraphic(entry)) readGraphic(entry, surface);
      else section.sites.push(entry);
    }
  };

  const readGraphic = (graphic: Graphic, surface: Surface): void => {
    const part = relatedPart(office, surface.part, graphic.relationship);
    if (graphic.kind === "object") {
      readObject(part, graphic.place);
      return;
    }
    if (part === undefined || graphicsRead.has(part)) return;
    graphicsRead.add(part);
    const root = parseElements(office.text(part), part);
    section.surfaces.set(part, root);
    const context = surface.heading === undefined ? {} : { context: { heading: surface.heading } };
    const place = { part, key: partKey(part), place: graphic.place, ...context };
    if (graphic.kind === "diagram") {
      const drawing = relatedPart(office, surface.part, drawingRelationship(root));
      const drawingRoot = drawing === undefined ? undefined : parseElements(office.text(drawing), drawing);
      if (drawing !== undefined && drawingRoot) section.surfaces.set(drawing, drawingRoot);
      const texts = diagramTexts(
        root,
        drawing === undefined || !drawingRoot ? undefined : { root: drawingRoot, part: drawing },
        place,
      );
      count("SmartArt", texts.sites);
      if (drawing !== undefined) section.diagrams.push({ place: graphic.place, sites: texts.sites });
      coverage.skipped("SmartArt", "only the drawing has it, not the diagram", texts.left.length);
      return;
    }
    const { sites: texts, cached } = chartTexts(root, place);
    count("charts", texts);
    for (const shapes of office.related(part, "chartUserShapes")) {
      const shapesRoot = parseElements(office.text(shapes), shapes);
      section.surfaces.set(shapes, shapesRoot);
      count("charts", chartTexts(shapesRoot, { ...place, part: shapes, key: partKey(shapes) }).sites);
    }
    readWorkbook(root, part, graphic.place, cached);
  };

  const readObject = (part: string | undefined, place: string): void => {
    if (part === undefined || !isEmbeddedDocument(part)) {
      coverage.skipped("embedded objects", "they were made by other programs");
      return;
    }
    if (graphicsRead.has(part)) return;
    graphicsRead.add(part);
    const document = { part, place };
    if (options.embedded) section.embedded.push({ document, after: section.sites.length });
    else {
      coverage.skipped("embedded objects", "the option embedded says so");
      findings.push(embeddedSkipped(document));
    }
  };

  const readWorkbook = (chart: XmlElement, part: string, place: string, cached: readonly TextSite[]): void => {
    const data = descendantsOf(chart, "c:externalData")[0] ?? descendantsOf(chart, "cx:externalData")[0];
    if (!data || cached.length === 0) return;
    const workbook = relatedPart(office, part, attributeOf(data, "r:id"));
    if (workbook !== undefined) section.workbooks.push({ part: workbook, place, cached });
    else {
      findings.push({
        id: "linked-workbook",
        severity: "minor",
        message:
          "The chart takes its data from a workbook outside the presentation: its texts go back when it is updated from there.",
        place,
      });
    }
  };

  const count = (category: string, texts: readonly TextSite[]): void => {
    for (const site of texts) {
      coverage.extracted(category);
      section.sites.push(site);
    }
  };

  const readSlide = (slide: Slide): void => {
    const name = `Slide ${slide.number}`;
    const root = parseElements(office.text(slide.part), slide.part);
    if (isHiddenSkipped && !isTrue(root, "show", true)) {
      const notes = slide.notes === undefined ? [] : [parseElements(office.text(slide.notes), slide.notes)];
      coverage.skipped("hidden slides", "nobody is shown them", Math.max(1, [root, ...notes].flatMap(lettered).length));
      findings.push({
        id: "hidden-slide-skipped",
        severity: "minor",
        message: `${name} is hidden and stays as it is. To have it translated, set the option hiddenSlides to "translate".`,
        place: name,
      });
      return;
    }
    section.surfaces.set(slide.part, root);
    const tree = pathOf(root, "p:cSld", "p:spTree");
    const heading = tree && titleOf(tree);
    const master = slide.layout === undefined ? undefined : office.related(slide.layout, "slideMaster")[0];
    const common = {
      skipsHiddenShapes: isHiddenSkipped,
      skipsPlaceholders: false,
      ...(heading === undefined ? {} : { heading }),
    };
    const styles = stylesOf(slide.layout, master);
    read(root, { ...common, part: slide.part, key: partKey(slide.part), name, category: "slides", styles }, true);
    readComments(slide, name);
    if (slide.notes === undefined) return;
    const notes = parseElements(office.text(slide.notes), slide.notes);
    section.surfaces.set(slide.notes, notes);
    const notesStyles = stylesOf(undefined, office.related(slide.notes, "notesMaster")[0]);
    const surface = { ...common, part: slide.notes, key: partKey(slide.notes), styles: notesStyles };
    read(notes, { ...surface, name: `${name}, notes`, category: "notes" }, false);
  };

  const readComments = (slide: Slide, name: string): void => {
    const texts = commentTexts(office, slide.part, `${name}, comment`);
    if (options.comments === "translate") count("comments", texts);
    else coverage.skipped("comments", "the option comments says so", texts.length);
  };

  /** Layouts and masters show on slides what is no placeholder: a programme's name, a motto. */
  const readTemplate = (part: string, root: XmlElement): void => {
    const slideName = childOf(root, "p:cSld");
    const name = slideName && attributeOf(slideName, "name");
    const kind = root.name === "p:sldLayout" ? "Layout" : root.name === "p:notesMaster" ? "Notes master" : "Master";
    const master = root.name === "p:sldLayout" ? office.related(part, "slideMaster")[0] : part;
    read(
      root,
      {
        part,
        key: partKey(part),
        name: name === undefined || name === "" ? kind : `${kind} “${name}”`,
        category: "layouts and masters",
        skipsPlaceholders: true,
        skipsHiddenShapes: isHiddenSkipped,
        styles: stylesOf(root.name === "p:sldLayout" ? part : undefined, master),
      },
      false,
    );
  };

  for (const slide of presentation.slides) {
    readSlide(slide);
    handOver();
  }
  for (const [part, root] of templates) {
    readTemplate(part, root);
    handOver();
  }
  const { sections, shows } = namedElements(presentation);
  const named = [
    ...sections.map((element, index) => ({ element, kind: "section", place: `Section ${index + 1}, name` })),
    ...shows.map((element, index) => ({ element, kind: "custom show", place: `Custom show ${index + 1}, name` })),
  ];
  for (const { element, kind, place } of named) {
    const text = attributeText(element, "name", presentation.part);
    if (text !== undefined && hasLetters(text.source)) {
      count("sections and custom shows", [{ key: "presentation", kind, place, text, copies: [] }]);
    }
  }
  count("document properties", propertyTexts(office));
  handOver();
  findings.push(...leftoverFindings(office, presentation, coverage));
  return { presentation, templates, findings, coverage: coverage.rows() };
}

function emptySection(): DeckSection {
  return { sites: [], boxes: [], tables: [], diagrams: [], workbooks: [], embedded: [], surfaces: new Map() };
}

/** What a part is called in ids: "slide4" for "ppt/slides/slide4.xml". */
function partKey(part: string): string {
  return part.slice(part.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

function lettered(root: XmlElement): XmlElement[] {
  return descendantsOf(root, "a:p").filter((paragraph) => /\p{L}/u.test(visibleText(paragraph)));
}
