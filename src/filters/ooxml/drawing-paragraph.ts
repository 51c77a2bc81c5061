import type { Edit } from "../../xml/edits.ts";
import { escapeText } from "../../xml/escape.ts";
import { languageEdits } from "./drawing-language.ts";
import { directionEdits } from "./drawing-direction.ts";
import type { RunStyle } from "./drawing-format.ts";
import { readDrawingLine } from "./drawing-line.ts";
import type { InlineDialect } from "./inline.ts";
import { mergeInline } from "./merge-inline.ts";
import { planInline } from "./plan-inline.ts";
import type { SiteText } from "./text-site.ts";
import { contentOf, descendantsOf, type XmlElement } from "./xml-element.ts";

/** DrawingML keeps tabs as characters; a line break stands between runs. */
const DRAWING_DIALECT: InlineDialect = {
  text(text, _name, _openTag, run) {
    const prefix = /^<([^\s:>]+:)/.exec(run.open)?.[1] ?? "";
    return text
      .split(/\r\n|\r|\n|\v/)
      .map((line) => escapeText(line))
      .join(`${run.close}<${prefix}br/>${run.open}`);
  },
};

const NOTHING_INHERITED: RunStyle = {};

/**
 * A DrawingML paragraph (`a:p`) as a text, without what stands at its boundaries. Writing it also sets language and direction, where they
 * change, of the whole paragraph.
 * @param inherited what its runs look like where they say nothing
 */
export function paragraphText(paragraph: XmlElement, part: string, inherited: RunStyle = NOTHING_INHERITED): SiteText {
  const plan = planInline(readDrawingLine(paragraph, inherited));
  return {
    part,
    source: plan.source,
    write(target, change) {
      const { edits, problems } = mergeInline(plan, target, paragraph.text, DRAWING_DIALECT);
      const others: Edit[] = [...languageEdits(paragraph, change), ...directionEdits(paragraph, change)];
      return { edits: [...edits, ...others], ...(problems === undefined ? {} : { problems }) };
    },
  };
}

/** The text of a paragraph as a reader sees it, for contexts: fields included, blanks joined. */
export function visibleText(paragraph: XmlElement): string {
  return rawText(paragraph).replaceAll(/\s+/g, " ").trim();
}

/** All characters below an element, fields included. */
export function rawText(element: XmlElement): string {
  return descendantsOf(element, "a:t").map(contentOf).join("");
}
