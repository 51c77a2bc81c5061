import type { Edit } from "../../xml/edits.ts";
import { frameDirectionEdits, styleDirectionEdits } from "./drawing-direction.ts";
import { languageEdit, languageEdits } from "./drawing-language.ts";
import { factsOf, type LocaleChange } from "./locale-change.ts";
import { childOf, descendantsOf, type XmlElement } from "./xml-element.ts";

/** The edits that turn what the texts of a slide, its notes, a drawing, a chart or a diagram inherit from it: lists, columns, tables. */
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
