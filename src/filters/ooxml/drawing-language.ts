import type { Edit } from "../../xml/edits.ts";
import { factsOf, type LocaleChange } from "./locale-change.ts";
import { findAttribute, type XmlElement } from "./xml-element.ts";

/** Where DrawingML says which language characters are in. */
const PROPERTIES: ReadonlySet<string> = new Set(["a:rPr", "a:endParaRPr", "a:defRPr"]);

/** The edits that turn every language of run properties below the element, where it is the source's, into the target's. */
export function languageEdits(element: XmlElement, change: LocaleChange): Edit[] {
  if (factsOf(change).isSame) return [];
  const edits: Edit[] = [];
  const visit = (at: XmlElement): void => {
    if (at.name === "a:t") return;
    if (PROPERTIES.has(at.name)) edits.push(...languageEdit(at, "lang", change));
    else for (const child of at.children) visit(child);
  };
  visit(element);
  return edits;
}

/** The edit that turns the language in this attribute, where it is the source's, into the target's. */
export function languageEdit(element: XmlElement, name: string, change: LocaleChange): Edit[] {
  const facts = factsOf(change);
  if (facts.isSame) return [];
  const attribute = findAttribute(element, name);
  if (!attribute || !facts.isSource(attribute.value)) return [];
  const { start, end } = attribute;
  return [{ start, end, text: `${name}="${facts.officeLanguage}"` }];
}
