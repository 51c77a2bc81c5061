import { hasLetters, plainText } from "../../model/fragment.ts";
import { escapeText } from "../../xml/escape.ts";
import { paragraphText, visibleText } from "../ooxml/drawing-paragraph.ts";
import { linkCopies } from "../ooxml/linked-copies.ts";
import { attributeText, contentText, type SiteText, type TextSite } from "../ooxml/text-site.ts";
import { attributeOf, childOf, descendantsOf, isTrue, type XmlElement } from "../ooxml/xml-element.ts";
import type { TextCopy } from "./attribute-text.ts";

/** A chart or diagram in a drawing, in a part of its own: where in the reading order it stands. */
export interface DrawingGraphic {
  readonly kind: "chart" | "diagram";
  readonly relationship: string;
}

/** What a drawing holds, in the order of its shapes. */
export interface DrawingTexts {
  readonly entries: readonly (NamedSite | DrawingGraphic)[];
  /** Texts of shapes that show a cell. */
  readonly copies: readonly TextCopy[];
  /** Paragraphs in shapes that are switched off. */
  readonly hidden: number;
  /** Texts of older forms that the newer one does not have. */
  readonly left: number;
  /** Alternative texts that are no more than a file's name. */
  readonly fileNames: number;
}

/** A text with the category it is counted in. */
export interface NamedSite {
  readonly category: "drawings" | "alternative texts" | "link tooltips";
  /** For people, after the sheet: "text box 2". */
  readonly name: string;
  readonly kind: string;
  readonly text: SiteText;
  copies: readonly SiteText[];
}

const FILE_NAME =
  /^\s*(?:[a-z]:\\|file:|https?:)|\.(?:png|jpe?g|gif|bmp|emf|wmf|svg|tiff?|webp|pdf|mp[34]|m4[av]|wmv|avi|mov|wav|pptx?|docx?|xlsx?)\s*$/i;

/** Reads a drawing (`xdr:wsDr`): text boxes, groups, pictures; the newer of two forms is read, the older one gets the same texts. */
export function drawingTexts(root: XmlElement, part: string, takesHidden: boolean): DrawingTexts {
  const entries: (NamedSite | DrawingGraphic)[] = [];
  const copies: TextCopy[] = [];
  const counts = { hidden: 0, left: 0, fileNames: 0 };
  let boxes = 0;

  const bodyTexts = (shape: XmlElement): void => {
    const body = childOf(shape, "xdr:txBody");
    if (!body) return;
    if ((attributeOf(shape, "textlink") ?? "") !== "") {
      copies.push(...cellCopies(body, part));
      return;
    }
    const texts = body.children
      .filter(({ name }) => name === "a:p")
      .map((paragraph) => paragraphText(paragraph, part))
      .filter(({ source }) => hasLetters(source));
    if (texts.length > 0) boxes += 1;
    for (const [index, text] of texts.entries()) {
      const name = `text box ${boxes}${texts.length > 1 ? `, paragraph ${index + 1}` : ""}`;
      entries.push({ category: "drawings", name, kind: "paragraph", text, copies: [] });
    }
  };

  const attributeTexts = (shape: XmlElement): void => {
    const properties = shape.children[0] && childOf(shape.children[0], "xdr:cNvPr");
    if (!properties) return;
    const add = (element: XmlElement, attribute: string, name: string, category: NamedSite["category"]): void => {
      const text = attributeText(element, attribute, part);
      if (text === undefined || !hasLetters(text.source)) return;
      if (category === "alternative texts" && FILE_NAME.test(plainText(text.source))) counts.fileNames += 1;
      else entries.push({ category, name, kind: name, text, copies: [] });
    };
    add(properties, "descr", "alt text", "alternative texts");
    add(properties, "title", "alt title", "alternative texts");
    for (const link of descendantsOf(shape.name === "xdr:grpSp" ? properties : shape, "a:hlinkClick")) {
      add(link, "tooltip", "link tooltip", "link tooltips");
    }
  };

  const visit = (shape: XmlElement): void => {
    if (!takesHidden && isHidden(shape)) {
      counts.hidden += descendantsOf(shape, "a:p").filter((one) => /\p{L}/u.test(visibleText(one))).length;
      return;
    }
    switch (shape.name) {
      case "mc:AlternateContent": {
        const [first, ...others] = shape.children;
        const from = entries.length;
        for (const child of first?.children ?? []) visit(child);
        for (const other of others) counts.left += linkOlder(entries, from, other, part);
        return;
      }
      case "xdr:sp":
        bodyTexts(shape);
        attributeTexts(shape);
        return;
      case "xdr:graphicFrame":
        attributeTexts(shape);
        entries.push(...graphicsOf(shape));
        return;
      case "xdr:pic":
      case "xdr:cxnSp":
        attributeTexts(shape);
        return;
      case "xdr:grpSp":
        attributeTexts(shape);
        for (const child of shape.children) visit(child);
        return;
      case "xdr:twoCellAnchor":
      case "xdr:oneCellAnchor":
      case "xdr:absoluteAnchor":
        for (const child of shape.children) visit(child);
        return;
      default:
    }
  };
  for (const anchor of root.children) visit(anchor);
  return { entries, copies, ...counts };
}

function isHidden(shape: XmlElement): boolean {
  const properties = shape.children[0] && childOf(shape.children[0], "xdr:cNvPr");
  return properties !== undefined && isTrue(properties, "hidden");
}

function graphicsOf(frame: XmlElement): DrawingGraphic[] {
  const data = descendantsOf(frame, "a:graphicData")[0];
  const chart = data?.children.find(({ name }) => name === "c:chart" || name === "cx:chart");
  const diagram = data && childOf(data, "dgm:relIds");
  const relationship = (chart && attributeOf(chart, "r:id")) ?? (diagram && attributeOf(diagram, "r:dm"));
  return relationship === undefined ? [] : [{ kind: chart ? "chart" : "diagram", relationship }];
}

/** A shape that shows a cell (`textlink`) keeps the cell's text. */
function cellCopies(body: XmlElement, part: string): TextCopy[] {
  return descendantsOf(body, "a:t").flatMap((element) => {
    const site = contentText(element, part);
    const { contentStart: start, contentEnd: end } = element;
    if (site === undefined) return [];
    return [{ part, text: plainText(site.source), edits: (text: string) => [{ start, end, text: escapeText(text) }] }];
  });
}

/** Gives the entries from an index on their copies among the texts of an older form; tells how many texts have no twin. */
function linkOlder(entries: (NamedSite | DrawingGraphic)[], from: number, older: XmlElement, part: string): number {
  const sites = entries
    .slice(from)
    .filter((entry): entry is NamedSite => "text" in entry && entry.category === "drawings");
  const repeated = descendantsOf(older, "a:p")
    .map((paragraph) => paragraphText(paragraph, part))
    .filter(({ source }) => hasLetters(source));
  const asSites = sites.map((site): TextSite => ({
    key: "",
    kind: site.kind,
    place: site.name,
    text: site.text,
    copies: [],
  }));
  const { sites: linked, left } = linkCopies(asSites, repeated);
  for (const [index, site] of sites.entries()) site.copies = [...site.copies, ...linked[index]!.copies];
  return left.length;
}
