import { attributeOf, childOf, type XmlElement } from "../ooxml/xml-element.ts";

/** Wrappers that readers of the translation must see, with the type of their code. */
export const WRAPPERS: ReadonlyMap<string, string> = new Map([
  ["HyperlinkTextSource", "link"],
  ["CrossReferenceSource", "other/pitrans:cross-reference"],
  ["XMLElement", "other/pitrans:tag"],
  ["EndnoteRange", "other/pitrans:endnote"],
]);

/** Settings and mappings of a story: no text, and never part of a line. */
export const SETTINGS: RegExp =
  /^(?:Properties|StoryPreference|InCopyExportOption|MetadataPacketPreference|GridDataInformation|\w+StyleMapping|XMLAttribute|Link)$/;

const breaks = new WeakMap<XmlElement, boolean>();

/** Whether a paragraph ends inside the wrapper: then it is more than a part of a line. */
export function holdsBreak(element: XmlElement): boolean {
  let known = breaks.get(element);
  if (known === undefined) {
    known = element.children.some((child) => child.name === "Br" || (isInLine(child) && holdsBreak(child)));
    breaks.set(element, known);
  }
  return known;
}

const fillings = new WeakMap<XmlElement, boolean>();

/** Whether the wrapper holds anything that stands in a line. */
export function holdsLineItems(element: XmlElement): boolean {
  let known = fillings.get(element);
  if (known === undefined) {
    known =
      element.children.some((child) =>
        isInLine(child)
          ? holdsLineItems(child)
          : child.name === "Content"
            ? !child.isEmpty
            : !SETTINGS.test(child.name),
      ) || holdsInstruction(element);
    fillings.set(element, known);
  }
  return known;
}

/** Whether a special character stands directly in the element, between its children. */
function holdsInstruction({ text, children, contentStart, contentEnd }: XmlElement): boolean {
  let position = contentStart;
  for (const { start, end } of [...children, { start: contentEnd, end: contentEnd }]) {
    if (text.slice(position, start).includes("<?")) return true;
    position = end;
  }
  return false;
}

/** Elements whose content goes on in the same line. */
function isInLine(element: XmlElement): boolean {
  const { name } = element;
  if (name === "Change") return attributeOf(element, "ChangeType") !== "DeletedText";
  return name === "CharacterStyleRange" || name === "ParagraphStyleRange" || WRAPPERS.has(name);
}

/** What a reviewer sees of a wrapper. */
export function displayOf(element: XmlElement): string {
  switch (element.name) {
    case "HyperlinkTextSource":
      return "link";
    case "CrossReferenceSource":
      return "cross-reference";
    case "EndnoteRange":
      return "endnote";
    default: {
      const tag = attributeOf(element, "MarkupTag") ?? "";
      return `tag “${tag.slice(tag.indexOf("/") + 1)}”`;
    }
  }
}

const GRAPHICS = /^(?:Image|EPS|PDF|WMF|PICT|SVG|ImportedPage|Graphic)$/;

/** The code of something anchored in the line: its type, and what a reviewer sees. */
export function objectCode(item: XmlElement): { readonly type: string; readonly display: string } {
  if (item.children.some(({ name }) => GRAPHICS.test(name))) return { type: "image", display: "image" };
  if (/^(?:TextFrame|EndnoteTextFrame)$/.test(item.name))
    return { type: "other/pitrans:text-frame", display: "text frame" };
  return {
    type: "other/pitrans:object",
    display: childOf(item, "Group") === undefined ? "object" : "group of objects",
  };
}
