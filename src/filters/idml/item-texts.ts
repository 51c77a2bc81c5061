import { attributeOf, childOf, contentOf, type XmlElement } from "../ooxml/xml-element.ts";
import { attributeLayoutText, contentLayoutText, type LayoutText } from "./layout-text.ts";

/** A text that an item has besides what its frame shows. */
export interface ItemText {
  readonly text: LayoutText;
  /** Why it is left; undefined where it is not. */
  readonly skipped?: string;
}

/** What the item is based on, for ids and places. */
interface ItemPlace {
  readonly part: string;
  readonly key: string;
  readonly place: string;
}

/** Alternative texts, and in the replacement of the item's text: the name of the attribute, the attribute that says where the text is taken from, what it is called. */
const EXPORT_TEXTS = [
  ["CustomAltText", "AltTextSourceType", "alternative text"],
  ["CustomActualText", "ActualTextSourceType", "replacement text"],
] as const;

const FORM_FIELD = /^(?:Button|CheckBox|ComboBox|ListBox|RadioButton|SignatureField|TextBox)$/;

/** The texts in an item's settings: what screen readers say for it, what a form field asks for and offers. */
export function itemTexts(item: XmlElement, { part, key, place }: ItemPlace): ItemText[] {
  const texts: ItemText[] = [];
  const option = childOf(item, "ObjectExportOption");
  for (const [name, sourceName, kind] of option === undefined ? [] : EXPORT_TEXTS) {
    const named = { key, kind, place: `${place}, ${kind}`, category: "alternative texts" } as const;
    const properties = childOf(option!, "Properties");
    const element = properties && childOf(properties, name);
    const text =
      element === undefined ? attributeLayoutText(option!, name, part, named) : contentLayoutText(element, part, named);
    if (text === undefined) continue;
    const origin = attributeOf(option!, sourceName);
    const isUsed = origin === undefined || origin === "SourceCustom";
    texts.push(isUsed ? { text } : { text, skipped: "the item takes its alternative text from somewhere else" });
  }
  if (!FORM_FIELD.test(item.name)) return texts;
  const description = attributeLayoutText(item, "Description", part, {
    key,
    kind: "description",
    place: `${place}, description of the form field`,
    category: "form fields",
  });
  if (description !== undefined) texts.push({ text: description });
  const properties = childOf(item, "Properties");
  const choices = properties && childOf(properties, "ChoiceList");
  for (const [index, choice] of (choices?.children ?? []).entries()) {
    const named = { key, kind: "choice", place: `${place}, choice ${index + 1}`, category: "form fields" } as const;
    const text = contentOf(choice).trim() === "" ? undefined : contentLayoutText(choice, part, named);
    if (text !== undefined) texts.push({ text });
  }
  return texts;
}
