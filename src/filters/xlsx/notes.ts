import { hasLetters } from "../../model/fragment.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { contentText, type SiteText } from "../ooxml/text-site.ts";
import { attributeOf, childOf, descendantsOf, parseElements, type XmlElement } from "../ooxml/xml-element.ts";
import { localName } from "./string-format.ts";
import { readStringItem } from "./string-item.ts";

/** A remark beside a cell. */
export interface NoteText {
  /** "B4". */
  readonly cell: string;
  readonly text: SiteText;
}

/**
 * The notes of a worksheet and the comments of its threads, in the order of the parts. What stands in place of a thread for older versions
 * of Excel is left out: they write it anew. Errors: DocumentError where a part is damaged.
 */
export function noteTexts(office: OfficePackage, worksheet: string): NoteText[] {
  const notes = office.related(worksheet, "comments").flatMap((part) => {
    const root = parseElements(office.text(part), part);
    const authors = descendantsOf(root, "x:author").map((author) =>
      author.text.slice(author.contentStart, author.contentEnd),
    );
    return descendantsOf(root, "x:comment").flatMap((comment) => {
      const text = childOf(comment, "x:text");
      if (!text || authors[Number(attributeOf(comment, "authorId"))]?.startsWith("tc=") === true) return [];
      return [{ cell: attributeOf(comment, "ref") ?? "", text: stringSite(text, part) }];
    });
  });
  const threads = office.related(worksheet, "threadedComment").flatMap((part) => {
    const root = parseElements(office.text(part), part);
    return root.children.flatMap((comment) => {
      const element = comment.children.find((child) => localName(child) === "text");
      const text = element && contentText(element, part);
      return text === undefined ? [] : [{ cell: attributeOf(comment, "ref") ?? "", text }];
    });
  });
  return [...notes, ...threads].filter(({ text }) => hasLetters(text.source));
}

const NO_FONT = { marks: [], size: "", color: "" };

function stringSite(element: XmlElement, part: string): SiteText {
  const { contentStart: start, contentEnd: end } = element;
  const item = readStringItem(element.text, { start, end, part }, () => NO_FONT);
  return {
    part,
    source: item.source,
    write: (target) => {
      const { xml, problems } = item.write(target);
      const edits = xml === element.text.slice(start, end) ? [] : [{ start, end, text: xml }];
      return problems === undefined ? { edits } : { edits, problems };
    },
  };
}
