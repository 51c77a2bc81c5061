import type { Edit } from "../../xml/edits.ts";
import { attributeEdit, frameDirectionEdits, styleDirectionEdits } from "../ooxml/drawing-direction.ts";
import { languageEdit, languageEdits } from "../ooxml/drawing-language.ts";
import { factsOf, type LocaleChange } from "../ooxml/locale-change.ts";
import { childOf, descendantsOf, type XmlElement } from "../ooxml/xml-element.ts";
import type { Deck } from "./deck.ts";

/** The edits, by part, that turn what all of a presentation inherits: the language of its defaults and, where the direction changes, its text styles. */
export function defaultEdits({ presentation, templates }: Deck, change: LocaleChange): Map<string, readonly Edit[]> {
  const edits = new Map<string, readonly Edit[]>();
  if (factsOf(change).isSame) return edits;
  const defaults = childOf(presentation.root, "p:defaultTextStyle");
  const { direction } = factsOf(change);
  edits.set(presentation.part, [
    ...(defaults ? [...languageEdits(defaults, change), ...styleDirectionEdits(defaults, change, true)] : []),
    ...(direction === undefined ? [] : [attributeEdit(presentation.root, "rtl", direction === "rtl" ? "1" : "0")]),
  ]);
  for (const [part, root] of templates) edits.set(part, templateEdits(root, change));
  return edits;
}

function templateEdits(root: XmlElement, change: LocaleChange): Edit[] {
  const styles = [
    ...(childOf(root, "p:txStyles")?.children ?? []),
    ...root.children.filter(({ name }) => name === "p:notesStyle"),
  ];
  return [
    ...styles.flatMap((style) => [...languageEdits(style, change), ...styleDirectionEdits(style, change, true)]),
    ...surfaceEdits(root, change),
  ];
}

/** The edits that turn what the texts of a slide, its notes, a chart or a diagram inherit from it: lists, columns, tables. */
export function surfaceEdits(root: XmlElement, change: LocaleChange): Edit[] {
  if (factsOf(change).isSame) return [];
  const lists = descendantsOf(root, "a:lstStyle").flatMap((list) => [
    ...languageEdits(list, change),
    ...styleDirectionEdits(list, change, false),
  ]);
  const chart = root.name === "c:chartSpace" ? childOf(root, "c:lang") : undefined;
  const chartTexts = descendantsOf(root, "c:txPr").flatMap((properties) => languageEdits(properties, change));
  return [
    ...lists,
    ...frameDirectionEdits(root, change),
    ...(chart ? languageEdit(chart, "val", change) : []),
    ...chartTexts,
  ];
}
