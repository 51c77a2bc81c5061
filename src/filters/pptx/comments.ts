import { hasLetters } from "../../model/fragment.ts";
import { paragraphText } from "../ooxml/drawing-paragraph.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import { contentText, type SiteText, type TextSite } from "../ooxml/text-site.ts";
import { descendantsOf, parseElements } from "../ooxml/xml-element.ts";

/** The comments on a slide, in order: old ones (`p:text`) and threaded ones with their replies, which are paragraphs. */
export function commentTexts(office: OfficePackage, slide: string, place: string): TextSite[] {
  const texts = office.related(slide, "comments").flatMap((part): { part: string; text: SiteText }[] => {
    const root = parseElements(office.text(part), part);
    return [
      ...descendantsOf(root, "p:text").map((element) => contentText(element, part)),
      ...descendantsOf(root, "a:p").map((element) => paragraphText(element, part)),
    ].flatMap((text) => (text === undefined ? [] : [{ part, text }]));
  });
  return texts
    .filter(({ text }) => hasLetters(text.source))
    .map(({ part, text }, index) => ({
      key: part.slice(part.lastIndexOf("/") + 1).replace(/\.[^.]*$/, ""),
      kind: "comment",
      place: `${place} ${index + 1}`,
      text,
      copies: [],
    }));
}
