import { plainText } from "../../model/fragment.ts";
import { attributeOf, descendantsOf, pathOf, type XmlElement } from "../ooxml/xml-element.ts";
import type { ItemText } from "./item-texts.ts";
import type { LayoutPackage } from "./layout-package.ts";
import { attributeLayoutText, contentLayoutText, type LayoutText } from "./layout-text.ts";
import { numberingFragment, numberingOf } from "./numbering-expression.ts";
import type { IdmlOptions } from "./options.ts";
import type { References } from "./story-reader.ts";

/** The kinds of ids of texts that stand in no edit but are written wherever their value stands (`finishParts`). */
export const NUMBERING_KIND = "numbering";

const UNUSED = "nothing in the document uses it";

/** The texts that belong to the whole document: variables, numbering, section markers, titles. */
export function documentTexts(
  layout: LayoutPackage,
  styleRoots: readonly XmlElement[],
  references: References,
  options: IdmlOptions,
): ItemText[] {
  const { part, element } = layout.map;
  const children = (name: string): readonly XmlElement[] => element.children.filter((child) => child.name === name);
  const styleParts = layout.roots("Styles").map((root) => root.part);
  const stylesPart = styleParts[0] ?? part;
  const isUsed = (owner: XmlElement): boolean => references.ids.has(attributeOf(owner, "Self") ?? "");
  const texts: ItemText[] = [];
  const add = (text: LayoutText | undefined, skipped?: string): void => {
    if (text !== undefined) texts.push(skipped === undefined ? { text } : { text, skipped });
  };

  for (const section of children("Section")) {
    add(
      attributeLayoutText(section, "Marker", part, {
        key: "designmap",
        kind: "section marker",
        place: "Section marker",
        category: "section markers",
      }),
    );
  }
  for (const variable of children("TextVariable")) {
    const name = attributeOf(variable, "Name") ?? "";
    const unused = isUsed(variable) ? undefined : UNUSED;
    for (const preference of variable.children) {
      const named = (what: string) =>
        ({
          key: "designmap",
          kind: "text variable",
          place: `Text variable “${name}”${what}`,
          category: "text variables",
        }) as const;
      const contents = pathOf(preference, "Properties", "Contents");
      if (contents) add(contentLayoutText(contents, part, named("")), unused);
      add(attributeLayoutText(preference, "TextBefore", part, named(", text before")), unused);
      add(attributeLayoutText(preference, "TextAfter", part, named(", text after")), unused);
    }
  }
  for (const format of children("CrossReferenceFormat")) {
    const place = `Cross-reference format “${attributeOf(format, "Name") ?? ""}”`;
    for (const block of format.children) {
      add(
        attributeLayoutText(block, "CustomText", part, {
          key: "designmap",
          kind: "cross-reference format",
          place,
          category: "cross-reference formats",
        }),
        isUsed(format) ? undefined : UNUSED,
      );
    }
  }
  for (const expression of references.numberings) texts.push({ text: numberingText(expression, stylesPart) });
  for (const style of styleRoots.flatMap((root) => descendantsOf(root, "TOCStyle"))) {
    add(
      attributeLayoutText(style, "Title", stylesPart, {
        key: "Styles",
        kind: "table of contents title",
        place: "Title of the table of contents",
        category: "table of contents titles",
      }),
      isUsed(style) ? undefined : UNUSED,
    );
  }
  for (const watermark of children("WatermarkPreference")) {
    add(
      attributeLayoutText(watermark, "WatermarkText", part, {
        key: "designmap",
        kind: "watermark",
        place: "Watermark",
        category: "watermark",
      }),
      attributeOf(watermark, "WatermarkVisibility") === "true" ? undefined : "it is switched off",
    );
  }
  const names = [
    ...children("Bookmark").map(
      (owner) => ({ owner, what: "Bookmark", category: "bookmarks", choice: options.bookmarks }) as const,
    ),
    ...children("Index")
      .flatMap((index) => descendantsOf(index, "Topic"))
      .map((owner) => ({ owner, what: "Index topic", category: "index topics", choice: options.indexTopics }) as const),
  ];
  for (const { owner, what, category, choice } of names) {
    add(
      attributeLayoutText(owner, "Name", part, { key: "designmap", kind: category, place: what, category }),
      choice === "translate"
        ? undefined
        : `the option ${category === "bookmarks" ? "bookmarks" : "indexTopics"} says so`,
    );
  }
  return texts;
}

/** An expression that numbers paragraphs; `finishParts` writes it wherever it stands, in styles and in paragraphs. */
function numberingText(expression: string, part: string): LayoutText {
  const source = numberingFragment(expression);
  return {
    part,
    key: "Styles",
    kind: NUMBERING_KIND,
    place: `Numbering “${plainText(source).trim()}”`,
    category: "numbering",
    source,
    write: (target, nested) => {
      const { problems } = numberingOf(source, target);
      return { edits: nested, ...(problems === undefined ? {} : { problems }) };
    },
  };
}
