import type { Edit } from "../../xml/edits.ts";
import { factsOf, type LocaleChange } from "./locale-change.ts";
import { childOf, descendantsOf, findAttribute, type XmlElement } from "./xml-element.ts";

/** The edit that gives an attribute a value, whether it is there or not. */
export function attributeEdit(element: XmlElement, name: string, value: string): Edit {
  const attribute = findAttribute(element, name);
  if (attribute) return { start: attribute.start, end: attribute.end, text: `${name}="${value}"` };
  const nameEnd = element.start + element.text.slice(element.start, element.contentStart).search(/[\s/>]/);
  return { start: nameEnd, end: nameEnd, text: ` ${name}="${value}"` };
}

/** The edits that turn a translated paragraph the other way: `rtl`, and left and right changed places. */
export function directionEdits(paragraph: XmlElement, change: LocaleChange): Edit[] {
  const { direction } = factsOf(change);
  if (direction === undefined) return [];
  const properties = childOf(paragraph, "a:pPr");
  if (properties) return turned(properties, direction, false);
  const prefix = paragraph.text.slice(paragraph.start + 1, paragraph.contentStart).match(/^[^\s:/>]+:/)?.[0] ?? "";
  const flag = direction === "rtl" ? "1" : "0";
  return paragraph.isEmpty
    ? []
    : [{ start: paragraph.contentStart, end: paragraph.contentStart, text: `<${prefix}pPr rtl="${flag}"/>` }];
}

/**
 * The edits that turn the text styles below the element (`a:lstStyle`, `p:bodyStyle`, `p:defaultTextStyle`).
 * @param isRoot nothing stands above these styles: where they say no alignment it is left, and has to be said
 */
export function styleDirectionEdits(styles: XmlElement, change: LocaleChange, isRoot: boolean): Edit[] {
  const { direction } = factsOf(change);
  if (direction === undefined) return [];
  return styles.children
    .filter(({ name }) => /^a:(?:defPPr|lvl[1-9]pPr)$/.test(name))
    .flatMap((level) => turned(level, direction, isRoot));
}

/** The edits that turn columns of text boxes and of tables. */
export function frameDirectionEdits(frame: XmlElement, change: LocaleChange): Edit[] {
  const { direction } = factsOf(change);
  if (direction === undefined) return [];
  const flag = direction === "rtl" ? "1" : "0";
  return [
    ...descendantsOf(frame, "a:bodyPr")
      .filter((body) => findAttribute(body, "rtlCol") || findAttribute(body, "numCol"))
      .map((body) => attributeEdit(body, "rtlCol", flag)),
    ...descendantsOf(frame, "a:tblPr").map((table) => attributeEdit(table, "rtl", flag)),
  ];
}

function turned(properties: XmlElement, direction: "ltr" | "rtl", isRoot: boolean): Edit[] {
  const edits = [attributeEdit(properties, "rtl", direction === "rtl" ? "1" : "0")];
  const alignment = findAttribute(properties, "algn");
  if (alignment?.value === "l") edits.push(attributeEdit(properties, "algn", "r"));
  if (alignment?.value === "r") edits.push(attributeEdit(properties, "algn", "l"));
  if (!alignment && isRoot) edits.push(attributeEdit(properties, "algn", direction === "rtl" ? "r" : "l"));
  return edits;
}
