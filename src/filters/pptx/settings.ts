import type { Edit } from "../../xml/edits.ts";
import { attributeEdit, styleDirectionEdits } from "../ooxml/drawing-direction.ts";
import { languageEdits } from "../ooxml/drawing-language.ts";
import { surfaceEdits } from "../ooxml/drawing-surface.ts";
import { factsOf, type LocaleChange } from "../ooxml/locale-change.ts";
import { childOf, type XmlElement } from "../ooxml/xml-element.ts";
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
