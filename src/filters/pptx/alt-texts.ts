import { hasLetters } from "../../model/fragment.ts";
import { attributeText, type SiteText } from "../ooxml/text-site.ts";
import { childOf, descendantsOf, isTrue, type XmlElement } from "../ooxml/xml-element.ts";

/** A text found in an attribute: what it is called, and itself. */
export interface NamedText {
  readonly name: "alt text" | "alt title" | "link tooltip";
  readonly text: SiteText;
  /** A file's name or address, which programs put where a description should be. */
  readonly isFileName: boolean;
}

const FILE_NAME =
  /^\s*(?:[a-z]:\\|file:|https?:)|\.(?:png|jpe?g|gif|bmp|emf|wmf|svg|tiff?|webp|pdf|mp[34]|m4[av]|wmv|avi|mov|wav|pptx?|docx?|xlsx?)\s*$/i;

/** The non-visual properties of a shape (`p:cNvPr`), whatever sort of shape it is. */
function nonVisualProperties(shape: XmlElement): XmlElement | undefined {
  const nonVisual = shape.children[0];
  return nonVisual && childOf(nonVisual, "p:cNvPr");
}

/** Whether the shape is switched off in the selection pane. */
export function isHiddenShape(shape: XmlElement): boolean {
  const properties = nonVisualProperties(shape);
  return properties !== undefined && isTrue(properties, "hidden");
}

/** The alternative texts of a shape, and the tooltips of its links and of those inside its text. */
export function attributeTexts(shape: XmlElement, part: string): NamedText[] {
  const properties = nonVisualProperties(shape);
  const texts: NamedText[] = [];
  const add = (element: XmlElement, attribute: string, name: NamedText["name"]): void => {
    const text = attributeText(element, attribute, part);
    if (text === undefined || !hasLetters(text.source)) return;
    const value = text.source.map((piece) => (piece.kind === "text" ? piece.text : "")).join("");
    texts.push({ name, text, isFileName: name !== "link tooltip" && FILE_NAME.test(value) });
  };
  if (properties) {
    add(properties, "descr", "alt text");
    add(properties, "title", "alt title");
  }
  const holders = shape.name === "p:grpSp" ? [shape.children[0]] : [shape];
  for (const holder of holders) {
    if (!holder?.text.slice(holder.start, holder.end).includes("tooltip")) continue;
    for (const name of ["a:hlinkClick", "a:hlinkMouseOver", "a:hlinkHover"]) {
      for (const link of descendantsOf(holder, name)) add(link, "tooltip", "link tooltip");
    }
  }
  return texts;
}
