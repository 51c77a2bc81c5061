import type { Edit } from "../../xml/edits.ts";
import { attributeEdit, frameDirectionEdits, newDirection, styleDirectionEdits } from "../ooxml/drawing-direction.ts";
import { languageEdit, languageEdits } from "../ooxml/drawing-language.ts";
import type { LocaleChange } from "../ooxml/text-site.ts";
import { childOf, descendantsOf, type XmlElement } from "../ooxml/xml-element.ts";
import type { Deck } from "./deck.ts";

/**
 * The edits, by part, that turn what a presentation's texts inherit: the language of defaults and lists, and, where the direction
 * changes, text styles, columns and tables. Slides without a translation stay as they are.
 */
export function settingEdits(
  { presentation, surfaces, templates }: Deck,
  translated: ReadonlySet<string>,
  change: LocaleChange,
): Map<string, readonly Edit[]> {
  const edits = new Map<string, readonly Edit[]>();
  if (change.source === change.target) return edits;
  const defaults = childOf(presentation.root, "p:defaultTextStyle");
  const direction = newDirection(change);
  edits.set(presentation.part, [
    ...(defaults ? [...languageEdits(defaults, change), ...styleDirectionEdits(defaults, change, true)] : []),
    ...(direction === undefined ? [] : [attributeEdit(presentation.root, "rtl", direction === "rtl" ? "1" : "0")]),
  ]);
  for (const [part, root] of templates) edits.set(part, templateEdits(root, change));
  for (const [part, root] of surfaces) if (translated.has(part)) edits.set(part, surfaceEdits(root, change));
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

function surfaceEdits(root: XmlElement, change: LocaleChange): Edit[] {
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
