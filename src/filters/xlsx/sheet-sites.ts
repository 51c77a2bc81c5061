import { plainText } from "../../model/fragment.ts";
import { chartTexts, type ChartTexts } from "../ooxml/chart.ts";
import type { CoverageCounter } from "../coverage.ts";
import { diagramTexts, drawingRelationship } from "../ooxml/diagram.ts";
import type { LocaleChange } from "../ooxml/locale-change.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import type { SiteText, TextSite } from "../ooxml/text-site.ts";
import { attributeOf, parseElements, type XmlElement } from "../ooxml/xml-element.ts";
import { decodeXstring } from "../ooxml/xstring.ts";
import { attributeSite, siteCopy, type TextCopy } from "./attribute-text.ts";
import type { CellStrings } from "./cell-strings.ts";
import { drawingTexts, type DrawingGraphic } from "./drawing-texts.ts";
import { headerTexts } from "./header-footer.ts";
import { noteTexts } from "./notes.ts";
import type { XlsxOptions } from "./options.ts";
import type { SheetTree } from "./sheet-tree.ts";
import type { SiteList } from "./site-list.ts";
import { partKey, relatedPart } from "./workbook.ts";

/** What reading the texts beside the cells adds to, and what it needs to know. */
export interface SiteReading {
  readonly office: OfficePackage;
  readonly options: XlsxOptions;
  readonly change: LocaleChange;
  readonly coverage: CoverageCounter;
  readonly strings: CellStrings;
  /** Texts that formulas have made. */
  readonly computed: ReadonlySet<string>;
  readonly sites: SiteList;
  readonly copies: TextCopy[];
  /** Drawings, charts and diagrams by part: languages and directions are set in them. */
  readonly surfaces: Map<string, XmlElement>;
}

/** Excel repairs a file with longer prompts. */
const VALIDATION_TEXTS: readonly (readonly [attribute: string, name: string, maxLength: number])[] = [
  ["promptTitle", "prompt title", 32],
  ["prompt", "prompt", 255],
  ["errorTitle", "error title", 32],
  ["error", "error message", 255],
];

/** Reads what a sheet shows beside its cells: drawings with their charts, prompts, tooltips, remarks, headers and footers. */
export function readSheetSites(tree: SheetTree, reading: SiteReading): void {
  const { sheet } = tree;
  const place = `Sheet ${sheet.name}`;
  const add = (category: string, site: Omit<TextSite, "context" | "copies" | "key"> & Partial<TextSite>): void => {
    const whole: TextSite = { key: sheet.key, copies: [], context: { heading: sheet.name }, ...site };
    if (reading.sites.add(whole)) reading.coverage.extracted(category);
  };

  for (const drawing of tree.elements("drawing")) {
    const part = relatedPart(reading.office, sheet.part, attributeOf(drawing, "r:id"));
    if (part !== undefined) readDrawing(part, tree, reading, add);
  }
  for (const rule of tree.elements("dataValidation")) {
    const cells = attributeOf(rule, "sqref") ?? "";
    for (const [attribute, name, maxLength] of VALIDATION_TEXTS) {
      const text = attributeSite(rule, attribute, sheet.part);
      const where = cells === "" ? name : `${cells.split(/[\s:]/)[0]}, ${name}`;
      if (text === undefined) continue;
      // Line breaks are characters, too.
      const codes = decodeXstring(attributeOf(rule, attribute) ?? "").length - plainText(text.source).length;
      add("data validation", { kind: name, place: `${place}, ${where}`, text, maxLength: maxLength - codes });
    }
  }
  for (const link of tree.elements("hyperlink")) {
    const text = attributeSite(link, "tooltip", sheet.part);
    const cell = attributeOf(link, "ref") ?? "";
    if (text) add("link tooltips", { kind: "link tooltip", place: `${place}, ${cell}, link tooltip`, text });
  }
  const notes = noteTexts(reading.office, sheet.part);
  if (reading.options.comments === "translate") {
    for (const { cell, text } of notes) add("comments", { kind: "comment", place: `${place}, ${cell}, comment`, text });
  } else reading.coverage.skipped("comments", "the option comments says so", notes.length);
  for (const relation of ["slicer", "timeline"]) {
    for (const part of reading.office.related(sheet.part, relation)) readCaptions(part, place, reading, add);
  }
  for (const element of tree.elements("headerFooter")) {
    for (const { name, text, maxLength } of headerTexts(element, sheet.part)) {
      add("headers and footers", { kind: "header", place: `${place}, ${name}`, text, maxLength });
    }
  }
}

type AddSite = (category: string, site: Omit<TextSite, "context" | "copies" | "key"> & Partial<TextSite>) => void;

function readDrawing(part: string, tree: SheetTree, reading: SiteReading, add: AddSite): void {
  const { office, options, coverage, surfaces } = reading;
  if (surfaces.has(part)) return;
  const root = parseElements(office.text(part), part);
  surfaces.set(part, root);
  const found = drawingTexts(root, part, options.hidden === "translate");
  reading.copies.push(...found.copies);
  coverage.skipped("drawings", "shapes that are switched off", found.hidden);
  coverage.skipped("drawings", "older forms say something else than the newer ones", found.left);
  coverage.skipped("alternative texts", "a file's name is no description", found.fileNames);
  const counts = { chart: 0, diagram: 0 };
  for (const entry of found.entries) {
    if ("text" in entry) {
      const { category, name, kind, text, copies } = entry;
      add(category, { key: partKey(part), kind, place: `Sheet ${tree.sheet.name}, ${name}`, text, copies });
    } else {
      counts[entry.kind] += 1;
      readGraphic(entry, part, `Sheet ${tree.sheet.name}, ${entry.kind} ${counts[entry.kind]}`, reading, add);
    }
  }
}

function readGraphic(
  graphic: DrawingGraphic,
  drawing: string,
  place: string,
  reading: SiteReading,
  add: AddSite,
): void {
  const { office, coverage, surfaces } = reading;
  const part = relatedPart(office, drawing, graphic.relationship);
  if (part === undefined || surfaces.has(part)) return;
  const enter = (name: string): XmlElement => {
    const root = parseElements(office.text(name), name);
    surfaces.set(name, root);
    return root;
  };
  const root = enter(part);
  const graphicPlace = { part, key: partKey(part), place };
  if (graphic.kind === "diagram") {
    const shown = relatedPart(office, drawing, drawingRelationship(root));
    const { sites, left } = diagramTexts(
      root,
      shown === undefined ? undefined : { root: enter(shown), part: shown },
      graphicPlace,
    );
    for (const site of sites) add("SmartArt", site);
    coverage.skipped("SmartArt", "only the drawing has it, not the diagram", left.length);
    return;
  }
  addChart(chartTexts(root, graphicPlace), reading, add);
  for (const shapes of office.related(part, "chartUserShapes")) {
    addChart(chartTexts(enter(shapes), { part: shapes, key: partKey(shapes), place }), reading, add);
  }
}

/** What a chart keeps of cells is no unit: it follows its cell, or the formula that made it. */
function addChart({ sites, cached }: ChartTexts, reading: SiteReading, add: AddSite): void {
  const { strings, computed, coverage, copies, change } = reading;
  const ofCells = new Set(cached.map(({ text }) => text));
  const copy = (text: SiteText): number => copies.push(siteCopy(text, change));
  for (const site of sites) {
    const text = plainText(site.text.source);
    const string = ofCells.has(site.text) ? strings.reading(text) : undefined;
    if (string !== undefined && string.hasLetters) {
      string.isShown = true;
      for (const one of [site.text, ...site.copies]) copy(one);
    } else if (ofCells.has(site.text) && computed.has(text))
      coverage.skipped("charts", "a formula makes the text anew");
    else add("charts", site);
  }
}

/** Slicers and timelines are headed by the column they filter by, or by a name of their own. */
function readCaptions(part: string, place: string, reading: SiteReading, add: AddSite): void {
  const root = parseElements(reading.office.text(part), part);
  for (const element of root.children) {
    const text = attributeSite(element, "caption", part);
    if (text === undefined) continue;
    const string = reading.strings.reading(plainText(text.source));
    if (string?.hasLetters === true) {
      string.isShown = true;
      reading.copies.push(siteCopy(text, reading.change));
    } else add("slicers", { kind: "slicer caption", place: `${place}, slicer`, text });
  }
}
